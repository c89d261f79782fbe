"""The clocks of cases, on both engines."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from cases.deadlines.calendar import Calendar
from cases.deadlines.due import promised_days
from db.engine.storing import in_session
from db.stores import clocks, worklists
from db.tables import Case, Submission
from tests.db.conftest import Do

T = TypeVar("T")
MONDAY = date(2026, 11, 23)
CALENDAR = Calendar()
LENGTHS: dict[clocks.Milestone, int] = {"first_answer": 10, "resolve": 15}
ANSWER, RESOLVE = date(2026, 12, 8), date(2026, 12, 15)


def within(do: Do, fn: Callable[[Session], T]) -> T:
    return do(in_session(fn))


def open_case(do: Do, now: datetime, code: str) -> int:
    """A case with both clocks."""

    def work(session: Session) -> int:
        case = Case(kind="feedback", authority="dong-son", state="new", opened_at=now, head="", place="", due_on=ANSWER)
        session.add(case)
        session.flush()
        session.add(Submission(code=code, case_id=case.id, text="Đường hư", pin_hash="", received_at=now))
        for step, length in LENGTHS.items():
            found = promised_days(step, length, MONDAY, CALENDAR)
            clocks.start(session.connection(), [clocks.clock(case.id, step, length, MONDAY, found, CALENDAR.version)])
        return case.id

    return within(do, work)


def test_the_next_of_two_runs(do: Do, now: datetime) -> None:
    case_id = open_case(do, now, "PA-26-00001-R")
    running = within(do, lambda session: clocks.running(session, case_id))
    assert running is not None
    assert (running.step, running.due_on, running.warn_on) == ("first_answer", ANSWER, ANSWER)


def test_what_is_met_is_met_once(do: Do, now: datetime) -> None:
    case_id = open_case(do, now, "PA-26-00001-R")

    def meet(steps: tuple[clocks.Milestone, ...]) -> date | None:
        def work(session: Session) -> date | None:
            case = session.get_one(Case, case_id)
            clocks.meet(session, case, steps, now)
            return case.due_on

        return within(do, work)

    assert meet(("first_answer",)) == RESOLVE
    assert meet(("first_answer",)) == RESOLVE
    assert meet(clocks.MILESTONES) is None
    assert within(do, worklists.all_running) == []


def test_due_by_names_the_case_once_by_its_first_code(do: Do, now: datetime) -> None:
    first = open_case(do, now, "PA-26-00001-R")
    open_case(do, now, "PA-26-00002-T")
    within(
        do, lambda session: session.add(Submission(code="PA-26-00003-X", case_id=first, text="", pin_hash="", received_at=now))
    )
    found = within(do, lambda session: [(clock.step, code) for clock, _, code in worklists.due_by(session, RESOLVE)])
    assert found == [("first_answer", "PA-26-00001-R"), ("first_answer", "PA-26-00002-T")]
    assert within(do, lambda session: worklists.due_by(session, date(2026, 12, 7))) == []


def test_closed_cases_run_no_more(do: Do, now: datetime) -> None:
    case_id = open_case(do, now, "PA-26-00001-R")

    def close(session: Session) -> None:
        session.get_one(Case, case_id).state = "closed"

    within(do, close)
    assert within(do, worklists.all_running) == []
    assert within(do, lambda session: worklists.due_by(session, RESOLVE)) == []
