"""Until when a case is due, and who is told of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from bot.engine.worker import fire_next
from cases.kinds import Kind
from db.stores import clocks
from db.tables import Clock, Timer
from db.unit_of_work import UnitOfWork
from office import calendar
from office import timers as timers_of_office
from office.casework import answering, handling, senders
from office.clock import recount_all
from office.errand import Errand
from office.supervision import reminders
from tests.handlers.hall import Hall, Somebody, texts_of

MONDAY = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)  # 8:30 in Hanoi
ANSWER, RESOLVE = date(2026, 12, 8), date(2026, 12, 15)


@pytest.fixture
def hall(hall: Hall) -> Hall:
    hall.now = MONDAY
    return hall


@pytest.fixture
def officer(hall: Hall) -> Somebody:
    return hall.officer("dong-son/kinh-te-xa")


def clocks_of(hall: Hall, code: str) -> dict[str, Clock]:
    case_id = hall.case_id(code)
    found = hall.stored(lambda session: session.scalars(select(Clock).where(Clock.case_id == case_id)).all())
    return {clock.step: clock for clock in found}


def test_a_new_case_is_due(hall: Hall) -> None:
    code, _ = hall.person("dan").files_case()
    running = clocks_of(hall, code)
    assert hall.case(code).due_on == running["first_answer"].due_on == ANSWER
    assert running["resolve"].due_on == RESOLVE
    assert running["first_answer"].explanation == "10 ngày làm việc từ 23/11, trừ 24/11 nghỉ lễ → 8/12"


@pytest.mark.parametrize(("kind", "due"), [("proposal", ANSWER), ("question", ANSWER), ("praise", None)])
def test_a_praise_asks_for_no_answer(hall: Hall, kind: Kind, due: date | None) -> None:
    code, _ = hall.person("dan").files_case(kind=kind)
    assert hall.case(code).due_on == due


def test_the_day_is_counted_in_hanoi(hall: Hall) -> None:
    hall.now = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)  # half past midnight on Monday
    code, _ = hall.person("dan").files_case()
    assert hall.case(code).due_on == ANSWER


def test_accepting_is_the_first_answer(hall: Hall, officer: Somebody) -> None:
    dan = hall.person("dan")
    code, _ = dan.files_case()
    officer.say(f"nhận {code}")
    assert hall.case(code).due_on == RESOLVE
    assert "cam kết giải quyết xong chậm nhất thứ Ba 15/12/2026" in texts_of(dan.news())[-1]
    assert clocks_of(hall, code)["first_answer"].met_at == MONDAY


def test_a_transfer_keeps_what_was_promised(hall: Hall, officer: Somebody) -> None:
    code, _ = hall.person("dan").files_case()
    hall.wait(days=3)
    case = hall.case(code)
    officer.within(lambda visit: handling.transfer(visit, case, "van-tuong", "cong-an-xa"))
    assert hall.case(code).due_on == ANSWER


def test_an_answer_meets_all(hall: Hall, officer: Somebody) -> None:
    code, _ = hall.person("dan").files_case()
    case = hall.case(code)
    officer.within(lambda visit: answering.answer(visit, case, "UBND xã đã sửa xong."))
    assert hall.case(code).due_on is None
    assert all(clock.met_at for clock in clocks_of(hall, code).values())


def test_what_is_looked_at_again_is_counted_anew(hall: Hall, officer: Somebody) -> None:
    code, _ = hall.person("dan").files_case()
    case = hall.case(code)
    officer.within(lambda visit: answering.answer(visit, case, "UBND xã đã sửa xong."))
    hall.wait(days=30)
    officer.within(lambda visit: answering.reopen(visit, case))
    assert hall.case(code).due_on == date(2027, 1, 14)
    assert clocks_of(hall, code)["first_answer"].met_at == MONDAY


def test_withdrawn_cases_are_due_no_more(hall: Hall) -> None:
    dan = hall.person("dan")
    code, _ = dan.files_case()
    one = hall.submission(code)
    dan.within(lambda visit: senders.withdraw(visit, visit.uow.session.merge(one)))
    assert hall.case(code).due_on is None


def test_the_citizen_sees_it_and_that_it_is_late(hall: Hall) -> None:
    dan = hall.person("dan")
    code, _ = dan.files_case()
    assert "trả lời lần đầu chậm nhất thứ Ba 8/12/2026 (10 ngày làm việc từ 23/11" in texts_of(dan.say(code))[-1]
    hall.wait(days=16)
    assert "nay đã trễ" in texts_of(dan.say(code))[-1]


def test_nobody_is_told_that_it_is_law(hall: Hall, officer: Somebody) -> None:
    dan = hall.person("dan")
    code, _ = dan.files_case()
    said = texts_of([*dan.say(code), *officer.say(code)])
    assert any("cam kết" in text.lower() for text in said)
    assert not any("theo luật" in text.lower() for text in said)


def test_the_card_shows_it(hall: Hall, officer: Somebody) -> None:
    code, _ = hall.person("dan").files_case()
    assert "Hạn cam kết: thứ Ba 8/12/2026" in texts_of(officer.news())[-1]
    hall.wait(days=16)
    assert "(ĐÃ QUÁ HẠN)" in texts_of(officer.say(code))[-1]
    assert "hạn 8/12" in texts_of(officer.say("của tôi"))[-1]


def test_a_change_of_the_calendar_moves_open_cases(hall: Hall) -> None:
    code, _ = hall.person("dan").files_case()

    def enter(connection: Connection) -> int:
        with UnitOfWork(connection, hall.now, hall.database) as uow:
            errand = Errand(uow, hall.desk)
            return calendar.enter(errand, date(2026, 12, 1), "off", reason="nghỉ tránh bão", document="", by="B")

    before = clocks_of(hall, code)["resolve"].calendar
    assert hall.do(enter) == 1
    assert hall.case(code).due_on == date(2026, 12, 9)
    after = clocks_of(hall, code)
    assert after["resolve"].due_on == date(2026, 12, 16)
    assert after["first_answer"].explanation.endswith("1/12 nghỉ tránh bão → 9/12")
    assert after["resolve"].calendar != before


def test_terms_of_law_are_counted_anew_with_what_was_granted(hall: Hall) -> None:
    code, _ = hall.person("dan").files_case()
    case_id = hall.case_id(code)

    def make_it_law(session: Session) -> None:
        clock = clocks.of_step(session, case_id, "resolve")
        assert clock is not None
        clock.rule, clock.length, clock.extensions = "kn.giai_quyet_lan_dau", None, ["complex_case"]
        clock.suspensions = [["2026-12-01", "2026-12-11"]]

    hall.stored(make_it_law)
    hall.do(lambda connection: _recount(hall, connection))
    assert clocks_of(hall, code)["resolve"].due_on == date(2026, 11, 23) + timedelta(days=55 + 1)  # 17/1/2027 is a Sunday


def _recount(hall: Hall, connection: Connection) -> int:
    with UnitOfWork(connection, hall.now, hall.database) as uow:
        return recount_all(Errand(uow, hall.desk))


# ---------------------------------------------------------------- reminders


def morning(hall: Hall, day: date) -> None:
    """Fires what is due on that morning."""
    hall.now = datetime(day.year, day.month, day.day, 0, 30, tzinfo=UTC)  # 7:30 in Hanoi
    hall.do(lambda connection: fire_next(hall.office, connection))


def plan(hall: Hall, day: date) -> None:
    before = datetime(day.year, day.month, day.day, 0, 0, tzinfo=UTC)
    hall.do(lambda connection: timers_of_office.plan(connection, before))


def test_officers_are_reminded_before_and_after(hall: Hall, officer: Somebody) -> None:
    leader = hall.officer("dong-son", "leader", "Lê Văn Xê")
    code, _ = hall.person("dan").files_case()
    officer.news()
    plan(hall, date(2026, 12, 4))
    morning(hall, date(2026, 12, 4))
    assert officer.news() == []
    morning(hall, date(2026, 12, 5))  # a Saturday: nothing but the next timer
    morning(hall, date(2026, 12, 6))
    morning(hall, date(2026, 12, 7))
    assert texts_of(officer.news()) == [
        f"Hạn cam kết, thứ Hai 7/12/2026:\nSắp đến hạn (1 việc)\n• {code}: trả lời lần đầu, hạn thứ Ba 8/12/2026"
    ]
    assert leader.news() == []
    morning(hall, date(2026, 12, 8))
    morning(hall, date(2026, 12, 9))
    assert "QUÁ HẠN (1 việc)" in texts_of(officer.news())[-1]
    assert "QUÁ HẠN (1 việc)" in texts_of(leader.news())[-1]


def test_what_was_answered_reminds_nobody(hall: Hall, officer: Somebody) -> None:
    code, _ = hall.person("dan").files_case()
    case = hall.case(code)
    officer.within(lambda visit: answering.answer(visit, case, "UBND xã đã sửa xong."))
    officer.news()
    plan(hall, date(2026, 12, 21))
    morning(hall, date(2026, 12, 21))
    assert officer.news() == []


def test_a_long_list_is_cut(hall: Hall, officer: Somebody) -> None:
    for _ in range(reminders.LINES + 3):
        hall.person(f"dan {hall.number()}").files_case()
    officer.news()
    plan(hall, date(2026, 12, 21))
    morning(hall, date(2026, 12, 21))
    assert texts_of(officer.news())[-1].endswith("… và 3 việc nữa. Gõ “của tôi” để xem.")


def test_the_timer_is_set_once_a_morning(hall: Hall) -> None:
    plan(hall, date(2026, 12, 4))
    plan(hall, date(2026, 12, 4))
    assert hall.stored(lambda session: session.scalars(select(Timer.due_at)).all()) == [datetime(2026, 12, 4, 0, 30, tzinfo=UTC)]


# ---------------------------------------------------------------- a site visit


def test_a_site_visit_gives_the_longer_promise_once(hall: Hall, officer: Somebody) -> None:
    dan = hall.person("dan")
    code, _ = dan.files_case()
    dan.news()
    officer.say(f"gia hạn {code} phải ra hiện trường đo lại")
    assert hall.case(code).due_on == ANSWER  # it is only a preview
    officer.say("1")
    assert hall.case(code).due_on == date(2027, 1, 6)
    told = texts_of(dan.news())[-1]
    assert "phải ra hiện trường đo lại" in told
    assert "Cơ quan cam kết giải quyết xong chậm nhất thứ Tư 6/1/2027 (30 ngày làm việc từ 23/11/2026" in told
    officer.say(f"gia hạn {code} lần nữa")
    assert "không gia hạn được nữa" in texts_of(officer.say("1"))[-1]
    assert hall.case(code).due_on == date(2027, 1, 6)


def test_a_praise_has_nothing_to_extend(hall: Hall, officer: Somebody) -> None:
    code, _ = hall.person("dan").files_case(kind="praise")
    officer.say(f"gia hạn {code} phải ra hiện trường")
    assert "không gia hạn được nữa" in texts_of(officer.say("1"))[-1]
