"""SQLite: all of a process's writes run in one thread, each in a savepoint, and are committed in groups."""

import logging
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any, Generic, cast

from sqlalchemy import URL, Connection, Engine, NestedTransaction, Transaction, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from db.engine.prepared import use_line
from db.engine.transaction import DatabaseBusy, DatabaseClosed, T, Wishes, Work

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


# ---------------------------------------------------------------- connections


class _Line:
    """Statements go to the driver one by one: the file is near."""

    def __init__(self, driver: sqlite3.Connection) -> None:
        self._driver = driver

    def execute(self, text: str, values: Sequence[Any], changes: bool) -> sqlite3.Cursor:
        return self._driver.execute(text, values)

    def execute_many(self, text: str, rows: Sequence[Sequence[Any]]) -> int:
        if len(rows) == 1:
            return self._driver.execute(text, rows[0]).rowcount
        return self._driver.executemany(text, rows).rowcount

    def send(self, text: str, values: Sequence[Any]) -> None:
        self._driver.execute(text, values).fetchall()  # a change that gives rows is finished only when all were read

    def say(self, words: str, *, forget: bool = False) -> None:
        self._driver.execute(words)

    def send_waiting(self) -> None:
        pass


def make_engine(url: URL, busy_seconds: float, *, query_only: bool, size: int) -> Engine:
    memory = in_memory(url)
    pool: dict[str, Any] = {"poolclass": StaticPool} if memory else {"pool_size": size, "max_overflow": 0}
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": busy_seconds, "check_same_thread": False}, **pool)
    use_line(engine, lambda driver, _: _Line(driver))

    @event.listens_for(engine, "connect")
    def configure(driver: sqlite3.Connection, _: object) -> None:
        driver.isolation_level = None  # else sqlite3 opens no transaction before a savepoint: groups would commit piecemeal
        if not query_only:
            _write_ahead(driver, busy_seconds)
        for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "temp_store=MEMORY"):
            driver.execute(f"PRAGMA {pragma}")
        driver.execute(f"PRAGMA query_only={'ON' if query_only else 'OFF'}")
        if query_only:
            driver.execute("PRAGMA cache_size=-512")  # KB; each commit empties it anyway, and the system keeps the file in memory

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if query_only else "BEGIN IMMEDIATE")

    return engine


def _write_ahead(driver: sqlite3.Connection, busy_seconds: float) -> None:
    """The file keeps this mode. Two that switch a new file to it at once do not wait for each other: one is refused at once."""
    give_up = time.monotonic() + busy_seconds
    while True:
        try:
            driver.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if not means_busy(error) or time.monotonic() > give_up:
                raise
        time.sleep(0.01)


def in_memory(url: URL) -> bool:
    return url.database in (None, "", ":memory:")


def _driver(connection: Connection) -> sqlite3.Connection:
    return cast(sqlite3.Connection, connection.connection.dbapi_connection)


def means_busy(error: BaseException) -> bool:
    cause = error.orig if isinstance(error, DBAPIError) else error
    return isinstance(cause, sqlite3.OperationalError) and cause.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


_OUTAGES = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PROTOCOL,
}  # fmt: skip


def is_outage(cause: BaseException) -> bool:
    return isinstance(cause, sqlite3.Error) and getattr(cause, "sqlite_errorcode", 0) & 0xFF in _OUTAGES


# ---------------------------------------------------------------- the writer


class _Task(Generic[T]):
    def __init__(self, fn: Work[T]) -> None:
        self.fn = fn
        self.future: Future[T] = Future()
        self.wishes = Wishes()
        self.result: T

    def run(self, connection: Connection) -> None:
        before = _driver(connection).total_changes
        self.wishes = Wishes.begin(connection)
        self.result = self.fn(connection)
        self.wishes.changed = _driver(connection).total_changes != before


class SqliteWriter:
    """One thread that runs every function in a savepoint and commits them in groups."""

    def __init__(self, engine: Engine, timing: Timing, announce: Callable[[], None]) -> None:
        self._engine = engine
        self._timing = timing
        self._announce = announce
        self._queue: SimpleQueue[_Task[Any] | None] = SimpleQueue()
        self._started: float | None = None
        self._wipe = True  # a process that was killed may have left words in the WAL that it had promised to wipe
        self._complained = False
        self._closed = False  # nothing more is taken
        self._ended = False  # the end of the queue was met
        self._lock = Lock()  # a function handed over is either before the end of the queue or refused
        self._thread = Thread(target=self._run, name="database-writer", daemon=True)
        self._thread.start()

    def submit(self, fn: Work[T]) -> Future[T]:
        task = _Task(fn)
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

    def _group(self, first: _Task[Any]) -> None:
        done: list[_Task[Any]] = []  # what this commit stands for
        try:
            with self._engine.connect() as connection, connection.begin() as transaction:
                self._fill(connection, first, done)
                _commit(connection, transaction)
        except BaseException as error:  # noqa: BLE001 - this thread must live: everybody writes through it
            _refuse([first, *done], DatabaseBusy() if means_busy(error) else error)
        else:
            self._finish(done)

    def _fill(self, connection: Connection, first: _Task[Any], done: list[_Task[Any]]) -> None:
        for task in self._tasks(first):
            if task.future.set_running_or_notify_cancel():
                done.append(task)
                if not self._in_savepoint(connection, task):
                    done.pop()

    def _tasks(self, first: _Task[Any]) -> Iterator[_Task[Any]]:
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

    def _in_savepoint(self, connection: Connection, task: _Task[Any]) -> bool:
        """False where the function failed and was undone alone. Raises where the whole group is lost with it."""
        driver = _driver(connection)
        driver.execute("SAVEPOINT function")  # of our own: a session may undo SQLAlchemy's and go on outside it
        savepoint = connection.begin_nested()
        self._started = time.monotonic()
        try:
            task.run(connection)
            savepoint.commit()
            driver.execute("RELEASE function")
        except BaseException as error:  # noqa: BLE001 - the same
            _undo(connection, savepoint, error)
            task.future.set_exception(error)
            return False
        finally:
            self._started = None
        return True

    def _finish(self, done: list[_Task[Any]]) -> None:
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
                self._wipe = not _truncated(cast(sqlite3.Connection, pooled.dbapi_connection), self._timing.busy_seconds)
        except (SQLAlchemyError, sqlite3.Error) as error:
            if not self._complained and not means_busy(error):
                log.error("the write-ahead log cannot be emptied: %s", type(error).__name__)
                self._complained = True


def _truncated(driver: sqlite3.Connection, busy_seconds: float) -> bool:
    driver.execute("PRAGMA busy_timeout=20")
    try:
        return bool(driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()[0][0] == 0)
    finally:
        driver.execute(f"PRAGMA busy_timeout={int(busy_seconds * 1000)}")


def _commit(connection: Connection, transaction: Transaction) -> None:
    try:
        transaction.commit()
    except BaseException:
        _driver(connection).rollback()  # SQLite may keep the transaction open, and SQLAlchemy takes it for ended
        raise


def _undo(connection: Connection, savepoint: NestedTransaction, error: BaseException) -> None:
    """Back to before the function; raises `error` where SQLite gave up the whole transaction (a full disk does that)."""
    driver = _driver(connection)
    try:
        if connection.get_nested_transaction() is savepoint:
            savepoint.rollback()
        driver.execute("ROLLBACK TO function")
        driver.execute("RELEASE function")
    except (SQLAlchemyError, sqlite3.Error):
        raise error from None
    if connection.in_nested_transaction():
        raise error


def _refuse(tasks: list[_Task[Any]], error: BaseException) -> None:
    for task in tasks:
        future = task.future
        if future.running() or (not future.done() and future.set_running_or_notify_cancel()):
            future.set_exception(error)


# ---------------------------------------------------------------- beside it


class Watch:
    """Sees that anybody, of any process, committed."""

    def __init__(self, readers: Engine) -> None:
        self._readers = readers
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None

    def version(self) -> int:
        with self._lock:
            if self._connection is None:
                pooled = self._readers.raw_connection()
                self._connection = cast(sqlite3.Connection, pooled.dbapi_connection)
                pooled.detach()
            version: int = self._connection.execute("PRAGMA data_version").fetchall()[0][0]
            return version

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()


def reading_only(connection: Connection, fn: Work[T]) -> T:
    """For a database in memory, which has only the one connection."""
    driver = _driver(connection)
    driver.execute("PRAGMA query_only=ON")
    try:
        return fn(connection)
    finally:
        driver.execute("PRAGMA query_only=OFF")


def copy_embedded(source: Path, target: Path) -> None:
    """Copies an embedded database, while others write to it, into a file of one consistent moment."""
    with closing(sqlite3.connect(source, timeout=DEFAULT.busy_seconds)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
