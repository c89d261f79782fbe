"""The worker: takes waiting chats one after the other and handles each message in one transaction; fires due timers."""

import logging
import uuid
from concurrent.futures import Future
from threading import Event, Thread
from typing import Self

from sqlalchemy import Connection

from bot.clock import monotonic
from bot.engine.handling import (
    ATTEMPTS,
    CRASHED,
    GroupFailed,
    Office,
    attempt_announced,
    attempt_announced_timer,
    attempt_group,
    attempt_next,
    attempt_timer,
    attempt_timers,
    fire_next,
    handle_next,
    park,
)
from db.engine.database import DatabaseClosed, is_outage
from db.engine.transaction import T, Work
from db.queues import inbox, leases, timers
from db.queues.inbox import Claim
from db.queues.timers import DueTimer
from office import timers as office_timers

__all__ = ["ATTEMPTS", "CRASHED", "Office", "Worker", "attempt_next", "fire_next", "handle_next"]

GROUP = 16  # messages in a transaction while there is a backlog
TIMERS = 128  # in a transaction, if they touch nothing that others hold
GROUPS = 2  # of messages, handed over at once
POLL_SECONDS = 0.1  # what other processes committed is looked for
IDLE_SECONDS = 1.0  # timers are looked for
RENEW_SECONDS = 5.0

log = logging.getLogger(__name__)


class Worker:
    """A thread that works as long as something waits, and sleeps until a commit wakes it: `with Worker(office): …`

    After an unclean stop it is cautious: what waited then is taken one by one, the attempt committed before it is made,
    so that a message or timer that kills the process is found out."""

    def __init__(self, office: Office, idle_seconds: float = IDLE_SECONDS, holder: str = "") -> None:
        self._office = office
        self._idle_seconds = idle_seconds
        self._holder = holder or uuid.uuid4().hex
        self._careful_upto = 0  # inbox rows
        self._careful_with_timers = False
        self._groups = 1  # handed over at once
        self._timers_alone = 0
        self._alone = 0  # so many messages are attempted by themselves, since a group failed
        self._version: int | None = None
        self._next_look = self._next_renewal = 0.0
        self._out = False
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
        try:
            self._write(lambda connection: leases.stopped(connection, self._holder)).result()
        except Exception as error:
            if not is_outage(error):
                raise
            log.warning("the worker stopped without signing off: %s", type(error).__name__)

    def _sign_on(self, connection: Connection) -> None:
        now = self._office.now()
        if leases.unclean(connection, now, embedded=self._office.database.dialect == "sqlite", holder=self._holder):
            self._careful_upto, self._careful_with_timers = inbox.newest(connection), True
        leases.started(connection, self._holder, now)
        office_timers.plan(connection, now)

    def _run(self) -> None:
        while not self._stopping:
            self._wake.clear()
            try:
                if not self._round():
                    self._sleep()
                self._out = False
            except DatabaseClosed:
                return
            except Exception as error:  # noqa: BLE001 - the worker outlives what one round met
                self._complain(error)
                self._wake.wait(self._idle_seconds)

    def _complain(self, error: Exception) -> None:
        """Once, while the database is away."""
        if not is_outage(error):
            log.error("a round of the worker failed", exc_info=error)
        elif not self._out:
            log.warning("the worker waits for the database: %s", type(error).__name__)
            self._out = True

    def _round(self) -> bool:
        """True where something was done, so that more may wait."""
        self._renew()
        if self._careful_upto or self._careful_with_timers:
            self._cautiously()
            return True
        handled = self._messages()
        if monotonic() < self._next_look:
            return handled
        fired = self._timers()
        self._next_look = 0.0 if fired else monotonic() + self._idle_seconds
        return fired or handled

    def _timers(self) -> bool:
        if self._timers_alone:
            self._timers_alone -= 1
            return self._write(lambda connection: attempt_timer(self._office, connection)).result()
        try:
            return self._write(lambda connection: attempt_timers(self._office, connection, TIMERS)).result() > 0
        except GroupFailed:
            self._timers_alone = TIMERS
            return True

    def _messages(self) -> bool:
        """Hands over one group, then twice as many each time, as long as all of them were full."""
        if self._alone:
            self._alone -= 1
            return self._write(lambda connection: attempt_next(self._office, connection)).result()
        handed = [self._write(lambda connection: attempt_group(self._office, connection, GROUP)) for _ in range(self._groups)]
        done = [self._number(future) for future in handed]
        self._groups = min(self._groups * 2, GROUPS) if all(done) else 1
        return any(done) or self._alone > 0

    def _number(self, group: Future[int]) -> int:
        try:
            return group.result()
        except GroupFailed:
            self._alone = GROUP
            return 0

    def _sleep(self) -> None:
        """Until a commit of this process, or of another, or until timers are to be looked for."""
        end = monotonic() + self._idle_seconds
        while monotonic() < end and not self._wake.wait(min(POLL_SECONDS, self._idle_seconds)):
            version = self._office.database.data_version()  # where there is none, others wake it themselves
            if version != self._version:
                self._version = version
                return

    def _renew(self) -> None:
        """The sign of life; where a file lock tells who lives, nobody reads it before the next start."""
        if self._office.database.dialect == "sqlite" or monotonic() < self._next_renewal:
            return
        self._next_renewal = monotonic() + RENEW_SECONDS
        name, now = leases.process_name(self._holder), self._office.now()
        self._write(lambda connection: leases.take(connection, name, self._holder, now)).result()

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
                self._write(lambda connection: attempt_announced(office, connection, claim)).result()
        else:
            due = self._write(self._announce_timer).result()
            if due is None:
                self._careful_with_timers = False
            else:
                self._write(lambda connection: attempt_announced_timer(office, connection, due)).result()

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
