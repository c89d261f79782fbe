"""“Kết thúc, xóa khỏi máy này”: who sits down at the computer next finds nothing and gets nothing."""

import pytest

from office import gate
from office.casework import answering, handling
from tests.handlers.hall import Hall, Somebody, texts_of
from texts.vi.citizen import greeting, leaving, tracking


@pytest.fixture
def dan(hall: Hall) -> Somebody:
    return hall.person("dan")


def leaves(somebody: Somebody) -> None:
    somebody.say("kết thúc")
    assert texts_of(somebody.tap(leaving.end_here())) == [leaving.ended()]


def test_open_cases_are_named_before_one_leaves(dan: Somebody) -> None:
    code, _ = dan.files_case()
    assert texts_of(dan.say("kết thúc")) == [leaving.end_sure([code])]
    assert texts_of(dan.say("2")) == [leaving.staying()]
    assert code in texts_of(dan.say("của tôi"))[-1]


def test_nothing_said_before_is_shown_again(dan: Somebody) -> None:
    dan.say("đường thôn Châu Me xã Bình Châu hư nát, xe té hoài mấy bữa nay")
    leaves(dan)
    dan.seen = 0
    assert texts_of(dan.news()) == [leaving.ended()]


def test_next_person_has_no_cases_and_no_flows(hall: Hall, dan: Somebody) -> None:
    dan.files_case(name="Nguyễn Thị Thử")
    dan.say("đường thôn Châu Me xã Bình Châu hư nát, xe té hoài mấy bữa nay")
    before = dan.within(lambda visit: visit.person.id)
    leaves(dan)
    assert (dan.state.active, dan.state.shelved, dan.state.prompts) == (None, [], [])
    assert texts_of(dan.say("của tôi")) == [tracking.no_cases()]
    assert texts_of(dan.say("tiếp tục")) == [greeting.hello(hall.desk.locality.name)]
    assert dan.within(lambda visit: visit.person.id) != before


def test_answer_goes_to_nobody_at_this_computer_and_waits_behind_the_pin(hall: Hall, dan: Somebody) -> None:
    officer = hall.officer("dong-son")
    code, pin = dan.files_case()
    leaves(dan)
    told = officer.within(lambda visit: answering.answer(visit, gate.of_officer(visit, code)[1], "Đã sửa xong"))
    hall.work()
    assert told == 0
    assert dan.news() == []
    home = hall.person("máy ở nhà")
    home.say(f"tra cứu {code}")
    assert "Đã sửa xong" in texts_of(home.say(pin))[-1]
    assert code in texts_of(home.say("của tôi"))[-1]  # from now on it comes here


def test_question_of_an_officer_does_not_reach_the_next_person(hall: Hall, dan: Somebody) -> None:
    officer = hall.officer("dong-son")
    code, _ = dan.files_case()
    leaves(dan)
    officer.within(lambda visit: handling.ask_citizen(visit, gate.of_officer(visit, code)[1], "Chỗ nào?"))
    hall.work()
    assert dan.news() == []


def test_officer_who_leaves_a_shared_computer_gets_no_more_cards_there(hall: Hall, dan: Somebody) -> None:
    """The case goes to who can be reached."""
    officer, leader = hall.officer("dong-son"), hall.officer("dong-son", "leader")
    leaves(officer)
    dan.files_case()
    assert officer.news() == []
    assert len(leader.news()) == 1


def test_question_that_crosses_with_the_leaving_is_not_asked(hall: Hall, dan: Somebody) -> None:
    officer = hall.officer("dong-son")
    code, _ = dan.files_case()
    dan.say("kết thúc")
    dan.drop_in(dan.button(leaving.end_here()))
    officer.within(lambda visit: handling.ask_citizen(visit, gate.of_officer(visit, code)[1], "Chỗ nào?"))
    hall.work()
    assert texts_of(dan.news()) == [leaving.ended()]
    assert dan.state.active is None
