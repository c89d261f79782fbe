"""Counting against a slow calculation that walks day by day and asks the plainest questions."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from cases.deadlines.calendar import Calendar, Change
from cases.deadlines.days import Suspension, calendar_days, working_days

DAY = timedelta(days=1)
days = st.dates(date(2023, 1, 1), date(2027, 12, 31))
lengths = st.integers(1, 90)
calendars = st.lists(st.builds(Change, days, st.booleans()), max_size=8).map(Calendar)
suspensions = st.lists(st.tuples(days, st.integers(1, 60)), max_size=3).map(
    lambda found: [(begin, begin + timedelta(days=length)) for begin, length in found]
)


def is_worked(day: date, calendar: Calendar) -> bool:
    return calendar.is_working(day)


def paused_days(paused: Sequence[Suspension]) -> set[date]:
    return {begin + timedelta(days=step) for begin, end in paused if end for step in range((end - begin).days)}


def slow(start: date, length: int, calendar: Calendar, step: timedelta, paused: set[date], *, working: bool) -> date:
    """All days on the way, written down, those that do not count crossed out; then the one at the place asked for."""
    way = [start + step * number for number in range(1, 3 * length + 400)]
    return [day for day in way if day not in paused and (not working or is_worked(day, calendar))][length - 1]


def rolled(day: date, calendar: Calendar, step: timedelta) -> date:
    return next(day + step * number for number in range(30) if is_worked(day + step * number, calendar))


@settings(deadline=None, max_examples=150)
@given(days, lengths, calendars, suspensions)
def test_working_days(start: date, length: int, calendar: Calendar, paused: list[Suspension]) -> None:
    found = working_days(start, length, calendar, paused=paused)
    assert found is not None
    assert found.last == found.nominal == slow(start, length, calendar, DAY, paused_days(paused), working=True)
    assert calendar.is_working(found.last)


@settings(deadline=None, max_examples=150)
@given(days, lengths, calendars, suspensions)
def test_calendar_days(start: date, length: int, calendar: Calendar, paused: list[Suspension]) -> None:
    found = calendar_days(start, length, calendar, paused=paused)
    assert found is not None
    assert found.nominal == slow(start, length, calendar, DAY, paused_days(paused), working=False)
    assert found.last == rolled(found.nominal, calendar, DAY)


@settings(deadline=None, max_examples=150)
@given(days, st.integers(1, 30), calendars)
def test_counting_back(start: date, length: int, calendar: Calendar) -> None:
    working, every = working_days(start, length, calendar, back=True), calendar_days(start, length, calendar, back=True)
    assert working is not None
    assert every is not None
    assert working.last == slow(start, length, calendar, -DAY, set(), working=True)
    assert every.nominal == start - length * DAY
    assert every.last == rolled(every.nominal, calendar, -DAY)
    assert every.last <= every.nominal < start


@settings(deadline=None, max_examples=100)
@given(days, st.integers(1, 40), calendars)
def test_days_between_are_accounted_for(start: date, length: int, calendar: Calendar) -> None:
    """Each day from the first to the last is counted, a weekend, or named as off."""
    found = working_days(start, length, calendar)
    assert found is not None
    between = [start + DAY * step for step in range(1, (found.last - start).days + 1)]
    named = {day for day in between if day.weekday() < 5 and not calendar.is_working(day)}
    assert set(found.free) == named
    assert set(found.worked) == {day for day in between if day.weekday() >= 5 and calendar.is_working(day)}


def test_a_suspension_that_goes_on_leaves_no_date() -> None:
    start, since = date(2026, 11, 23), date(2026, 11, 26)
    assert working_days(start, 5, Calendar(), paused=[(since, None)]) is None
    assert calendar_days(start, 5, Calendar(), paused=[(since, None)]) is None
    ended_before = working_days(start, 1, Calendar(), paused=[(since, None)])
    assert ended_before is not None
    assert ended_before.last == date(2026, 11, 25)


def test_resumes_on_the_day_of_the_decision_to_continue() -> None:
    found = calendar_days(date(2026, 12, 1), 3, Calendar(), paused=[(date(2026, 12, 2), date(2026, 12, 8))])
    assert found is not None
    assert found.nominal == date(2026, 12, 10)
