"""The worker: takes waiting chats one after the other and handles each message in one transaction; fires due timers."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Event, Thread

from sqlalchemy import Connection, select

from bot.channels.port import Channel, Unparsable
from db import inbox, timers
from db.engine import Database, DatabaseClosed
from db.inbox import Claim
from db.messages import Attachment, Incoming, Outgoing
from db.tables import ChatSeq
from db.unit_of_work import UnitOfWork
from handlers.desk import ChatRef, Desk
from handlers.dispatch import handle
from handlers.timers import fire
from texts.vi import citizen as texts

ATTEMPTS = 3
BATCH = 16
IDLE_SECONDS = 1.0

log = logging.getLogger(__name__)


class HandlingFailed(Exception):
    """A message could not be handled; its transaction was rolled back."""

    def __init__(self, claim: Claim, reason: str) -> None:
        super().__init__(reason)
        self.claim = claim
        self.reason = reason


class TimerFailed(Exception):
    """A timer's deed was rolled back."""

    def __init__(self, timer_id: int, reason: str) -> None:
        super().__init__(reason)
        self.timer_id = timer_id
        self.reason = reason


@dataclass(frozen=True)
class Office:
    """What handling needs: the desk, the channels' parsers, the clock."""

    database: Database
    desk: Desk
    channels: Mapping[str, Channel]
    now: Callable[[], datetime]


def handle_next(office: Office, connection: Connection, *, only_chat: int | None = None, upto: int | None = None) -> bool:
    """Handles the oldest message of a free chat; False where nothing waits. Raises HandlingFailed."""
    claim = inbox.claim(connection, only_chat=only_chat, cautious_upto=upto)
    if claim is None:
        return False
    if claim.attempts >= ATTEMPTS:
        park(office, connection, claim, "Crashed")
        return True
    try:
        _handle(office, connection, claim)
    except Unparsable:
        park(office, connection, claim, "Unparsable")
    except Exception as error:
        raise HandlingFailed(claim, type(error).__name__) from error
    return True


def park(office: Office, connection: Connection, claim: Claim, reason: str) -> None:
    """Puts the message aside; the citizen gets an apology with its number."""
    inbox.park(connection, claim.row_id, office.now(), reason)
    with UnitOfWork(connection, office.now(), office.database) as uow:
        uow.send(claim.chat_id, Outgoing(text=texts.apology(str(claim.row_id))), key=f"parked:{claim.row_id}")


def _handle(office: Office, connection: Connection, claim: Claim) -> None:
    incoming = _incoming(office, claim)
    chat = ChatRef(claim.chat_id, claim.channel, claim.chat_key, claim.private, claim.person_key)
    last = connection.execute(select(ChatSeq.last).where(ChatSeq.chat_id == claim.chat_id)).scalar_one()
    with UnitOfWork(connection, office.now(), office.database) as uow:
        handle(uow, office.desk, chat, incoming, row_id=claim.row_id, last_seq=last)
        inbox.finish(connection, claim.row_id, uow.now)


def _incoming(office: Office, claim: Claim) -> Incoming:
    if claim.internal:
        return Incoming.model_validate_json(claim.body)
    parsed = office.channels[claim.channel].parse(claim.body)
    files = tuple(Attachment.model_validate(one) for one in claim.files)
    return parsed.model_copy(update={"attachments": files, "failed_files": claim.failed_files})


def fire_next(office: Office, connection: Connection) -> bool:
    """Fires one due timer; False where none is due."""
    due = timers.claim_due(connection, office.now())
    if due is None:
        return False
    try:
        with UnitOfWork(connection, office.now(), office.database) as uow:
            fire(uow, office.desk, due)
            timers.fired(connection, due.id)
    except Exception as error:
        raise TimerFailed(due.id, type(error).__name__) from error
    return True


class Worker:
    """A thread that works as long as something waits, and sleeps until a commit wakes it.

    `cautious_upto`: after an unclean stop, rows up to this id are taken one by one, the attempt committed before."""

    def __init__(self, office: Office, cautious_upto: int = 0) -> None:
        self._office = office
        self._cautious_upto = cautious_upto
        self._wake = Event()
        self._stopping = False
        self._thread = Thread(target=self._run, name="worker", daemon=True)

    def start(self) -> None:
        self._office.database.on_commit(self._wake.set)
        self._thread.start()

    def wake(self) -> None:
        self._wake.set()

    def stop(self) -> None:
        self._stopping = True
        self._wake.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping:
            self._wake.clear()
            try:
                busy = self._cautiously() if self._cautious_upto else self._burst()
            except DatabaseClosed:
                return
            except Exception as error:  # the worker outlives what one round met
                log.error("a round of the worker failed: %s", type(error).__name__)
                busy = False
            if not busy:
                self._wake.wait(IDLE_SECONDS)

    def _burst(self) -> bool:
        """Hands over as many messages as one group commit takes; the same for timers."""
        office, database = self._office, self._office.database
        first = self._handled(lambda connection: handle_next(office, connection))
        if first:
            rest = [database.write(lambda connection: handle_next(office, connection)) for _ in range(BATCH)]
            for future in rest:
                self._settle(future.exception())
        return self._handled(lambda connection: fire_next(office, connection)) or first

    def _handled(self, work: Callable[[Connection], bool]) -> bool:
        future = self._office.database.write(work)
        error = future.exception()
        self._settle(error)
        return error is not None or future.result()

    def _settle(self, error: BaseException | None) -> None:
        """A failed attempt is counted; the third parks the message."""
        if error is None:
            return
        database, now = self._office.database, self._office.now()
        if isinstance(error, TimerFailed):
            failed = error
            log.error("timer %s failed: %s", failed.timer_id, failed.reason)
            database.write(lambda connection: timers.failed(connection, failed.timer_id, now, failed.reason)).result()
        elif isinstance(error, HandlingFailed):
            unhandled = error
            log.error("message %s was not handled: %s", unhandled.claim.row_id, unhandled.reason)
            database.write(lambda connection: self._count(connection, unhandled)).result()
        else:
            raise error

    def _count(self, connection: Connection, failed: HandlingFailed) -> None:
        counted = bool(self._cautious_upto)
        if inbox.fail(connection, failed.claim.row_id, failed.reason, counted=counted) >= ATTEMPTS:
            park(self._office, connection, failed.claim, failed.reason)

    def _cautiously(self) -> bool:
        """One message, its attempt committed before it is handled: one that kills the process is found out."""
        office, upto = self._office, self._cautious_upto
        claimed = office.database.write(lambda connection: _announce_attempt(office, connection, upto)).result()
        if claimed is None:
            self._cautious_upto = 0
            return True
        return self._handled(lambda connection: handle_next_announced(office, connection, claimed.chat_id, upto))


def _announce_attempt(office: Office, connection: Connection, upto: int) -> Claim | None:
    claim = inbox.claim(connection, cautious_upto=upto)
    if claim is None:
        return None
    if claim.attempts >= ATTEMPTS:
        park(office, connection, claim, "Crashed")
        return _announce_attempt(office, connection, upto)
    inbox.begin_attempt(connection, claim.row_id)
    return claim


def handle_next_announced(office: Office, connection: Connection, chat_id: int, upto: int) -> bool:
    """Handles the row whose attempt was just committed: its count does not stand against it yet."""
    claim = inbox.claim(connection, only_chat=chat_id, cautious_upto=upto)
    if claim is None:
        return False
    try:
        _handle(office, connection, claim)
    except Unparsable:
        park(office, connection, claim, "Unparsable")
    except Exception as error:
        raise HandlingFailed(claim, type(error).__name__) from error
    return True
