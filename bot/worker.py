"""The worker: takes waiting chats one after the other and handles each message in one transaction; fires due timers."""

import logging
import uuid
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from threading import Event, Thread
from typing import Self

from sqlalchemy import Connection, bindparam, select

from bot.channels.port import Channel, NothingSaid, Unparsable
from bot.clock import monotonic
from bot.logs import about
from db import inbox, leases, timers
from db.engine import Database, DatabaseClosed, is_outage
from db.inbox import Claim
from db.messages import Attachment, Incoming, Outgoing
from db.tables import ChatSeq
from db.timers import DueTimer
from db.transaction import T, Work, attempt
from db.unit_of_work import UnitOfWork
from handlers.desk import ChatRef, Desk
from handlers.dispatch import handle
from handlers.timers import fire
from texts.vi import citizen as texts

ATTEMPTS = 3
CRASHED = "Crashed"  # the reason where no error was seen, since the process died
BATCH = 16  # messages handed over at once while there is a backlog: about what one group commit takes
POLL_SECONDS = 0.1  # what other processes committed is looked for
IDLE_SECONDS = 1.0  # timers are looked for
RENEW_SECONDS = 5.0

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Office:
    """What handling needs: the desk, the channels' parsers, the clock."""

    database: Database
    desk: Desk
    channels: Mapping[str, Channel]
    now: Callable[[], datetime]


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
    if claim is None:
        return False
    if claim.attempts >= ATTEMPTS:  # found out by another process, after a crash
        park(office, connection, claim, CRASHED)
    else:
        _attempt(office, connection, claim)
    return True


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


def _handle(office: Office, connection: Connection, claim: Claim) -> None:
    try:
        incoming = _incoming(office, claim)
    except NothingSaid:
        inbox.finish(connection, claim.row_id, office.now())
        return
    except Unparsable as fault:
        if fault.said:
            park(office, connection, claim, "Unparsable")
        else:
            inbox.park(connection, claim.row_id, office.now(), "Unparsable")
        return
    chat = ChatRef(claim.chat_id, claim.channel, claim.chat_key, claim.private, claim.person_key)
    last = connection.execute(_LAST_NUMBER, {"chat": claim.chat_id}).scalar_one()
    with UnitOfWork(connection, office.now(), office.database) as uow:
        handle(uow, office.desk, chat, incoming, row_id=claim.row_id, last_seq=last)
        inbox.finish(connection, claim.row_id, uow.now)


_LAST_NUMBER = select(ChatSeq.last).where(ChatSeq.chat_id == bindparam("chat"))


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


def _fire(office: Office, connection: Connection, due: DueTimer) -> None:
    with UnitOfWork(connection, office.now(), office.database) as uow:
        fire(uow, office.desk, due)
        timers.fired(connection, due.id)


# ---------------------------------------------------------------- the thread


class Worker:
    """A thread that works as long as something waits, and sleeps until a commit wakes it: `with Worker(office): …`

    After an unclean stop it is cautious: what waited then is taken one by one, the attempt committed before it is made,
    so that a message or timer that kills the process is found out."""

    def __init__(self, office: Office, idle_seconds: float = IDLE_SECONDS) -> None:
        self._office = office
        self._idle_seconds = idle_seconds
        self._holder = uuid.uuid4().hex
        self._careful_upto = 0  # inbox rows
        self._careful_with_timers = False
        self._batch = 0
        self._version: int | None = None
        self._next_look = self._next_renewal = 0.0
        self._wake = Event()
        self._stopping = False
        self._thread = Thread(target=self._run, name="worker", daemon=True)

    def start(self) -> None:
        self._write(self._sign_on).result()
        self._office.database.on_commit(self._wake.set)
        self._thread.start()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Returns when the message in hand is done and the process has signed off."""
        self._stopping = True
        self._wake.set()
        self._thread.join()
        self._write(lambda connection: leases.stopped(connection, self._holder)).result()

    def _sign_on(self, connection: Connection) -> None:
        now = self._office.now()
        if leases.unclean(connection, now, embedded=self._office.database.dialect == "sqlite"):
            self._careful_upto, self._careful_with_timers = inbox.newest(connection), True
        leases.started(connection, self._holder, now)

    def _run(self) -> None:
        while not self._stopping:
            self._wake.clear()
            try:
                if not self._round():
                    self._sleep()
            except DatabaseClosed:
                return
            except Exception:  # the worker outlives what one round met
                log.exception("a round of the worker failed")
                self._wake.wait(self._idle_seconds)

    def _round(self) -> bool:
        """True where something was done, so that more may wait."""
        self._renew()
        if self._careful_upto or self._careful_with_timers:
            self._cautiously()
            return True
        handled = self._messages()
        if monotonic() < self._next_look:
            return handled
        fired = self._write(lambda connection: attempt_timer(self._office, connection)).result()
        self._next_look = 0.0 if fired else monotonic() + self._idle_seconds
        return fired or handled

    def _messages(self) -> bool:
        """Hands over one message and one more, then twice as many each time, as long as all of them were there."""
        handed = [self._write(lambda connection: attempt_next(self._office, connection)) for _ in range(self._batch or 1)]
        done = [future.result() for future in handed]
        self._batch = min(self._batch * 2 or 1, BATCH) if all(done) else 0
        return any(done)

    def _sleep(self) -> None:
        """Until a commit of this process, or of another, or until timers are to be looked for."""
        end = monotonic() + self._idle_seconds
        while monotonic() < end and not self._wake.wait(min(POLL_SECONDS, self._idle_seconds)):
            version = self._office.database.data_version()
            if version != self._version:
                self._version = version
                return

    def _renew(self) -> None:
        """The sign of life; where a file lock tells who lives, nobody reads it before the next start."""
        if self._office.database.dialect == "sqlite" or monotonic() < self._next_renewal:
            return
        self._next_renewal = monotonic() + RENEW_SECONDS
        name, now = leases.process_name(self._holder), self._office.now()
        self._write(lambda connection: leases.renew(connection, name, self._holder, now)).result()

    def _write(self, work: Work[T]) -> Future[T]:
        return self._office.database.write(work)

    # -------------------------------------------------------------- after an unclean stop

    def _cautiously(self) -> None:
        """One message or timer; whatever it is, its attempt is committed first."""
        office = self._office
        if self._careful_upto:
            claim = self._write(self._announce_message).result()
            if claim is None:
                self._careful_upto = 0
            else:
                self._write(lambda connection: _attempt_announced(office, connection, claim)).result()
        else:
            due = self._write(self._announce_timer).result()
            if due is None:
                self._careful_with_timers = False
            else:
                self._write(lambda connection: _attempt_timer(office, connection, due, counted=True)).result()

    def _announce_message(self, connection: Connection) -> Claim | None:
        while (claim := inbox.claim(connection, cautious_upto=self._careful_upto)) is not None:
            if claim.attempts < ATTEMPTS:
                inbox.begin_attempt(connection, claim.row_id)
                break
            park(self._office, connection, claim, CRASHED)
        return claim

    def _announce_timer(self, connection: Connection) -> DueTimer | None:
        """Its attempt counts as failed until it is fired: later the timer would be due again, after the third it is parked."""
        now = self._office.now()
        due = timers.claim_due(connection, now)
        if due is not None:
            timers.failed(connection, due.id, now, CRASHED)
        return due


def _attempt_announced(office: Office, connection: Connection, announced: Claim) -> None:
    """Handles the row whose attempt was just committed, unless another process was quicker."""
    claim = inbox.claim(connection, only_chat=announced.chat_id, cautious_upto=announced.row_id)
    if claim is not None and claim.row_id == announced.row_id:
        _attempt(office, connection, claim, counted=True)
