"""The clocks of cases: what is due when, and why. Opened with the case, met by what its officers do."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal, cast

from sqlalchemy import Connection, Table, bindparam, select, update
from sqlalchemy.orm import Session

from cases.deadlines.due import Due
from db.engine.prepared import Prepared, filled_in
from db.engine.storing import Reader
from db.tables import Case, Clock, Instant

Milestone = Literal["first_answer", "resolve"]
MILESTONES: tuple[Milestone, ...] = ("first_answer", "resolve")


def start(connection: Connection, clocks: Sequence[Mapping[str, Any]]) -> None:
    """New clocks, as `clock` makes them."""
    _START.send(connection, *clocks)


_CLOCKS = cast(Table, Clock.__table__)
_START = Prepared(
    _CLOCKS.insert().values(
        filled_in(
            _CLOCKS, "case_id", "step", "rule", "length", "started_on", "calendar", "extensions", "suspensions", "remote",
            "due_on", "warn_on", "explanation", "provisional",
        )
    )
)  # fmt: skip


def clock(case_id: int, step: Milestone, length: int | None, started_on: date, found: Due, calendar: str) -> dict[str, Any]:
    return {
        "case_id": case_id, "step": step, "rule": found.rule, "length": length, "started_on": started_on, "calendar": calendar,
        "extensions": [], "suspensions": [], "remote": "", **as_found(found),
    }  # fmt: skip


def as_found(found: Due) -> dict[str, Any]:
    """The columns that a calculation fills."""
    return {
        "due_on": found.last_day, "warn_on": found.warn_on, "explanation": found.explanation, "provisional": found.provisional,
    }  # fmt: skip


def running(session: Session, case_id: int) -> Clock | None:
    """The clock that ends next of those that are not met; None where all are."""
    return min(_RUNNING.all(session, {"case": case_id}), key=lambda one: (one.due_on, one.id), default=None)


_RUNNING = Reader(Clock, Clock.case_id == bindparam("case"), Clock.met_at.is_(None), order=Clock.id)


def of_step(session: Session, case_id: int, step: Milestone) -> Clock | None:
    return session.scalar(select(Clock).where(Clock.case_id == case_id, Clock.step == step))


def meet(session: Session, case: Case, steps: Sequence[Milestone], now: datetime) -> None:
    """Notes, once, that these steps were done; the case is due by the next of the others."""
    if case.due_on is None:
        return  # nothing runs
    if any(isinstance(one, Clock) for one in session.dirty):
        session.flush()
    connection = session.connection()
    _MEET.send(connection, {"case": case.id, "first": steps[0], "last": steps[-1], "now": now})
    for one in list(session.identity_map.values()):
        if isinstance(one, Clock) and one.case_id == case.id:
            session.expire(one, ["met_at"])
    following = None if steps == MILESTONES else _FOLLOWING.one(connection, {"case": case.id})
    case.due_on = following[0] if following else None


_MEET = Prepared(
    update(Clock)
    .where(Clock.case_id == bindparam("case"), Clock.step.in_((bindparam("first"), bindparam("last"))), Clock.met_at.is_(None))
    .values(met_at=bindparam("now", type_=Instant))
)
_FOLLOWING = Prepared(
    select(Clock.due_on)
    .where(Clock.case_id == bindparam("case"), Clock.met_at.is_(None))
    .order_by(Clock.due_on, Clock.id)
    .limit(1)
)
