"""SQLite: all of a process's writes run in one thread, each in a savepoint, and are committed in groups."""

import logging
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any, cast

from sqlalchemy import Connection, Engine, Transaction
from sqlalchemy.exc import SQLAlchemyError

from db.engine.savepoints import Task, refuse, undo
from db.engine.sqlite_connections import Watch, driver_of, in_memory, is_outage, make_engine, means_busy, reading_only, truncated
from db.engine.transaction import DatabaseBusy, DatabaseClosed, T, Work

__all__ = [
    "DEFAULT", "SqliteWriter", "Timing", "Watch", "copy_embedded", "in_memory", "is_outage", "make_engine", "reading_only",
]  # fmt: skip

GROUP_SIZE = 32
REST_SECONDS = 0.005  # between groups while there is a backlog, so that another process gets its write in
WIPE_RETRY_SECONDS = 0.05

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Timing:
    """How long to wait for another process's write, and how long a group may grow before it is committed."""

    busy_seconds: float = 30
    group_seconds: float = 0.020


DEFAULT = Timing()


# ---------------------------------------------------------------- the writer


class SqliteWriter:
    """One thread that runs every function in a savepoint and commits them in groups."""

    def __init__(self, engine: Engine, timing: Timing, announce: Callable[[], None]) -> None:
        self._engine = engine
        self._timing = timing
        self._announce = announce
        self._queue: SimpleQueue[Task[Any] | None] = SimpleQueue()
        self._started: float | None = None
        self._wipe = True  # a process that was killed may have left words in the WAL that it had promised to wipe
        self._complained = False
        self._closed = False  # nothing more is taken
        self._ended = False  # the end of the queue was met
        self._lock = Lock()  # a function handed over is either before the end of the queue or refused
        self._thread = Thread(target=self._run, name="database-writer", daemon=True)
        self._thread.start()

    def submit(self, fn: Work[T]) -> Future[T]:
        task = Task(fn)
        with self._lock:
            if self._closed:
                raise DatabaseClosed
            self._queue.put(task)
        return task.future

    def busy_since(self) -> float | None:
        return self._started

    def close(self) -> None:
        with self._lock:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        while not self._ended:
            if self._wipe:
                self._truncate_wal()
            try:
                task = self._queue.get(timeout=WIPE_RETRY_SECONDS if self._wipe else None)
            except Empty:
                continue
            if task is None:
                return
            self._group(task)
            if not self._queue.empty():
                time.sleep(REST_SECONDS)

    def _group(self, first: Task[Any]) -> None:
        done: list[Task[Any]] = []  # what this commit stands for
        try:
            with self._engine.connect() as connection, connection.begin() as transaction:
                self._fill(connection, first, done)
                _commit(connection, transaction)
        except BaseException as error:  # noqa: BLE001 - this thread must live: everybody writes through it
            refuse([first, *done], DatabaseBusy() if means_busy(error) else error)
        else:
            self._finish(done)

    def _fill(self, connection: Connection, first: Task[Any], done: list[Task[Any]]) -> None:
        for task in self._tasks(first):
            if task.future.set_running_or_notify_cancel():
                done.append(task)
                if not self._in_savepoint(connection, task):
                    done.pop()

    def _tasks(self, first: Task[Any]) -> Iterator[Task[Any]]:
        """The tasks of one group: until it is full, its time is up, or nothing waits."""
        deadline = time.monotonic() + self._timing.group_seconds
        yield first
        for _ in range(GROUP_SIZE - 1):
            if self._queue.empty() or time.monotonic() >= deadline:
                return
            task = self._queue.get()
            if task is None:
                self._ended = True
                return
            yield task

    def _in_savepoint(self, connection: Connection, task: Task[Any]) -> bool:
        """False where the function failed and was undone alone. Raises where the whole group is lost with it."""
        driver = driver_of(connection)
        driver.execute("SAVEPOINT function")  # of our own: a session may undo SQLAlchemy's and go on outside it
        savepoint = connection.begin_nested()
        self._started = time.monotonic()
        try:
            task.run(connection)
            savepoint.commit()
            driver.execute("RELEASE function")
        except BaseException as error:  # noqa: BLE001 - the same
            undo(connection, savepoint, error)
            task.future.set_exception(error)
            return False
        finally:
            self._started = None
        return True

    def _finish(self, done: list[Task[Any]]) -> None:
        if any(task.wishes.wipe for task in done):
            self._wipe = True
            self._truncate_wal()
        for task in done:
            task.wishes.call_hooks()
        if any(task.wishes.changed for task in done):
            self._announce()
        for task in done:
            task.future.set_result(task.result)

    def _truncate_wal(self) -> None:
        """Empties the WAL unless a reader still needs it; `_wipe` stays set until it was done."""
        try:
            with closing(self._engine.raw_connection()) as pooled:
                self._wipe = not truncated(cast(sqlite3.Connection, pooled.dbapi_connection), self._timing.busy_seconds)
        except (SQLAlchemyError, sqlite3.Error) as error:
            if not self._complained and not means_busy(error):
                log.error("the write-ahead log cannot be emptied: %s", type(error).__name__)
                self._complained = True


def _commit(connection: Connection, transaction: Transaction) -> None:
    try:
        transaction.commit()
    except BaseException:
        driver_of(connection).rollback()  # SQLite may keep the transaction open, and SQLAlchemy takes it for ended
        raise


# ---------------------------------------------------------------- beside it


def copy_embedded(source: Path, target: Path) -> None:
    """Copies an embedded database, while others write to it, into a file of one consistent moment."""
    with closing(sqlite3.connect(source, timeout=DEFAULT.busy_seconds)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
