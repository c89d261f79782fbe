"""Counting days of a term. Bộ luật Dân sự 2015 Điều 147.2 (the first day is not counted) and 148.5 (a last day that is not
worked moves to the next one that is). Terms that count back from an event move earlier instead."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cases.deadlines.calendar import Calendar, DayOutOfRange
from texts.vi.deadlines import refusals as texts

Suspension = tuple[date, date | None]  # first day not counted, day from which it is counted again; None: still suspended


@dataclass(frozen=True, slots=True)
class Count:
    """`nominal`: the last day of the count; `last`: where that falls on a working day. `free`: weekdays off that moved the
    end; `worked`: weekend days that were worked and counted."""

    nominal: date
    last: date
    free: tuple[date, ...] = ()
    worked: tuple[date, ...] = ()


def working_days(
    start: date, length: int, calendar: Calendar, *, back: bool = False, paused: Sequence[Suspension] = ()
) -> Count | None:
    """The `length`-th working day after `start`, or before it. None where a suspension that goes on comes before it."""
    free, worked = [], []
    day = start
    while length:
        day = _next(day, back)
        if _stands_still(day, paused):
            return None
        if _is_paused(day, paused):
            continue
        weekend = day.weekday() >= 5
        if calendar.is_working(day):
            length -= 1
            worked += [day] if weekend else []
        elif not weekend:
            free.append(day)
    return Count(day, day, tuple(sorted(free)), tuple(sorted(worked)))


def calendar_days(
    start: date, length: int, calendar: Calendar, *, back: bool = False, paused: Sequence[Suspension] = ()
) -> Count | None:
    """The `length`-th day after `start`, or before it, moved to a working day. None as above."""
    day = start
    while length:
        day = _next(day, back)
        if _stands_still(day, paused):
            return None
        length -= not _is_paused(day, paused)
    last = calendar.last_working(day) if back else calendar.next_working(day)
    between = _days(min(day, last), max(day, last))
    return Count(day, last, tuple(one for one in between if one.weekday() < 5 and not calendar.is_working(one)))


def _next(day: date, back: bool) -> date:
    try:
        return day + timedelta(days=-1 if back else 1)
    except OverflowError:
        raise DayOutOfRange(texts.no_such_day()) from None


def _is_paused(day: date, paused: Sequence[Suspension]) -> bool:
    return any(begin <= day and (end is None or day < end) for begin, end in paused)


def _stands_still(day: date, paused: Sequence[Suspension]) -> bool:
    return any(end is None and begin <= day for begin, end in paused)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


Counter = Callable[..., Count | None]
COUNTERS: dict[str, Counter] = {"working_days": working_days, "calendar_days": calendar_days}
