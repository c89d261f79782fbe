"""What the office entered into the calendar. Nothing is deleted: an entry that was removed says by whom and when."""

from datetime import date, datetime
from functools import lru_cache
from typing import Literal

from sqlalchemy import Connection, inspect, select
from sqlalchemy.orm import Session

from cases.deadlines.calendar import Calendar, Change
from db.engine.prepared import Prepared
from db.engine.storing import in_session
from db.tables import DayOff

Kind = Literal["off", "worked", "year"]
Row = tuple[date, str, str, str]
_VALID = Prepared(
    select(DayOff.day, DayOff.kind, DayOff.reason, DayOff.document).where(DayOff.removed_at.is_(None)).order_by(DayOff.day)
)


def calendar(connection: Connection) -> Calendar:
    """The calendar with the office's entries as they are now."""
    return _calendar(tuple(_VALID.all(connection, {})))


def known(connection: Connection) -> tuple[Calendar, dict[date, str]]:
    """The calendar, and who entered what; of a database that may be older than the table."""
    if not inspect(connection).has_table(DayOff.__tablename__):
        return Calendar(), {}
    return calendar(connection), in_session(entered_by)(connection)


@lru_cache(maxsize=8)
def _calendar(rows: tuple[Row, ...]) -> Calendar:
    changes = [Change(day, kind == "worked", reason, document) for day, kind, reason, document in rows if kind != "year"]
    return Calendar(changes, [day.year for day, kind, _, _ in rows if kind == "year"])


def add(session: Session, day: date, kind: Kind, *, reason: str, document: str, by: str, now: datetime) -> None:
    """Takes the place of what was entered for the day before; of a year (its first day) beside its days."""
    remove(session, day, year=kind == "year", by=by, now=now)
    entry = {"day": day, "kind": kind, "reason": reason, "document": document, "entered_by": by, "entered_at": now}
    session.add(DayOff(**entry, removed_by=""))
    session.flush()  # `calendar` is read past the session


def remove(session: Session, day: date, *, year: bool, by: str, now: datetime) -> bool:
    """False where the office had entered nothing for the day."""
    valid = (DayOff.day == day, DayOff.removed_at.is_(None), DayOff.kind == "year" if year else DayOff.kind != "year")
    found = session.scalars(select(DayOff).where(*valid).with_for_update()).all()
    for one in found:
        one.removed_at, one.removed_by = now, by
    session.flush()
    return bool(found)


def entered_by(session: Session) -> dict[date, str]:
    """The days that the office entered, with who did."""
    days = session.scalars(select(DayOff).where(DayOff.removed_at.is_(None), DayOff.kind != "year"))
    return {one.day: one.entered_by for one in days}
