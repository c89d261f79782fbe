"""A case's clock: the first answer and the resolution, until when, and why then. The promises of the office: for what citizens
report the law has no number but the answer within ten working days (Luật Tiếp công dân Điều 28.1)."""

from datetime import date

from cases.deadlines.calendar import Calendar
from cases.deadlines.due import PROMISE, Due, due, promised_days, promised_length
from cases.kinds import Kind
from cases.lifecycle import OPEN_STATES, Action
from db.stores import clocks, days_off
from db.stores.clocks import MILESTONES, Milestone
from db.tables import Case, Clock
from office import gate
from office.errand import Errand
from texts.vi.citizen import promises as promises_texts
from texts.vi.officer import cards

ANSWERED_KINDS: tuple[Kind, ...] = ("feedback", "proposal", "question")  # a praise asks for nothing
SITE_VISIT = "site_visit"
MEETS: dict[Action, tuple[Milestone, ...]] = {
    "accept": ("first_answer",),  # the citizen is told that it is being dealt with
    "ask": ("first_answer",),
    "extend": ("first_answer",),  # the citizen is told that it takes longer, and why
    "answer": MILESTONES,
    "close": MILESTONES,
    "withdraw": MILESTONES,
    "merge": MILESTONES,
}


def start(errand: Errand, case: Case, since: date | None = None) -> Due | None:
    """Starts the clocks of a new case, today or on the day it was received; what is promised first, for the receipt."""
    if case.kind not in ANSWERED_KINDS:
        return None
    calendar = days_off.calendar(errand.uow.connection)
    promises = errand.desk.locality.promises_of(case.authority)
    lengths = {step: promised_length(step, promises) for step in MILESTONES}
    begin = since or errand.today
    dues = {step: promised_days(step, length, begin, calendar) for step, length in lengths.items()}
    rows = [clocks.clock(case.id, step, lengths[step], begin, dues[step], calendar.version) for step in MILESTONES]
    clocks.start(errand.uow.connection, rows)
    case.due_on = dues["first_answer"].last_day
    return dues["first_answer"]


def note(errand: Errand, case: Case, action: Action) -> None:
    """What an action means for the clocks of a locked case."""
    if action in MEETS:
        clocks.meet(errand.uow.session, case, MEETS[action], errand.now)
    elif action == "reopen":
        _run_again(errand, case)


def extend(errand: Errand, case: Case) -> date | None:
    """A site visit is recorded: the longer promise holds, from the same start. None where none runs, or it holds already."""
    clock = clocks.of_step(errand.uow.session, case.id, "resolve")
    if clock is None or clock.met_at is not None or SITE_VISIT in clock.extensions:
        return None
    clock.extensions = [*clock.extensions, SITE_VISIT]
    clock.length = promised_length("resolve", errand.desk.locality.promises_of(case.authority), site_visit=True)
    _recount(clock, days_off.calendar(errand.uow.connection))
    return clock.due_on


def take_over(errand: Errand, left: Case, case: Case) -> None:
    """What was promised earlier to those who come from the case `left` holds for all. Call it before that case is merged."""
    for step in MILESTONES:
        theirs, ours = (clocks.of_step(errand.uow.session, one.id, step) for one in (left, case))
        if theirs and ours and theirs.met_at is ours.met_at is None and theirs.due_on < ours.due_on:
            ours.started_on, ours.length, ours.extensions = (theirs.started_on, theirs.length, list(theirs.extensions))
            _recount(ours, days_off.calendar(errand.uow.connection))
    following = clocks.running(errand.uow.session, case.id)
    case.due_on = following.due_on if following else case.due_on


def _run_again(errand: Errand, case: Case) -> None:
    """A case that is looked at again is to be resolved anew, counted from today."""
    clock = clocks.of_step(errand.uow.session, case.id, "resolve")
    if clock is not None:
        clock.started_on, clock.met_at, clock.extensions = errand.today, None, []
        clock.length = promised_length("resolve", errand.desk.locality.promises_of(case.authority))
        _recount(clock, days_off.calendar(errand.uow.connection))
        case.due_on = clock.due_on


def recount_all(errand: Errand) -> int:
    """Every running clock anew, after the calendar changed; how many cases are due on another day now."""
    calendar = days_off.calendar(errand.uow.connection)
    before: dict[int, date | None] = {}
    after: dict[int, date] = {}
    for clock, case in gate.running_clocks(errand):
        before.setdefault(case.id, case.due_on)
        _recount(clock, calendar)
        case.due_on = after[case.id] = min(clock.due_on, after.get(case.id, clock.due_on))
    return sum(before[case_id] != day for case_id, day in after.items())


def _recount(clock: Clock, calendar: Calendar) -> None:
    found = _found(clock, calendar)
    if found.last_day is not None:
        for column, value in clocks.as_found(found).items():
            setattr(clock, column, value)
        clock.calendar = calendar.version


def _found(clock: Clock, calendar: Calendar) -> Due:
    if clock.length is not None:
        return promised_days(clock.rule.removeprefix(PROMISE), clock.length, clock.started_on, calendar)
    suspended = [(date.fromisoformat(begin), date.fromisoformat(end) if end else None) for begin, end in clock.suspensions]
    return due(
        clock.rule, clock.started_on, calendar=calendar, extensions=clock.extensions, suspended=suspended, remote=clock.remote
    )


# ---------------------------------------------------------------- in words


def receipt(found: Due | None) -> str:
    """For the receipt of a new case; empty where nothing is promised."""
    return promises_texts.of_answer(found.last_day, found.explanation.rstrip(".")) if found and found.last_day else ""


def promise(errand: Errand, case: Case) -> str:
    """What is promised next in an open case; empty where nothing is open."""
    clock = clocks.running(errand.uow.session, case.id) if case.state in OPEN_STATES else None
    if clock is None:
        return ""
    late = clock.due_on < errand.today
    return promises_texts.of_case(clock.step, clock.due_on, clock.explanation.rstrip("."), late=late)


def card_line(errand: Errand, case: Case) -> str:
    """For the officer's card; empty where nothing is due."""
    if case.due_on is None or case.state not in OPEN_STATES:
        return ""
    return cards.due_line(case.due_on, late=case.due_on < errand.today)
