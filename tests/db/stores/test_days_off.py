"""What the office enters into the calendar, on both engines."""

from datetime import date, datetime

from sqlalchemy import select

from db.engine.storing import in_session
from db.stores import days_off
from db.tables import DayOff
from tests.db.conftest import Do

DAY = date(2026, 12, 1)


def add(do: Do, now: datetime, kind: days_off.Kind = "off", day: date = DAY) -> None:
    do(in_session(lambda session: days_off.add(session, day, kind, reason="nghỉ tránh bão", document="CV 1", by="B", now=now)))


def test_entries_make_the_calendar(do: Do, now: datetime) -> None:
    assert do(days_off.calendar).is_working(DAY)
    add(do, now)
    assert do(days_off.calendar).why_off(DAY) == "nghỉ tránh bão"
    assert do(in_session(days_off.entered_by)) == {DAY: "B"}


def test_a_later_entry_takes_the_place_of_an_earlier_one(do: Do, now: datetime) -> None:
    add(do, now)
    add(do, now, "worked")
    assert do(days_off.calendar).is_working(DAY)


def test_nothing_is_deleted(do: Do, now: datetime) -> None:
    add(do, now)
    assert do(in_session(lambda session: days_off.remove(session, DAY, year=False, by="C", now=now)))
    assert not do(in_session(lambda session: days_off.remove(session, DAY, year=False, by="C", now=now)))
    assert do(days_off.calendar).is_working(DAY)
    kept = do(lambda connection: connection.execute(select(DayOff.entered_by, DayOff.removed_by, DayOff.removed_at)).all())
    assert [tuple(row) for row in kept] == [("B", "C", now)]


def test_a_year_stands_beside_its_first_day(do: Do, now: datetime) -> None:
    first = date(2028, 1, 1)
    add(do, now, "year", first)
    add(do, now, "worked", first)
    calendar = do(days_off.calendar)
    assert calendar.is_announced(2028)
    assert calendar.is_working(first)
    do(in_session(lambda session: days_off.remove(session, first, year=True, by="C", now=now)))
    assert not do(days_off.calendar).is_announced(2028)
    assert do(days_off.calendar).is_working(first)


def test_the_same_entries_make_the_same_calendar(do: Do, now: datetime) -> None:
    add(do, now)
    assert do(days_off.calendar) is do(days_off.calendar)
