"""What the office entered into the calendar. Nothing is deleted: an entry that was removed says by whom and when."""

from datetime import date, datetime
from functools import lru_cache
from typing import Literal

from sqlalchemy import Connection, insert, inspect, select, update

from cases.deadlines.calendar import Calendar, Change
from db.engine.prepared import Prepared
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
    return calendar(connection), entered_by(connection)


@lru_cache(maxsize=8)
def _calendar(rows: tuple[Row, ...]) -> Calendar:
    changes = [Change(day, kind == "worked", reason, document) for day, kind, reason, document in rows if kind != "year"]
    return Calendar(changes, [day.year for day, kind, _, _ in rows if kind == "year"])


def add(connection: Connection, day: date, kind: Kind, *, reason: str, document: str, by: str, now: datetime) -> None:
    """Takes the place of what was entered for the day before; of a year (its first day) beside its days."""
    remove(connection, day, year=kind == "year", by=by, now=now)
    entry = {"day": day, "kind": kind, "reason": reason, "document": document, "entered_by": by, "entered_at": now}
    connection.execute(insert(DayOff).values(**entry, removed_by=""))


def remove(connection: Connection, day: date, *, year: bool, by: str, now: datetime) -> bool:
    """False where the office had entered nothing for the day."""
    valid = (DayOff.day == day, DayOff.removed_at.is_(None), DayOff.kind == "year" if year else DayOff.kind != "year")
    return connection.execute(update(DayOff).where(*valid).values(removed_at=now, removed_by=by)).rowcount > 0


def entered_by(connection: Connection) -> dict[date, str]:
    """The days that the office entered, with who did."""
    query = select(DayOff.day, DayOff.entered_by).where(DayOff.removed_at.is_(None), DayOff.kind != "year")
    return {row.day: row.entered_by for row in connection.execute(query)}
