"""The days off and worked days that the office enters over the common calendar; every running clock is counted anew with them."""

from datetime import date

from db.stores import days_off
from office.clock import recount_all
from office.errand import Errand


class NothingEntered(Exception):
    """The office has entered nothing for that day or year."""


def enter(errand: Errand, day: date, kind: days_off.Kind, *, reason: str, document: str, by: str) -> int:
    """A day off, a worked day, or a whole year as announced (its first day); how many cases are due on another day now."""
    said = {"reason": reason.strip(), "document": document.strip()}
    days_off.add(errand.uow.session, day, kind, **said, by=by, now=errand.now)
    return recount_all(errand)


def remove(errand: Errand, day: date, *, year: bool, by: str) -> int:
    """Takes an entry back; how many cases are due on another day now. Raises NothingEntered."""
    if not days_off.remove(errand.uow.session, day, year=year, by=by, now=errand.now):
        raise NothingEntered
    return recount_all(errand)
