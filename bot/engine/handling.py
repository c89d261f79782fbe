"""One message, one timer, or several of them: handled in a transaction each, and what becomes of those that fail."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import TypeVar

from sqlalchemy import Connection

from bot.channels.port import Channel, NothingSaid, Unparsable
from bot.clock import monotonic
from bot.logs import about
from db.engine.database import Database, is_outage
from db.engine.prepared import Row, send_waiting
from db.engine.transaction import attempt
from db.queues import inbox, timers
from db.queues.inbox import Claim
from db.queues.messages import Attachment, Incoming, Outgoing
from db.queues.timers import DueTimer
from db.stores import arrivals
from db.unit_of_work import Pending, UnitOfWork
from handlers.dispatch import answer, handle
from handlers.engine.visit import ChatDesk, ChatRef, Visit
from office.timers import fire
from texts.vi.citizen import greeting as texts

Claimed = TypeVar("Claimed", Claim, DueTimer)

ATTEMPTS = 3
CRASHED = "Crashed"  # the reason where no error was seen, since the process died
GROUP_SECONDS = {"sqlite": 0.010, "postgresql": 0.100}  # then a group is written; with one writer, others wait for it

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Office:
    """What handling needs: the desk, the channels' parsers, the clock; and what is made of a message and of a timer."""

    database: Database
    desk: ChatDesk
    channels: Mapping[str, Channel]
    now: Callable[[], datetime]
    answer: Callable[[Visit], None] = answer
    fire: Callable[[UnitOfWork, ChatDesk, DueTimer], None] = fire


# ---------------------------------------------------------------- one message


def handle_next(office: Office, connection: Connection) -> bool:
    """Handles the oldest message of a free chat; False where nothing waits. What goes wrong is raised."""
    claim = inbox.claim(connection)
    if claim is not None:
        _handle(office, connection, claim)
    return claim is not None


def attempt_next(office: Office, connection: Connection) -> bool:
    """The same, but a failed attempt is undone and counted, and the third parks the message."""
    claim = inbox.claim(connection)
    if claim is not None:
        _attempt_or_park(office, connection, claim)
    return claim is not None


def _attempt_or_park(office: Office, connection: Connection, claim: Claim) -> None:
    if claim.attempts >= ATTEMPTS:  # found out by another process, after a crash
        park(office, connection, claim, CRASHED)
    else:
        _attempt(office, connection, claim)


class GroupFailed(Exception):
    """None of a group's messages was handled: each is to be attempted by itself."""


def attempt_group(office: Office, connection: Connection, most: int, seconds: float | None = None) -> int:
    """Handles messages of up to `most` chats in one transaction; returns how many. One that failed before is attempted alone, as
    is every one of a group that raised GroupFailed."""
    claims = inbox.claim_some(connection, most)
    if claims and claims[0].attempts:
        _attempt_or_park(office, connection, claims[0])
        return 1

    seen = arrivals.look_ahead(connection, [claim.row_id for claim in claims]) if len(claims) > 1 else {}

    def deed(claim: Claim, pending: Pending) -> bool:
        with _about(f"inbox:{claim.row_id}"):
            return _handle(office, connection, claim, pending, seen.get(claim.row_id))

    return _together(office, connection, takewhile(lambda one: not one.attempts, claims), deed, seconds)


def _together(
    office: Office,
    connection: Connection,
    claims: Iterable[Claimed],
    deed: Callable[[Claimed, Pending], bool],
    seconds: float | None,
) -> int:
    """Does one after the other and writes together what is written last. It ends with the first that holds more locks than its
    chat's, for two such groups could wait for each other; and after some time."""
    done, pending = 0, Pending()
    until = monotonic() + (GROUP_SECONDS[office.database.dialect] if seconds is None else seconds)
    try:
        for claim in claims:
            done += 1
            if not deed(claim, pending) or monotonic() > until:
                break
        pending.write(connection, office.now())
        send_waiting(connection)  # what is refused with the commit would be nobody's
    except BaseException as error:
        if is_outage(error):
            raise
        raise GroupFailed from error
    return done


def _attempt(office: Office, connection: Connection, claim: Claim, *, counted: bool = False) -> None:
    """`counted`: the attempt was committed before it is made."""
    with _about(f"inbox:{claim.row_id}"):
        try:
            with attempt(connection):
                _handle(office, connection, claim)
        except BaseException as error:
            if is_outage(error):
                raise  # the message has no part in it
            log.exception("a message was not handled")
            reason = type(error).__name__
            if inbox.fail(connection, claim.row_id, reason, counted=counted) >= ATTEMPTS:
                park(office, connection, claim, reason)


def park(office: Office, connection: Connection, claim: Claim, reason: str) -> None:
    """Puts the message aside; the citizen gets an apology with its number."""
    inbox.park(connection, claim.row_id, office.now(), reason)
    with UnitOfWork(connection, office.now(), office.database) as uow:
        uow.send(claim.chat_id, Outgoing(text=texts.apology(str(claim.row_id))), key=f"parked:{claim.row_id}")


def _handle(
    office: Office, connection: Connection, claim: Claim, pending: Pending | None = None, seen: Sequence[Row] | None = None
) -> bool:
    """False where it holds more locks than its chat's. `pending`: takes what is to be written last; `seen`: beforehand."""
    try:
        incoming = _incoming(office, claim)
    except NothingSaid:
        inbox.finish(connection, claim.row_id, office.now())
        return True
    except Unparsable as fault:
        if fault.said:
            park(office, connection, claim, "Unparsable")
        else:
            inbox.park(connection, claim.row_id, office.now(), "Unparsable")
        return False
    chat = ChatRef(claim.chat_id, claim.channel, claim.chat_key, claim.private, claim.person_key)
    with UnitOfWork(connection, office.now(), office.database, pending) as uow:
        handle(uow, office.desk, chat, incoming, row_id=claim.row_id, seen=seen, answer=office.answer)
        uow.finish_row(claim.row_id)
    return uow.is_plain


def _incoming(office: Office, claim: Claim) -> Incoming:
    if claim.internal:
        return Incoming.model_validate_json(claim.body)
    parsed = office.channels[claim.channel].parse(claim.body)
    files = tuple(Attachment.model_validate(one) for one in claim.files)
    return parsed.model_copy(update={"attachments": files, "failed_files": claim.failed_files})


@contextmanager
def _about(what: str) -> Iterator[None]:
    token = about.set(what)
    try:
        yield
    finally:
        about.reset(token)


# ---------------------------------------------------------------- one timer


def fire_next(office: Office, connection: Connection) -> bool:
    """Fires one due timer; False where none is due. What goes wrong is raised."""
    due = timers.claim_due(connection, office.now())
    if due is not None:
        _fire(office, connection, due)
    return due is not None


def attempt_timer(office: Office, connection: Connection) -> bool:
    """The same, but a failed attempt is undone and counted; it is tried again later, after the third it is parked."""
    due = timers.claim_due(connection, office.now())
    if due is not None:
        _attempt_timer(office, connection, due)
    return due is not None


def attempt_timers(office: Office, connection: Connection, most: int, seconds: float | None = None) -> int:
    """Fires up to `most` due timers in one transaction, as `attempt_group` handles messages; returns how many."""
    due = timers.claim_some(connection, office.now(), most)
    if due and due[0].attempts:
        _attempt_timer(office, connection, due[0])
        return 1

    def deed(one: DueTimer, pending: Pending) -> bool:
        with _about(f"timer:{one.id}"):
            return _fire(office, connection, one, pending)

    return _together(office, connection, takewhile(lambda one: not one.attempts, due), deed, seconds)


def _attempt_timer(office: Office, connection: Connection, due: DueTimer, *, counted: bool = False) -> None:
    with _about(f"timer:{due.id}"):
        try:
            with attempt(connection):
                _fire(office, connection, due)
        except BaseException as error:
            if is_outage(error):
                raise
            log.exception("a timer failed")
            if not counted:
                timers.failed(connection, due.id, office.now(), type(error).__name__)


def _fire(office: Office, connection: Connection, due: DueTimer, pending: Pending | None = None) -> bool:
    """False where it holds more locks than its own."""
    with UnitOfWork(connection, office.now(), office.database, pending) as uow:
        office.fire(uow, office.desk, due)
        uow.finish_timer(due.id)
    return uow.is_plain


# ---------------------------------------------------------------- after an unclean stop


def attempt_announced(office: Office, connection: Connection, announced: Claim) -> None:
    """Handles the row whose attempt was just committed, unless another process was quicker."""
    claim = inbox.claim(connection, only_chat=announced.chat_id, cautious_upto=announced.row_id)
    if claim is not None and claim.row_id == announced.row_id:
        _attempt(office, connection, claim, counted=True)


def attempt_announced_timer(office: Office, connection: Connection, due: DueTimer) -> None:
    """The same for a timer, whose attempt counts as failed until it is fired."""
    _attempt_timer(office, connection, due, counted=True)
