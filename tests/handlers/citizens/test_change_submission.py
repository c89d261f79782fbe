"""What a citizen does with a case of theirs: rate the answer, add to it, take it back."""

import pytest

from office import gate
from office.casework import answering
from tests.handlers.hall import Hall, Somebody, file, texts_of
from texts.vi.citizen import asking, news, tracking
from texts.vi.officer import cards


@pytest.fixture
def dan(hall: Hall) -> Somebody:
    return hall.person("dan")


@pytest.fixture
def officer(hall: Hall) -> Somebody:
    return hall.officer("dong-son")


def answer(officer: Somebody, code: str) -> None:
    officer.within(lambda visit: answering.answer(visit, gate.of_officer(visit, code)[1], "Đã sửa xong"))


def answered(dan: Somebody, officer: Somebody) -> str:
    code, _ = dan.files_case()
    answer(officer, code)
    dan.news()
    return code


@pytest.mark.parametrize(
    ("said", "stars"), [("5", 5), ("1", 1), ("4 sao", 4), ("chấm 3", 3), ("rất hài lòng", 5), ("Hai long", 4)]
)
def test_rating_may_be_typed(hall: Hall, dan: Somebody, officer: Somebody, said: str, stars: int) -> None:
    code = answered(dan, officer)
    assert texts_of(dan.say(said)) == [news.thanks_for_rating(stars)]
    assert hall.submission(code).rating == stars


def test_rating_by_button(hall: Hall, dan: Somebody, officer: Somebody) -> None:
    code = answered(dan, officer)
    dan.tap(news.stars(2))
    assert hall.submission(code).rating == 2
    assert officer.news()[-1].text == cards.low_rating(code, 2)


def test_number_of_a_list_shown_since_is_no_rating(hall: Hall, dan: Somebody, officer: Somebody) -> None:
    """Who asked for the list and types 1 wants the first case, and does not think the answer very bad."""
    code = answered(dan, officer)
    dan.say("của tôi")
    assert texts_of(dan.say("1"))[-1].startswith(f"{code}: ")
    assert hall.submission(code).rating is None


def test_number_rates_the_answer_shown_last(hall: Hall, dan: Somebody, officer: Somebody) -> None:
    older, _ = dan.files_case()
    newer, _ = dan.files_case()
    answer(officer, newer)
    answer(officer, older)
    dan.say("5")
    assert (hall.submission(older).rating, hall.submission(newer).rating) == (5, None)


def test_number_is_no_rating_where_nothing_was_answered(hall: Hall, dan: Somebody) -> None:
    code, _ = dan.files_case()
    dan.say("5")
    assert hall.submission(code).rating is None


def test_number_answers_the_open_question_and_rates_nothing(hall: Hall, dan: Somebody, officer: Somebody) -> None:
    code, _ = dan.files_case()
    dan.say("đường thôn Châu Me xã Bình Châu hư nát, xe té hoài mấy bữa nay")
    answer(officer, code)
    dan.say("1")
    assert hall.submission(code).rating is None
    assert dan.answers["field"] == "giao-thong"


def test_rating_outside_the_buttons_changes_nothing(hall: Hall, dan: Somebody, officer: Somebody) -> None:
    code = answered(dan, officer)
    for key in ("0", "6", "-1", "x", ""):
        assert texts_of(dan.press("rate", key, code)) == [asking.old_button()]
    assert hall.submission(code).rating is None


def test_rating_before_the_answer(dan: Somebody) -> None:
    code, _ = dan.files_case()
    assert texts_of(dan.press("rate", "5", code)) == [news.not_yet_answered(code)]


def test_information_reaches_the_officer_with_its_files(dan: Somebody, officer: Somebody) -> None:
    code, _ = dan.files_case()
    officer.news()
    dan.press("start", "add", code)
    dan.say("Gần cổng chợ", file("a"))
    assert texts_of(dan.say("xong")) == [tracking.information_added(code)]
    told = officer.news()[-1]
    assert told.text == cards.supplement(code, "Gần cổng chợ")
    assert [one.name for one in told.files] == ["a"]


def test_pictures_alone_ask_what_they_are_for(hall: Hall, dan: Somebody, officer: Somebody) -> None:
    code, _ = dan.files_case()
    assert texts_of(dan.say("", file("a"))) == [tracking.what_are_files_for()]
    dan.say("1")
    assert texts_of(dan.say("xong")) == [tracking.information_added(code)]
    assert [one.name for one in officer.news()[-1].files] == ["a"]


def test_withdrawal_is_confirmed_first(hall: Hall, dan: Somebody, officer: Somebody) -> None:
    code, _ = dan.files_case()
    assert texts_of(dan.say("rút lại")) == [tracking.withdraw_sure(code)]
    assert hall.case(code).state == "new"
    assert texts_of(dan.tap(tracking.send_withdrawal())) == [tracking.withdrawn(code)]
    assert hall.case(code).state == "withdrawn"


def test_choice_of_the_case_may_be_left_out(hall: Hall, dan: Somebody) -> None:
    """Who skips is not told that there are no cases."""
    codes = [dan.files_case()[0] for _ in range(2)]
    for words in ("rút lại", "thêm thông tin"):
        dan.say(words)
        assert texts_of(dan.say("bỏ qua")) == [asking.cancelled()]
    assert {hall.case(code).state for code in codes} == {"new"}


def test_too_late_to_withdraw(hall: Hall, dan: Somebody, officer: Somebody) -> None:
    code, _ = dan.files_case()
    dan.press("start", "withdraw", code)
    answer(officer, code)
    dan.news()
    assert texts_of(dan.tap(tracking.send_withdrawal())) == [tracking.too_late_to_withdraw(code)]
    assert hall.case(code).state == "answered"
