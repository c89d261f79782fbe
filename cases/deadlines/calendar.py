"""Which days the office works: the package `holidays`, what the yearly notices changed, and what the office itself entered.

Bộ luật Lao động 2019 Điều 111, 112; Nghị quyết 28/2026/QH16 (24/11)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml
from holidays import country_holidays
from holidays.version import __version__ as edition

from texts.vi.deadlines import day_words, refusals

FILE = Path(__file__).with_name("calendar.yaml")
FIRST_YEAR, LAST_YEAR = 1995, 2190  # what the lunar tables of the package and the Labour Code cover
SATURDAY = 5
DAY = timedelta(days=1)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class DayOutOfRange(ValueError):
    """A day for which no calendar can be made."""


@dataclass(frozen=True, slots=True)
class Change:
    """A day that differs from what the package says: off, or worked. `document` is the notice that says so."""

    day: date
    working: bool
    reason: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class _Built:
    """calendar.yaml."""

    changes: tuple[Change, ...]
    unsettled: Mapping[date, str]
    settled_to: int


class Calendar:
    """`changes` are the office's own and win; `announced` are years that it entered as announced."""

    def __init__(self, changes: Iterable[Change] = (), announced: Iterable[int] = ()) -> None:
        self._own = {change.day: change for change in changes}
        self._announced = frozenset(announced)
        self._changes = {change.day: change for change in _built().changes} | self._own

    @cached_property
    def version(self) -> str:
        """Names what a date was computed from: the package's version, and a hash over all that is laid over it."""
        laid_over = [*(repr(self._changes[day]) for day in sorted(self._changes)), repr(sorted(self._announced))]
        return f"{edition}-{sha256(''.join(laid_over).encode()).hexdigest()[:8]}"

    def is_working(self, day: date) -> bool:
        change = self._changes.get(day)
        if change is not None:
            return change.working
        off, worked = _published(day.year)
        return day in worked if day.weekday() >= SATURDAY else day not in off

    def is_unsettled(self, day: date) -> bool:
        """Whether a notice still to come may turn the day from worked to free, or back."""
        if day in self._own or day.year in self._announced:
            return False
        return day in _built().unsettled or day.year > _built().settled_to

    def why_off(self, day: date) -> str:
        """“nghỉ lễ”, “nghỉ Tết”, … for a day that is not worked; empty for an ordinary weekend."""
        change = self._changes.get(day)
        if change is not None:
            return day_words.off_by_notice(change.reason)
        name = _published(day.year)[0].get(day, "")
        return day_words.off_by_law(name) if name else ""

    def next_working(self, day: date) -> date:
        """The day itself, or the first working day after it."""
        while not self.is_working(day):
            day = checked(day + DAY)
        return day

    def last_working(self, day: date) -> date:
        """The day itself, or the last working day before it."""
        while not self.is_working(day):
            day = checked(day - DAY)
        return day

    def differing(self, year: int) -> list[tuple[date, bool, str, str]]:
        """The days of a year that are no ordinary working day or weekend: day, worked, why, notice."""
        off, worked = _published(year)
        days = {day for day in (*off, *worked, *self._changes) if day.year == year}
        return [(day, self.is_working(day), self._label(day), self._document(day)) for day in sorted(days)]

    def unsettled(self, year: int) -> list[tuple[date, str]]:
        listed = sorted(_built().unsettled.items())
        return [(day, why) for day, why in listed if day.year == year and self.is_unsettled(day)]

    def is_announced(self, year: int) -> bool:
        return year <= _built().settled_to or year in self._announced

    def _label(self, day: date) -> str:
        change = self._changes.get(day)
        return change.reason if change is not None else _published(day.year)[0].get(day, day_words.worked_weekend())

    def _document(self, day: date) -> str:
        change = self._changes.get(day)
        return change.document if change is not None else ""


def checked(day: date) -> date:
    """The day; DayOutOfRange where no calendar reaches."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise DayOutOfRange(refusals.day_out_of_range(FIRST_YEAR, LAST_YEAR))
    return day


@cache
def _published(year: int) -> tuple[Mapping[date, str], frozenset[date]]:
    """Days off with their names, and worked days at weekends, as the package has them."""
    checked(date(year, 1, 1))
    found = country_holidays("VN", years=year, language="vi")
    return {day: name for day, name in found.items() if day.year == year}, frozenset(found.weekend_workdays)


@cache
def _built() -> _Built:
    data = yaml.load(FILE.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - CSafeLoader is a safe loader
    return _Built(
        changes=tuple(Change(**entry) for entry in data["changes"]),
        unsettled={entry["day"]: entry["reason"] for entry in data["unsettled"]},
        settled_to=data["settled_to"],
    )
