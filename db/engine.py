"""The database: one writer on SQLite, eight on PostgreSQL. The only file that commits and that knows the dialects.

Work is handed over as functions `fn(connection)`. On SQLite all of a process's writes run in one thread, each in a savepoint,
and are committed in groups. On PostgreSQL each has a thread and a transaction of its own, and is run again after a deadlock or
a lost connection: such a function has no effect but on its connection (other effects: `after_commit`).
"""

import asyncio
import logging
import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread, get_ident
from typing import Any, Generic, Literal, cast

import psycopg
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    Executable,
    FromClause,
    NestedTransaction,
    Table,
    Transaction,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from db import schema
from db.schema import SchemaTooNew
from db.transaction import CommitUnknown, DatabaseBusy, DatabaseClosed, T, Wishes, Work, Writer, call

__all__ = [
    "CommitUnknown", "Database", "DatabaseBusy", "DatabaseClosed", "SchemaTooNew", "Timing", "insert_ignore", "is_outage",
    "open_database", "upsert",
]  # fmt: skip

GROUP_SIZE = 32
REST_SECONDS = 0.005  # between groups while there is a backlog, so that another process gets its write in
READERS = 4
WRITERS = 8  # PostgreSQL
TRIES = 6  # PostgreSQL
WIPE_RETRY_SECONDS = 0.05

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Timing:
    """SQLite: how long to wait for another process's write, and how long a group may grow before it is committed."""

    busy_seconds: float = 30
    group_seconds: float = 0.020


DEFAULT = Timing()


# ---------------------------------------------------------------- SQLite


def _sqlite_engine(url: URL, busy_seconds: float, *, query_only: bool, size: int) -> Engine:
    memory = _in_memory(url)
    pool: dict[str, Any] = {"poolclass": StaticPool} if memory else {"pool_size": size, "max_overflow": 0}
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": busy_seconds, "check_same_thread": False}, **pool)

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
            if not _means_busy(error) or time.monotonic() > give_up:
                raise
        time.sleep(0.01)


def _in_memory(url: URL) -> bool:
    return url.database in (None, "", ":memory:")


def _sqlite(connection: Connection) -> sqlite3.Connection:
    return cast(sqlite3.Connection, connection.connection.dbapi_connection)


def _means_busy(error: BaseException) -> bool:
    cause = error.orig if isinstance(error, DBAPIError) else error
    return isinstance(cause, sqlite3.OperationalError) and cause.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


_SQLITE_OUTAGES = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PROTOCOL,
}  # fmt: skip
_POSTGRES_OUTAGES = ("08", "53", "57", "58", "40")  # classes: connection, resources, intervention, system, to be tried again


def is_outage(error: BaseException) -> bool:
    """Whether the database could not work just now (disk full, locked, gone): no fault of the function that met it."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in _SQLITE_OUTAGES
    if isinstance(cause, psycopg.OperationalError):
        return cause.sqlstate is None or cause.sqlstate[:2] in _POSTGRES_OUTAGES
    return isinstance(cause, DatabaseBusy | DatabaseClosed | CommitUnknown)


class _Task(Generic[T]):
    def __init__(self, fn: Work[T]) -> None:
        self.fn = fn
        self.future: Future[T] = Future()
        self.wishes = Wishes()
        self.result: T

    def run(self, connection: Connection) -> None:
        before = _sqlite(connection).total_changes
        self.wishes = Wishes.begin(connection)
        self.result = self.fn(connection)
        self.wishes.changed = _sqlite(connection).total_changes != before


class _SqliteWriter:
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
            _refuse([first, *done], DatabaseBusy() if _means_busy(error) else error)
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
        driver = _sqlite(connection)
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
            if not self._complained and not _means_busy(error):
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
        _sqlite(connection).rollback()  # SQLite may keep the transaction open, and SQLAlchemy takes it for ended
        raise


def _undo(connection: Connection, savepoint: NestedTransaction, error: BaseException) -> None:
    """Back to before the function; raises `error` where SQLite gave up the whole transaction (a full disk does that)."""
    driver = _sqlite(connection)
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


# ---------------------------------------------------------------- PostgreSQL


def _postgres_engine(url: URL, *, read_only: bool, size: int) -> Engine:
    options = "-c timezone=UTC -c lock_timeout=20s -c idle_in_transaction_session_timeout=60s"
    if read_only:
        options += " -c default_transaction_read_only=on"
    isolation = "REPEATABLE READ" if read_only else "READ COMMITTED"
    engine = create_engine(
        url, hide_parameters=True, isolation_level=isolation, pool_size=size, max_overflow=0,
        connect_args={"options": options, "application_name": "nghedan"},
    )  # fmt: skip

    @event.listens_for(engine, "after_cursor_execute")
    def note_change(connection: Connection, cursor: Any, *_: object) -> None:
        verb = (cursor.statusmessage or "").partition(" ")[0]
        if cursor.rowcount > 0 and verb in ("INSERT", "UPDATE", "DELETE") and "wishes" in connection.info:
            Wishes.of(connection).changed = True

    @event.listens_for(engine, "handle_error")
    def hide_values(context: ExceptionContext) -> None:
        """PostgreSQL's messages quote values of the row; what is logged must not."""
        cause, wrapped = context.original_exception, context.sqlalchemy_exception
        if isinstance(cause, psycopg.Error) and cause.sqlstate:
            cause.args = (f"SQLSTATE {cause.sqlstate} {cause.diag.constraint_name or ''}".rstrip(),)
            if wrapped is not None:
                wrapped.args = (f"({type(cause).__name__}) {cause}",)

    return engine


def _worth_another_try(error: DBAPIError) -> bool:
    """Deadlock, serialization failure, no connection or a lost one."""
    state = error.orig.sqlstate if isinstance(error.orig, psycopg.Error) else None
    refused = isinstance(error.orig, psycopg.OperationalError) and state is None
    return error.connection_invalidated or refused or state in ("40001", "40P01", "57P01", "57P02", "57P03")


class _PostgresWriter:
    """Eight threads, a transaction each."""

    def __init__(self, engine: Engine, announce: Callable[[], None]) -> None:
        self._engine = engine
        self._announce = announce
        self._running: dict[int, float] = {}
        self._threads = ThreadPoolExecutor(WRITERS, thread_name_prefix="database-writer")
        self._closed = False

    def submit(self, fn: Work[T]) -> Future[T]:
        if self._closed:
            raise DatabaseClosed
        return self._threads.submit(self._run, fn)

    def busy_since(self) -> float | None:
        return min(list(self._running.values()), default=None)

    def close(self) -> None:
        self._closed = True
        self._threads.shutdown(wait=True)

    def _run(self, fn: Work[T]) -> T:
        for earlier in range(TRIES):
            try:
                return self._once(fn)
            except DBAPIError as error:
                if earlier == TRIES - 1 or not _worth_another_try(error):
                    raise
            time.sleep(0.01 * 2**earlier * (1 + random.random()))
        raise AssertionError("unreachable")

    def _once(self, fn: Work[T]) -> T:
        with self._engine.connect() as connection:
            wishes = Wishes.begin(connection)
            transaction = connection.begin()
            self._running[get_ident()] = time.monotonic()
            try:
                result = fn(connection)
            finally:
                del self._running[get_ident()]
            try:
                transaction.commit()
            except DBAPIError as error:
                if error.connection_invalidated:
                    raise CommitUnknown from error
                raise
        wishes.call_hooks()
        if wishes.changed:
            self._announce()
        return result


# ---------------------------------------------------------------- the whole


class Database:
    """Opened with `open_database`. `dialect` is "sqlite" or "postgresql"."""

    def __init__(self, url: URL, timing: Timing) -> None:
        self.dialect: Literal["sqlite", "postgresql"] = "sqlite" if url.get_backend_name() == "sqlite" else "postgresql"
        self._listeners: list[Callable[[], None]] = []
        self._memory = self.dialect == "sqlite" and _in_memory(url)
        self._writer: Writer
        if self.dialect == "sqlite":
            self._engine = _sqlite_engine(url, timing.busy_seconds, query_only=False, size=1)
            self._readers = (
                self._engine if self._memory else _sqlite_engine(url, timing.busy_seconds, query_only=True, size=READERS)
            )
            self._writer = _SqliteWriter(self._engine, timing, self._announce)
        else:
            self._engine = _postgres_engine(url, read_only=False, size=WRITERS)
            self._readers = _postgres_engine(url, read_only=True, size=READERS)
            self._writer = _PostgresWriter(self._engine, self._announce)
        self._read_threads = ThreadPoolExecutor(READERS, thread_name_prefix="database-reader")
        self._watch_lock = Lock()
        self._watch: sqlite3.Connection | None = None

    def write(self, fn: Work[T]) -> Future[T]:
        """Runs `fn` in a transaction; the future has its result after the commit, or its error after the rollback.
        `fn` must not wait for another write or read: on SQLite they would wait for each other."""
        return self._writer.submit(fn)

    async def arun(self, fn: Work[T]) -> T:
        return await asyncio.wrap_future(self.write(fn))

    def read(self, fn: Work[T]) -> T:
        """Runs `fn` on a connection that cannot write, in the caller's thread; all its statements see the same moment."""
        if self._memory:
            return self.write(lambda connection: _reading_only(connection, fn)).result()
        with self._readers.connect() as connection:
            return fn(connection)

    async def aread(self, fn: Work[T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._read_threads, self.read, fn)

    def on_commit(self, listener: Callable[[], None]) -> None:
        """`listener` is called after each commit of this process that changed something, in a writer's thread: be quick."""
        self._listeners.append(listener)

    @staticmethod
    def after_commit(connection: Connection, hook: Callable[[], None]) -> None:
        """`hook` is called once after the commit of the function that runs on `connection`; never if it is rolled back."""
        Wishes.of(connection).hooks.append(hook)

    @staticmethod
    def wipe_traces(connection: Connection) -> None:
        """What this function overwrites is gone from SQLite's files too once its future is done or soon after (a reader
        may hold it up for a moment); PostgreSQL keeps it until VACUUM."""
        Wishes.of(connection).wipe = True

    def data_version(self) -> int | None:
        """A number that differs from the last one when any connection, of any process, committed since. None: no such thing
        (PostgreSQL, which will LISTEN; a database in memory)."""
        if self.dialect != "sqlite" or self._memory:
            return None
        with self._watch_lock:
            if self._watch is None:
                pooled = self._readers.raw_connection()
                self._watch = cast(sqlite3.Connection, pooled.dbapi_connection)
                pooled.detach()
            version: int = self._watch.execute("PRAGMA data_version").fetchall()[0][0]
            return version

    def busy_since(self) -> float | None:
        """`time.monotonic()` when the longest running function began; None while none runs."""
        return self._writer.busy_since()

    def schema_state(self) -> schema.State:
        return self.read(schema.state)

    def migrate(self) -> bool:
        """Brings the schema up to date; False where it was. Raises SchemaTooNew. Call it before the watchdog starts."""
        return self.schema_state() != "current" and self.write(schema.upgrade).result()

    def close(self) -> None:
        """Finishes what was handed over, then closes all connections."""
        self._writer.close()
        self._read_threads.shutdown(wait=True)
        if self._watch is not None:
            self._watch.close()
        self._readers.dispose()
        self._engine.dispose()

    def _announce(self) -> None:
        for listener in self._listeners:
            call(listener)


def _reading_only(connection: Connection, fn: Work[T]) -> T:
    driver = _sqlite(connection)
    driver.execute("PRAGMA query_only=ON")
    try:
        return fn(connection)
    finally:
        driver.execute("PRAGMA query_only=OFF")


def open_database(url: str, timing: Timing = DEFAULT) -> Database:
    """`sqlite:///path`, `sqlite://` (in memory, for tests) or `postgresql://…`. What is wrong with it shows at the first use."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    return Database(parsed, timing)


def copy_embedded(source: Path, target: Path) -> None:
    """Copies an embedded database, while others write to it, into a file of one consistent moment."""
    with closing(sqlite3.connect(source, timeout=Timing().busy_seconds)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)


# ---------------------------------------------------------------- statements that differ


@cache
def _insert(dialect: str, table: Table) -> "sqlite.Insert | postgresql.Insert":
    return (sqlite.insert if dialect == "sqlite" else postgresql.insert)(table)


@cache
def _insert_ignore(dialect: str, table: Table, conflict: tuple[str, ...]) -> Executable:
    """Built once: putting a statement together costs several times what running it does."""
    statement = _insert(dialect, table).on_conflict_do_nothing(index_elements=conflict)
    return statement.returning(next(iter(table.primary_key)))


@cache
def _upsert(dialect: str, table: Table, columns: tuple[str, ...], conflict: tuple[str, ...]) -> Executable:
    statement = _insert(dialect, table)
    changes = {name: statement.excluded[name] for name in columns if name not in conflict}
    return statement.on_conflict_do_update(index_elements=conflict, set_=changes)


def insert_ignore(connection: Connection, table: FromClause, values: Mapping[str, Any], *, conflict: Sequence[str]) -> int | None:
    """Inserts a row and returns its primary key (the first column of it); None where the unique `conflict` columns exist."""
    statement = _insert_ignore(connection.dialect.name, cast(Table, table), tuple(conflict))
    key: int | None = connection.execute(statement, values).scalar()
    return key


def upsert(connection: Connection, table: FromClause, values: Mapping[str, Any], *, conflict: Sequence[str]) -> None:
    """Inserts a row; where the unique `conflict` columns exist, overwrites the other columns named in `values`."""
    statement = _upsert(connection.dialect.name, cast(Table, table), tuple(values), tuple(conflict))
    connection.execute(statement, values)
