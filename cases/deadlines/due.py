"""Until when: a date and why it is that date. `due` for the terms of law, `promised` for what the office promises itself.

Which row holds is decided by the day from which the term runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from functools import lru_cache

from cases.deadlines import notes
from cases.deadlines.calendar import Calendar, checked
from cases.deadlines.days import COUNTERS, Count, Suspension
from cases.deadlines.rules import REMOTE, REMOTE_CONDITION, Rule, Table, base_id, table
from localities.promises import Promises
from texts.vi.deadlines import day_words, refusals, remarks
from texts.vi.deadlines import promises as promises_texts

TO_COMPLAIN = "kn.thoi_hieu_lan_dau"
OFFICE = Promises()
PROMISE = "promise."  # how the name of what the office promises itself begins


class DeadlineRefused(ValueError):
    """There is no such date; the message says why, in Vietnamese."""


class UnknownRule(DeadlineRefused):
    pass


class NotInForce(DeadlineRefused):
    pass


class ExtensionRefused(DeadlineRefused):
    pass


@dataclass(frozen=True, slots=True)
class Due:
    """`last_day`: a working day; `nominal`: where the count itself ends; both None where there is no date. A promise
    instead of a law's number has `last_day` None and stands in the explanation. `warn_on`: the last working day not after
    `nominal`, so that nobody depends on the move to a working day. `provisional`: a notice still to come may move the date."""

    rule: str
    last_day: date | None
    nominal: date | None
    legal_basis: str
    explanation: str
    provisional: bool
    warn_on: date | None = None


def due(
    rule_id: str,
    start: date,
    *,
    calendar: Calendar,
    extensions: Sequence[str] = (),
    suspended: Sequence[Suspension] = (),
    remote: str = "",
    promises: Promises = OFFICE,
    rules: Table | None = None,
) -> Due:
    """The end of the term that runs from `start`. `extensions`: conditions of the row, each as often as it was granted;
    `remote`: the document that records the area as remote. DeadlineRefused where the row does not allow it."""
    name, rules = base_id(rule_id), table() if rules is None else rules
    checked(start)
    if remote:
        name, extensions = _remote(name, extensions, rules)
    if any(end is not None and end <= begin for begin, end in suspended):
        raise DeadlineRefused(refusals.suspension_ends_first())
    rule = version(name, start, rules)
    if rule.length is None:
        _length(rule, extensions)
        return _promise_instead(rule, start, calendar, promises)
    length = _length(rule, extensions)
    words = day_words.extended_term(length, rule.unit, extensions)
    if rule.unit == "hours":
        return _hours(rule, length, start)
    back = rule.direction == "before"
    count = COUNTERS[rule.unit](start, length, calendar, back=back, paused=suspended)
    if count is None:
        since = min(begin for begin, end in suspended if end is None)
        return Due(rule.shared_id, None, None, rule.legal_basis, day_words.still_suspended(words, start, since), False)
    said = [*notes.of(rule, count, extensions, remote), *notes.newer(rule, count, start, calendar, extensions, suspended, rules)]
    return _due(rule.shared_id, rule.legal_basis, words, start, count, calendar, back=back, suspended=suspended, said=said)


def promised(what: str, start: date, *, calendar: Calendar, promises: Promises = OFFICE, site_visit: bool = False) -> Due:
    """The office's own promise: `transfer`, `first_answer` or `resolve`, which a recorded site visit makes longer."""
    return promised_days(what, promised_length(what, promises, site_visit=site_visit), start, calendar)


def promised_length(what: str, promises: Promises, *, site_visit: bool = False) -> int:
    """In working days."""
    length: int = getattr(promises, "resolve_after_visit" if site_visit and what == "resolve" else what)
    return length


@lru_cache(maxsize=256)
def promised_days(what: str, length: int, start: date, calendar: Calendar) -> Due:
    """A promise of that many working days; asked with every report, so remembered."""
    count = COUNTERS["working_days"](start, length, calendar)
    assert count is not None, "a promise is not suspended"
    return _due(PROMISE + what, "", day_words.term(length, "working_days"), start, count, calendar)


def term(rule_id: str, on: date, promises: Promises = OFFICE) -> str:
    """The term in words, as the version in force on that day has it: “30 ngày”, “10 ngày làm việc”."""
    rule = version(base_id(rule_id), on, table())
    if rule.length is not None:
        return day_words.term(rule.length, rule.unit)
    return day_words.at_once() if rule.promise == "at_once" else day_words.promised_term(getattr(promises, rule.promise))


def version(name: str, on: date, rules: Table) -> Rule:
    """The version of a rule that is in force on that day. UnknownRule, NotInForce."""
    if name not in rules:
        raise UnknownRule(refusals.unknown_rule(name, get_close_matches(name, rules, 3)))
    for rule in rules[name]:
        if rule.in_force(on):
            return rule
    raise NotInForce(refusals.not_in_force(name, on, rules[name][0].in_force_from, rules[name][-1].in_force_to))


# ---------------------------------------------------------------- lengths


def _length(rule: Rule, extensions: Sequence[str]) -> int:
    """The length with what was granted: first what replaces it, then what is added."""
    known = {one.condition: one for one in rule.extensions}
    for name in extensions:
        if name not in known:
            raise ExtensionRefused(refusals.unknown_extension(rule.shared_id, name, list(known)))
        if extensions.count(name) > known[name].times:
            raise ExtensionRefused(refusals.extended_too_often(rule.shared_id, name, known[name].times))
    added = [one.add for one in map(known.__getitem__, extensions) if one.add is not None]
    most = max((known[name].times for name in extensions if known[name].add is not None), default=0)
    if len(added) > most:  # complex and specially complex together still are two extensions at most (Luật Tố cáo Điều 30)
        raise ExtensionRefused(refusals.extended_too_far(rule.shared_id, most))
    totals = [one.total for one in map(known.__getitem__, extensions) if one.total is not None]
    return max(totals, default=rule.length or 0) + sum(added)


def _remote(name: str, extensions: Sequence[str], rules: Table) -> tuple[str, Sequence[str]]:
    """The row, or the extension, for remote areas."""
    if name + REMOTE in rules:
        return name + REMOTE, extensions
    if any(one.condition == REMOTE_CONDITION for rule in rules.get(name, ()) for one in rule.extensions):
        return name, tuple(dict.fromkeys((*extensions, REMOTE_CONDITION)))
    if name.endswith(REMOTE) or name not in rules:
        return name, extensions
    raise ExtensionRefused(refusals.no_remote_rule(name))


# ---------------------------------------------------------------- words


def _due(
    name: str, basis: str, words: str, start: date, count: Count, calendar: Calendar, *, back: bool = False,
    suspended: Sequence[Suspension] = (), said: Sequence[str] = (),
) -> Due:  # fmt: skip
    why = day_words.explained(
        words,
        start,
        count.nominal,
        count.last,
        back=back,
        free=[(one, calendar.why_off(one)) for one in count.free],
        worked=count.worked,
        suspended=[(begin, end - timedelta(days=1)) for begin, end in suspended if end is not None],
    )
    unsettled = notes.unsettled(start, count, calendar)
    more = [*said, *([remarks.provisional(unsettled)] if unsettled else [])]
    explanation = " ".join([f"{why}.", *more]) if more else why
    return Due(name, count.last, count.nominal, basis, explanation, bool(unsettled), calendar.last_working(count.nominal))


def _hours(rule: Rule, length: int, start: date) -> Due:
    """Hours run through days off; the hour itself is not known here."""
    until = start + timedelta(hours=length)
    return Due(rule.shared_id, until, until, rule.legal_basis, day_words.hours(length, until), False, until)


def _promise_instead(rule: Rule, start: date, calendar: Calendar, promises: Promises) -> Due:
    if rule.promise == "at_once":
        return Due(rule.shared_id, None, None, rule.legal_basis, promises_texts.law_says_at_once(start), False)
    found = promised(rule.promise, start, calendar=calendar, promises=promises)
    parts = [promises_texts.no_number(), promises_texts.within(rule.promise, found.explanation.rstrip("."))]
    if rule.promise == "resolve":
        visit = promised("resolve", start, calendar=calendar, promises=promises, site_visit=True)
        parts.append(promises_texts.with_visit(visit.explanation.rstrip(".")))
    return Due(rule.shared_id, None, None, rule.legal_basis, " ".join(parts), found.provisional)
