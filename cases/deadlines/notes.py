"""What is said beside a date: what the citizen or the office has to mind about it."""

from collections.abc import Sequence
from datetime import date, timedelta

from cases.deadlines.calendar import Calendar
from cases.deadlines.days import COUNTERS, Count, Suspension
from cases.deadlines.rules import REMOTE, REMOTE_CONDITION, Rule, Table
from texts.vi.deadlines import day_words, remarks


def of(rule: Rule, count: Count, extensions: Sequence[str], remote: str) -> list[str]:
    said = []
    if rule.direction == "citizen":
        said.append(remarks.hand_in_before(count.nominal))
    if any(name != REMOTE_CONDITION for name in extensions) and rule.direction == "authority":
        said.append(remarks.extension_in_writing())
    if remote:
        said.append(remarks.remote_by(remote))
    elif rule.id.endswith(REMOTE) or REMOTE_CONDITION in extensions:
        said.append(remarks.remote_needs_decision())
    if rule.confidence == "low":
        said.append(remarks.not_sure())
    return said


def newer(
    rule: Rule, count: Count, start: date, calendar: Calendar, extensions: Sequence[str], suspended: Sequence[Suspension],
    rules: Table,
) -> list[str]:  # fmt: skip
    """A note where a newer version begins within the term and would end it earlier (law.md has no rule for that)."""
    for later in rules[rule.shared_id]:
        if later.length is None or extensions or not start < (later.in_force_from or date.min) <= count.last:
            continue
        other = COUNTERS[later.unit](start, later.length, calendar, back=later.direction == "before", paused=suspended)
        if other is not None and other.last < count.last:
            return [remarks.other_version_ends_first(other.last, day_words.term(later.length, later.unit))]
    return []


def unsettled(start: date, count: Count, calendar: Calendar) -> list[int]:
    """The years of days still open that the term crosses."""
    first, last = min(start, count.last, count.nominal), max(start, count.last, count.nominal)
    crossed = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    return sorted({day.year for day in crossed if day != start and calendar.is_unsettled(day)})
