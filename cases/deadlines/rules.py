"""The table of legal deadlines (deadlines.yaml): each row a rule in one version, with law, article and dates."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import yaml

FILE = Path(__file__).with_name("deadlines.yaml")
REMOTE = ".vung_sau"  # how the id of a rule's row for remote areas ends
REMOTE_CONDITION = "remote_area"  # the extension that takes its place where there is no such row
_OLD = re.compile(r"\.cu\d*$")  # how the id of an earlier version ends
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Unit = Literal["working_days", "calendar_days", "hours"]
Direction = Literal["authority", "citizen", "before"]
UNITS: tuple[Unit, ...] = ("working_days", "calendar_days", "hours")
DIRECTIONS: tuple[Direction, ...] = ("authority", "citizen", "before")
PROMISES = ("transfer", "first_answer", "resolve", "at_once")
CONFIDENCE = ("high", "medium", "low")


class DeadlinesInvalid(ValueError):
    """The table is broken; one line that names the rows."""


@dataclass(frozen=True, slots=True)
class Extension:
    """`total` replaces the length, `add` is added to it; at most `times` times."""

    condition: str
    times: int
    total: int | None = None
    add: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of a rule. `length` in `unit`; None: the law has no number, and the office's `promise` stands in for it."""

    id: str
    name: str
    length: int | None
    unit: Unit
    starts_from: str
    legal_basis: str
    confidence: str
    direction: Direction = "authority"
    extensions: tuple[Extension, ...] = ()
    in_force_from: date | None = None
    in_force_to: date | None = None
    promise: str = ""
    note: str = ""

    @property
    def shared_id(self) -> str:
        """The id that all versions share."""
        return base_id(self.id)

    def in_force(self, on: date) -> bool:
        return (self.in_force_from or date.min) <= on <= (self.in_force_to or date.max)


def base_id(rule_id: str) -> str:
    """The id without the mark of an earlier version."""
    return _OLD.sub("", rule_id)


Table = Mapping[str, Sequence[Rule]]  # the versions of each rule, oldest first


@cache
def table() -> Table:
    """The table that comes with the program. DeadlinesInvalid where it is broken."""
    try:
        return read(yaml.load(FILE.read_text(encoding="utf-8"), Loader=_Loader)["rules"])  # noqa: S506 - CSafeLoader is safe
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise DeadlinesInvalid(f"{FILE.name}: {type(error).__name__}") from None


def read(entries: Sequence[Mapping[str, Any]]) -> Table:
    """The rows as rules, their versions put together. DeadlinesInvalid where a day of a rule has no row, or two."""
    versions: dict[str, list[Rule]] = {}
    for entry in entries:
        rule = _rule(entry)
        for problem in _faults(rule):
            raise DeadlinesInvalid(f"{FILE.name}: {rule.id}: {problem}")
        versions.setdefault(rule.shared_id, []).append(rule)
    for rows in versions.values():
        rows.sort(key=lambda row: row.in_force_from or date.min)
        for problem in _breaks(rows):
            raise DeadlinesInvalid(f"{FILE.name}: {problem}")
    return versions


def _rule(entry: Mapping[str, Any]) -> Rule:
    try:
        extensions = tuple(Extension(**one) for one in entry.get("extensions", ()))
        return Rule(**{**entry, "extensions": extensions})
    except (TypeError, AttributeError) as error:
        name = entry.get("id", entry) if isinstance(entry, dict) else entry
        raise DeadlinesInvalid(f"{FILE.name}: {name}: {error}") from None


def _faults(rule: Rule) -> Iterator[str]:
    """What is wrong within one row."""
    allowed = {"unit": UNITS, "direction": DIRECTIONS, "confidence": CONFIDENCE}
    yield from (
        f"{name} must be one of {', '.join(known)}" for name, known in allowed.items() if getattr(rule, name) not in known
    )
    if (rule.length is None) != (rule.promise in PROMISES):
        yield f"needs a length, or a promise that is one of {', '.join(PROMISES)}"
    if rule.length is not None and not _is_number(rule.length):
        yield "length must be a whole number above 0"
    if not all(isinstance(day, date | None) for day in (rule.in_force_from, rule.in_force_to)):
        yield "in_force_from and in_force_to must be dates"
    elif (rule.in_force_from or date.min) > (rule.in_force_to or date.max):
        yield f"ends on {rule.in_force_to} before it begins"
    for one in rule.extensions:
        if not _is_number(one.times) or sum(map(_is_number, (one.total, one.add))) != 1:
            yield f"extension {one.condition} needs times, and either total or add"
    if not (rule.name and rule.legal_basis):
        yield "needs name and legal_basis"


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and value > 0


def _breaks(rows: Sequence[Rule]) -> Iterator[str]:
    """Days between the first and the last version that have no row, or two."""
    for earlier, later in pairwise(rows):
        begin, end = later.in_force_from or date.min, earlier.in_force_to or date.max
        if begin <= end:
            yield f"{earlier.id} and {later.id} are both in force on {begin}"
        elif begin != end + timedelta(days=1):
            yield f"neither {earlier.id} nor {later.id} is in force on {end + timedelta(days=1)}"
