"""A question about what was just shown, two questions in one message, and entries that are over or withdrawn."""

from dataclasses import replace
from datetime import date

import pytest

from faq.content import Content, Contents
from faq.matching import Match
from handlers.citizens.ask_question import CLEARLY, REMEMBERED
from tests.handlers.hall import Hall, Somebody, texts_of
from texts.vi.citizen import asking, questions

BIRTH = "đăng ký khai sinh ở đâu"


class Fixed:
    """Finds the same in whatever is said."""

    def __init__(self, found: Match) -> None:
        self._found = found

    def match(self, text: str) -> Match:
        return self._found


def finding(hall: Hall, found: Match, **changes: object) -> None:
    content = replace(hall.desk.contents.current, matcher=Fixed(found))
    entries = {one: entry.model_copy(update=changes if one == found.entry_id else {}) for one, entry in content.entries.items()}
    hall.desk = replace(hall.desk, contents=Contents(replace(content, entries=entries)))


@pytest.fixture
def dan(hall: Hall) -> Somebody:
    somebody = hall.person("dan")
    somebody.say(BIRTH)
    return somebody


FOLLOW_UPS = [
    ("hết bao nhiêu tiền?", "fee"),
    ("mat may ngay", "time"),
    ("giấy tờ gì?", "papers"),
    ("nộp ở mô rứa", "where"),
    ("làm răng", "steps"),
]


@pytest.mark.parametrize(("asked", "section"), FOLLOW_UPS)
def test_what_names_nothing_is_about_the_entry_just_shown(dan: Somebody, asked: str, section: str) -> None:
    (heard,) = dan.say(asked)
    assert heard.text.startswith(questions.section_heading("Đăng ký khai sinh", section))


def test_one_after_the_other(dan: Somebody) -> None:
    headings = [dan.say(asked)[0].text.split(":")[0] for asked in ("hết bao nhiêu tiền", "mất mấy ngày", "giấy tờ gì")]
    assert headings == [questions.section_heading("Đăng ký khai sinh", name) for name in ("fee", "time", "papers")]


def test_the_same_entry_named_again_gives_the_section(dan: Somebody) -> None:
    (heard,) = dan.say("khai sinh cần giấy tờ gì")
    assert heard.text.startswith(questions.section_heading("Đăng ký khai sinh", "papers"))


def test_another_procedure_is_another_question(hall: Hall, dan: Somebody) -> None:
    finding(hall, Match("marriage-registration", 0.8, (), "answer"))
    marriage = hall.desk.contents.current.entries["marriage-registration"]
    (heard,) = dan.say("đăng ký kết hôn cần giấy tờ gì")
    assert heard.text.startswith(marriage.body)
    (fee,) = dan.say("hết bao nhiêu tiền")
    assert fee.text.startswith(questions.section_heading(marriage.title, "fee"))


def test_what_names_nothing_but_is_surely_about_another_entry(hall: Hall, dan: Somebody) -> None:
    finding(hall, Match("pay-online-how", CLEARLY, (), "answer"))
    (heard,) = dan.say("nộp tiền ở đâu")
    assert heard.text.startswith(hall.desk.contents.current.entries["pay-online-how"].body)


def test_what_is_unknown_is_said_to_be_with_where_to_ask(hall: Hall) -> None:
    finding(hall, Match("birth-registration", 0.9, (), "answer"), fee=None)
    dan = hall.person("dan")
    dan.say(BIRTH)
    (heard,) = dan.say("hết bao nhiêu tiền")
    assert questions.unknown_fact() in heard.text


def test_a_section_that_does_not_apply(hall: Hall) -> None:
    finding(hall, Match("birth-registration", 0.9, (), "answer"), without=frozenset({"mistakes"}))
    dan = hall.person("dan")
    dan.say(BIRTH)
    (heard,) = dan.say("có lưu ý gì không")
    assert heard.text == questions.section_does_not_apply("Đăng ký khai sinh", "mistakes")


def test_it_is_forgotten_after_a_while(hall: Hall, dan: Somebody) -> None:
    hall.now += REMEMBERED * 2
    assert texts_of(dan.say("hết bao nhiêu tiền?")) == [questions.about_what()]


def test_before_anything_was_shown_it_is_asked_back(hall: Hall) -> None:
    assert texts_of(hall.person("b").say("mất mấy ngày")) == [questions.about_what()]


def test_what_is_said_in_a_flow_answers_the_flow(dan: Somebody) -> None:
    dan.say("gặp cán bộ")
    dan.say("hết bao nhiêu tiền?")
    assert dan.flow.flow == "meet"


def test_two_questions_get_both_answers_and_are_both_followed_up(hall: Hall) -> None:
    finding(hall, Match("birth-registration", 0.9, (), "answer", "marriage-registration"))
    dan = hall.person("dan")
    entries = hall.desk.contents.current.entries
    first, second = dan.say("khai sinh với kết hôn làm ở đâu")
    assert first.text.startswith(entries["birth-registration"].body)
    assert second.text.startswith(entries["marriage-registration"].body)
    fees = texts_of(dan.say("hết bao nhiêu tiền"))
    assert [text.split(" – ")[0] for text in fees] == [
        entries[one].title for one in ("birth-registration", "marriage-registration")
    ]


# ---------------------------------------------------------------- over, or withdrawn


def test_an_expired_entry_says_so_and_is_counted(hall: Hall) -> None:
    finding(hall, Match("birth-registration", 0.9, (), "answer"), valid_to=date(2026, 11, 23))
    (heard,) = hall.person("dan").say(BIRTH)
    assert heard.text.startswith(questions.no_longer_valid("Đăng ký khai sinh"))
    assert "60 ngày" not in heard.text


def test_an_expired_entry_beside_a_valid_one(hall: Hall) -> None:
    finding(hall, Match("birth-registration", 0.9, (), "answer", "marriage-registration"), valid_to=date(2026, 11, 23))
    over, valid = hall.person("dan").say("khai sinh với kết hôn làm ở đâu")
    assert over.text.startswith(questions.no_longer_valid("Đăng ký khai sinh"))
    assert "kết hôn" in valid.text.lower()


def test_its_buttons_are_old_ones_from_then_on(hall: Hall, dan: Somebody) -> None:
    finding(hall, Match("birth-registration", 0.5, (), "none"), valid_to=date(2026, 11, 23))
    assert texts_of(dan.tap("Lệ phí")) == [asking.old_button()]
    assert texts_of(dan.say("hết bao nhiêu tiền?")) == [questions.about_what()]


def test_a_withdrawn_entry_answers_nobody(hall: Hall, dan: Somebody) -> None:
    content = hall.desk.contents.current
    left = {one: entry for one, entry in content.entries.items() if one != "birth-registration"}
    hall.desk = replace(hall.desk, contents=Contents(Content(left, content.matcher, frozenset({"birth-registration"}))))
    assert texts_of(dan.tap("Lệ phí")) == [asking.old_button()]
    (heard,) = dan.say(BIRTH)
    assert heard.text.startswith(questions.no_answer())


# ---------------------------------------------------------------- terms of law


def test_terms_are_filled_in(hall: Hall) -> None:
    (heard,) = hall.person("dan").say("thời hạn giải quyết khiếu nại là bao lâu")
    assert "{term" not in heard.text
    assert "ngày" in heard.text
