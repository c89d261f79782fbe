"""The words of what could not be answered: kept only by those who agreed, asked once, never in the way."""

import pytest
from sqlalchemy import select

from bot.engine.worker import fire_next
from db.tables import Question
from tests.handlers.hall import Hall, Somebody, texts_of
from texts.vi.citizen import asking, greeting, questions

UNKNOWN = "hộp cơm bằng nhôm mua ở đâu rẻ, gọi tôi 0905123456"
MASKED = "hộp cơm bằng nhôm mua ở đâu rẻ, gọi tôi •••"
BIRTH = "đăng ký khai sinh ở đâu"


def kept(hall: Hall) -> list[tuple[str, str | None, str | None]]:
    """(outcome, words, held) of every question that was counted."""
    wanted = select(Question).order_by(Question.id)
    return hall.stored(lambda session: [(one.outcome, one.words, one.held) for one in session.scalars(wanted)])


@pytest.fixture
def dan(hall: Hall) -> Somebody:
    return hall.person("dan")


def test_it_is_asked_once_beside_the_way_to_a_person(hall: Hall, dan: Somebody) -> None:
    (first,) = dan.say(UNKNOWN)
    assert first.text.startswith(questions.no_answer())
    assert questions.may_words_be_kept() in first.text
    assert [choice.label for choice in first.choices] == [
        greeting.menu_officer(), greeting.menu_report(), questions.keep_words(), questions.do_not_keep_words(),
    ]  # fmt: skip
    (second,) = dan.say(UNKNOWN)
    assert second.text == questions.no_answer()
    assert [(outcome, words) for outcome, words, _ in kept(hall)] == [("none", None), ("none", None)]


def test_a_yes_keeps_this_one_and_the_next_ones_masked(hall: Hall, dan: Somebody) -> None:
    dan.say(UNKNOWN)
    assert texts_of(dan.tap(questions.keep_words())) == [questions.words_are_kept()]
    dan.say(f"{UNKNOWN} ạ")
    assert kept(hall) == [("none", MASKED, None), ("none", f"{MASKED} ạ", None)]


@pytest.mark.parametrize("said", [questions.do_not_keep_words(), "4"])
def test_a_no_keeps_none(hall: Hall, dan: Somebody, said: str) -> None:
    dan.say(UNKNOWN)
    assert texts_of(dan.say(said)) == [questions.words_are_not_kept()]
    dan.say(UNKNOWN)
    assert kept(hall) == [("none", None, None)] * 2


def test_silence_is_a_no(hall: Hall, dan: Somebody) -> None:
    dan.say(UNKNOWN)
    hall.wait(minutes=29)
    assert hall.do(lambda connection: fire_next(hall.office, connection)) is False
    hall.wait(minutes=1)
    assert hall.do(lambda connection: fire_next(hall.office, connection)) is True
    assert kept(hall) == [("none", None, None)]
    dan.tap(questions.keep_words())
    assert kept(hall) == [("none", None, None)], "it is gone; the yes holds for what comes"
    dan.say(UNKNOWN)
    assert kept(hall)[1] == ("none", MASKED, None)


def test_it_can_be_taken_back(hall: Hall, dan: Somebody) -> None:
    dan.say(UNKNOWN)
    dan.tap(questions.keep_words())
    dan.tap(questions.do_not_keep_words())
    dan.say(UNKNOWN)
    assert kept(hall)[1] == ("none", None, None)


def test_nobody_agrees_for_another(hall: Hall, dan: Somebody) -> None:
    dan.say(UNKNOWN)
    number = hall.stored(lambda session: session.scalars(select(Question.id)).one())
    hall.person("other").press("words", "yes", str(number))
    assert kept(hall) == [("none", None, MASKED)]


def test_it_can_be_taken_back_in_words(hall: Hall, dan: Somebody) -> None:
    dan.say(UNKNOWN)
    dan.tap(questions.keep_words())
    assert texts_of(dan.say("không giữ câu hỏi")) == [questions.words_are_not_kept()]
    dan.say(UNKNOWN)
    assert kept(hall)[1] == ("none", None, None)


def test_what_is_not_understood_is_counted_without_asking_anything(hall: Hall, dan: Somebody) -> None:
    (heard,) = dan.say("nồi cơm hãng đó bền lắm")
    assert heard.text == greeting.not_understood()
    dan.say("ừm ok")
    assert kept(hall) == [("none", None, None)]


@pytest.mark.parametrize("key", ["", "maybe", "no such"])
def test_a_made_up_button_changes_nothing(hall: Hall, dan: Somebody, key: str) -> None:
    assert texts_of(dan.press("words", key, "x")) == [asking.old_button()]


# ---------------------------------------------------------------- what was answered, but not well


def test_an_answer_that_was_not_meant_is_counted(hall: Hall, dan: Somebody) -> None:
    dan.say(BIRTH)
    (heard,) = dan.tap(questions.not_what_i_meant())
    assert heard.text.startswith(questions.say_it_again())
    assert kept(hall) == [("bad", None, None)]


def test_its_words_are_kept_by_those_who_agreed(hall: Hall, dan: Somebody) -> None:
    dan.say(UNKNOWN)
    dan.tap(questions.keep_words())
    dan.say(BIRTH)
    dan.tap(questions.not_what_i_meant())
    assert kept(hall)[1] == ("bad", BIRTH, None)


def test_tapping_again_does_not_count_the_words_twice(hall: Hall, dan: Somebody) -> None:
    dan.say(UNKNOWN)
    dan.tap(questions.keep_words())
    dan.say(BIRTH)
    for _ in range(2):
        dan.tap(questions.not_what_i_meant())
    assert [words for _, words, _ in kept(hall)] == [MASKED, BIRTH, None]


def test_suggestions_that_were_refused_are_counted(hall: Hall, dan: Somebody) -> None:
    dan.press("faq", "none", "birth-registration")
    assert kept(hall) == [("rejected", None, None)]


def test_the_words_of_those_who_did_not_agree_wait_nowhere(hall: Hall, dan: Somebody) -> None:
    dan.say(BIRTH)
    assert BIRTH not in dan.state.model_dump_json()
    hall.wait(hours=1)
    dan.say(UNKNOWN)
    assert "nhôm" not in dan.state.model_dump_json()
