"""What timers do when they are due. A timer is a kind, a due time and a payload; its deed runs in one unit of work, done by the
office itself. What comes again every day stands in one table, and is planned here alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import Connection

from db.queues import timers
from db.queues.timers import DueTimer
from db.stores import days_off
from db.unit_of_work import UnitOfWork
from office import cards
from office.answers import expiry, questions
from office.errand import HANOI, Desk, Errand
from office.supervision import reminders

Deed = Callable[[Errand, DueTimer], None]

DEEDS: Mapping[str, Deed] = {
    cards.DIGEST: cards.send_digest, questions.LET_GO: questions.let_words_go, expiry.ENDS: expiry.tell,
}  # fmt: skip


@dataclass(frozen=True)
class Recurring:
    """Every day at an hour of Viet Nam; `working_days`: on days off nothing is done."""

    kind: str
    at: time
    deed: Deed
    working_days: bool = True


RECURRING: Mapping[str, Recurring] = {one.kind: one for one in (Recurring("reminders", time(7, 30), reminders.send),)}


class UnknownTimer(Exception):
    """A timer of a kind this version does not know."""


def plan(connection: Connection, now: datetime) -> None:
    """Sets the timers of what comes next of all that recurs; once, however often it is asked."""
    for one in RECURRING.values():
        _plan_next(connection, one, now)


def _plan_next(connection: Connection, one: Recurring, now: datetime) -> None:
    here = now.astimezone(HANOI)
    day = here.date() if here.time() < one.at else here.date() + timedelta(days=1)
    timers.schedule(connection, f"{one.kind}:{day}", one.kind, datetime.combine(day, one.at, HANOI), {})


def fire(uow: UnitOfWork, desk: Desk, due: DueTimer) -> None:
    errand, again = Errand(uow, desk), RECURRING.get(due.kind)
    if again is not None:
        _plan_next(uow.connection, again, errand.now)
        if not again.working_days or days_off.calendar(uow.connection).is_working(errand.today):
            again.deed(errand, due)
    elif due.kind in DEEDS:
        DEEDS[due.kind](errand, due)
    else:
        raise UnknownTimer(due.kind)
