"""Processes wake each other over PostgreSQL: one connection a process tells of its commits and hears of the others'.

The telling comes right after the commit, and many commits are told at once: PostgreSQL lets only one transaction that notifies
commit at a time. Whoever is killed in between has told nobody, so whoever listens looks from time to time without being told.
"""

import logging
import os
import select
import time
from collections.abc import Callable
from threading import Lock, Thread

import psycopg
from sqlalchemy import Engine

from db.engine.postgresql import connect

CHANNEL = b"nghedan"
FIRST_REST, LAST_REST = 0.005, 0.02  # between two calls; it grows while there is always something to tell
FIRST_PAUSE, LAST_PAUSE = 0.1, 5.0  # while the database cannot be reached
CLOSE_SECONDS = 3.0

log = logging.getLogger(__name__)


class Bell:
    """`ring` tells the others; `heard` is called when another process rang, or may have rung unheard. Nothing connects before
    the first `ring` or `listen`."""

    def __init__(self, engine: Engine, heard: Callable[[], None]) -> None:
        self._engine = engine
        self._heard = heard
        self._listening = False
        self._rung = False
        self._closed = False
        self._thread: Thread | None = None
        self._lock = Lock()
        self._end, self._start = os.pipe()  # a byte in it wakes the thread

    def ring(self) -> None:
        if not self._rung:
            self._rung = True
            self._wake()

    def listen(self) -> None:
        if not self._listening:
            self._listening = True
            self._wake()

    def close(self) -> None:
        """The last ring is still passed on."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            thread = self._thread
            os.write(self._start, b".")
        if thread is not None:
            thread.join(CLOSE_SECONDS)
            if thread.is_alive():  # the server does not answer; the pipe is still looked at
                return
        os.close(self._end)
        os.close(self._start)

    def _wake(self) -> None:
        with self._lock:
            if self._closed:
                return
            if self._thread is None:
                self._thread = Thread(target=self._run, name="database-bell", daemon=True)
                self._thread.start()
            os.write(self._start, b".")

    # -------------------------------------------------------------- the thread

    def _run(self) -> None:
        pause, missed = FIRST_PAUSE, False
        while True:
            try:
                with connect(self._engine) as connection:
                    pause = FIRST_PAUSE
                    self._serve(connection.pgconn, missed)
                    return
            except psycopg.Error as error:
                if self._closed:
                    return
                if pause == FIRST_PAUSE:
                    log.warning("other processes are not heard: %s", type(error).__name__)
            self._wait([], pause)
            missed = True
            pause = min(pause * 2, LAST_PAUSE)

    def _serve(self, server: psycopg.pq.abc.PGconn, missed: bool) -> None:
        """Until it is closed; raises where the connection is lost. `missed`: something may have been said to nobody."""
        listening, rest = False, FIRST_REST
        while True:
            if self._listening and not listening:
                _execute(server, b"LISTEN " + CHANNEL)
                listening = True
                if missed:
                    self._heard()
            if self._rung:
                self._rung = False
                self._tell(server)
                time.sleep(rest)
                rest = min(rest * 2, LAST_REST) if self._rung else FIRST_REST
            if _others_rang(server):
                self._heard()
            if self._closed and not self._rung:
                return
            if not self._rung:
                self._wait([server.socket], None)
                server.consume_input()

    def _tell(self, server: psycopg.pq.abc.PGconn) -> None:
        try:
            _execute(server, b"NOTIFY " + CHANNEL)
        except psycopg.Error:
            self._rung = True
            raise

    def _wait(self, more: list[int], seconds: float | None) -> None:
        ready, _, _ = select.select([self._end, *more], [], [], seconds)
        if self._end in ready:
            os.read(self._end, 4096)


def _execute(server: psycopg.pq.abc.PGconn, command: bytes) -> None:
    if server.exec_(command).status != psycopg.pq.ExecStatus.COMMAND_OK:
        raise psycopg.OperationalError(f"{command.decode()} was refused")


def _others_rang(server: psycopg.pq.abc.PGconn) -> bool:
    """Takes what came in; what this process said itself is no news to it."""
    rang = False
    while (said := server.notifies()) is not None:
        rang = rang or said.be_pid != server.backend_pid
    return rang
