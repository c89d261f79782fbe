"""Entries whose validity runs out: the editors are told before, and when they have stopped answering."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection

from db.queues import timers
from db.queues.messages import Outgoing
from db.stores import people
from faq.content import Content
from faq.entry import Entry
from office.errand import HANOI, Errand
from texts.vi.officer import reminders as texts

ENDS = "entries_end"  # of timer
AHEAD_DAYS = 14
HOUR = time(7, 0)  # Hanoi
ROLES = ("editor", "admin")  # the second where nobody holds the first


def plan(connection: Connection, content: Content, now: datetime) -> None:
    """Sets a timer for each last day, once: before it, unless it has come, and after it."""
    for last_day in sorted({one.valid_to for one in content.entries.values() if one.valid_to is not None}):
        payload = {"last_day": last_day.isoformat()}
        if last_day >= now.astimezone(HANOI).date():
            timers.schedule(connection, f"{ENDS}:before:{last_day}", ENDS, _morning(last_day, -AHEAD_DAYS), payload)
        timers.schedule(connection, f"{ENDS}:after:{last_day}", ENDS, _morning(last_day, 1), payload)


def _morning(day: date, days: int) -> datetime:
    return datetime.combine(day + timedelta(days=days), HOUR, HANOI)


def tell(errand: Errand, due: timers.DueTimer) -> None:
    """One message for all entries of that last day; an entry that was changed meanwhile is not among them."""
    last_day = date.fromisoformat(due.payload["last_day"])
    entries = [one for one in errand.desk.contents.current.entries.values() if one.valid_to == last_day]
    if entries:
        listed = [(one.id, one.title) for one in sorted(entries, key=lambda one: one.id)]
        told = texts.entries_ended if last_day < errand.today else texts.entries_ending
        for chat in _chats(errand):
            errand.uow.send(chat.chat_id, Outgoing(text=told(listed, last_day)), key=f"{due.key}:{chat.chat_id}", lane="case")


def _chats(errand: Errand) -> Sequence[people.Destination]:
    session = errand.uow.session
    for role in ROLES:
        holders = people.holders(session, role)
        if holders:
            return people.chats_of(session, holders)
    return []


def expired(content: Content, on: date) -> list[Entry]:
    """The entries that no longer answer."""
    return [one for one in content.entries.values() if one.valid_to is not None and one.valid_to < on]
