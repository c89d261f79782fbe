"""The database, whichever it is: one writer on SQLite, eight on PostgreSQL.

Work is handed over as functions `fn(connection)`, each in a transaction: see db.sqlite and db.postgresql. There it may be run
again after a deadlock or a lost connection: such a function has no effect but on its connection (other effects: `after_commit`).
"""

import asyncio
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from errno import EIO
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

from sqlalchemy import URL, Connection, Executable, FromClause, Table, make_url
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import DBAPIError

from db.engine import backends, schema, sqlite
from db.engine.backends import Bell, Refusal
from db.engine.schema import SchemaTooNew
from db.engine.sqlite import DEFAULT, Timing
from db.engine.transaction import CommitUnknown, DatabaseBusy, DatabaseClosed, T, Wishes, Work, Writer, call

__all__ = [
    "CommitUnknown", "Database", "DatabaseBusy", "DatabaseClosed", "Insert", "SchemaTooNew", "Timing", "copy_embedded",
    "ignoring_insert", "insert_ignore", "is_outage", "open_database", "overwriting_insert", "refusal", "upsert",
]  # fmt: skip

READERS = 4


def is_outage(error: BaseException) -> bool:
    """Whether the database could not work just now (disk full, locked, gone): no fault of the function that met it."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if cause is None or isinstance(cause, DatabaseBusy | DatabaseClosed | CommitUnknown):
        return cause is not None
    server = backends.used()
    return sqlite.is_outage(cause) or (server is not None and server.is_outage(cause))


def refusal(error: BaseException) -> Refusal | None:
    """Why PostgreSQL gives no database to work with; None on SQLite, and where `error` is about something else."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    server = backends.used()
    return None if cause is None or server is None else server.refusal(cause)


class Database:
    """Opened with `open_database`. `dialect` is "sqlite" or "postgresql"."""

    def __init__(self, url: URL, timing: Timing) -> None:
        self.dialect: Literal["sqlite", "postgresql"] = "sqlite" if url.get_backend_name() == "sqlite" else "postgresql"
        self._listeners: list[Callable[[], None]] = []
        self._memory = self.dialect == "sqlite" and sqlite.in_memory(url)
        self._bell: Bell | None = None
        self._watch: sqlite.Watch | None = None
        self._writer: Writer
        if self.dialect == "sqlite":
            self._engine = sqlite.make_engine(url, timing.busy_seconds, query_only=False, size=1)
            self._readers = self._engine
            if not self._memory:
                self._readers = sqlite.make_engine(url, timing.busy_seconds, query_only=True, size=READERS)
                self._watch = sqlite.Watch(self._readers)
            self._writer = sqlite.SqliteWriter(self._engine, timing, self._announce)
        else:
            parts = backends.server().open(url, self._announce, READERS)
            self._engine, self._readers, self._writer, self._bell = parts.engine, parts.readers, parts.writer, parts.bell
        self._read_threads = ThreadPoolExecutor(READERS, thread_name_prefix="database-reader")

    def write(self, fn: Work[T]) -> Future[T]:
        """Runs `fn` in a transaction; the future has its result after the commit, or its error after the rollback.
        `fn` must not wait for another write or read: on SQLite they would wait for each other."""
        return self._writer.submit(fn)

    async def arun(self, fn: Work[T]) -> T:
        return await asyncio.wrap_future(self.write(fn))

    def read(self, fn: Work[T]) -> T:
        """Runs `fn` on a connection that cannot write, in the caller's thread; all its statements see the same moment."""
        if self._memory:
            return self.write(lambda connection: sqlite.reading_only(connection, fn)).result()
        if self.dialect == "postgresql":
            return backends.server().read(self._readers, fn)
        with self._readers.connect() as connection:
            return fn(connection)

    async def aread(self, fn: Work[T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._read_threads, self.read, fn)

    def on_commit(self, listener: Callable[[], None]) -> None:
        """`listener` is called, in some thread, after each commit of this process that changed something, and on PostgreSQL
        after those of other processes: be quick."""
        self._listeners.append(listener)
        if self._bell is not None:
            self._bell.listen()

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
        (PostgreSQL, where `on_commit` tells; a database in memory)."""
        return None if self._watch is None else self._watch.version()

    def busy_since(self) -> float | None:
        """`time.monotonic()` when the longest running function began; None while none runs."""
        return self._writer.busy_since()

    def schema_state(self) -> schema.Standing:
        return self.read(schema.state)

    def migrate(self, to_newest: Callable[[Connection], None]) -> bool:
        """Brings the schema up to date with `db.engine.upgrading.to_newest`; False where it was. Raises SchemaTooNew. Call it
        before the watchdog starts."""
        return self.schema_state() != "current" and self.write(lambda one: schema.upgrade(one, to_newest)).result()

    def close(self) -> None:
        """Finishes what was handed over, then closes all connections."""
        self._writer.close()
        self._read_threads.shutdown(wait=True)
        for part in (self._bell, self._watch):
            if part is not None:
                part.close()
        self._readers.dispose()
        self._engine.dispose()

    def _announce(self) -> None:
        for listener in self._listeners:
            call(listener)


def copy_embedded(source: Path, target: Path) -> None:
    """Copies an embedded database, while others write to it, into a file of one consistent moment. Raises OSError."""
    try:
        sqlite.copy_embedded(source, target)
    except sqlite3.Error as error:  # a full disk, or no database at all; no values stand in it
        raise OSError(EIO, str(error)) from None


def open_database(url: str, timing: Timing = DEFAULT) -> Database:
    """`sqlite:///path`, `sqlite://` (in memory, for tests) or `postgresql://…`, after `backends.use`. What is wrong with it shows
    at the first use."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    return Database(parsed, timing)


# ---------------------------------------------------------------- statements that differ


@cache
def _insert(dialect: str, table: Table) -> Insert:
    """Those of both engines have the same methods."""
    return sqlite_insert(table) if dialect == "sqlite" else backends.server().insert(table)


def ignoring_insert(dialect: str, table: FromClause, conflict: Sequence[str]) -> Insert:
    """An insert that does nothing where the unique `conflict` columns exist."""
    return _insert(dialect, cast(Table, table)).on_conflict_do_nothing(index_elements=conflict)


def overwriting_insert(dialect: str, table: FromClause, columns: Sequence[str], conflict: Sequence[str]) -> Insert:
    """An insert that overwrites the other `columns` where the unique `conflict` columns exist."""
    statement = _insert(dialect, cast(Table, table))
    changes: dict[str, Any] = {name: statement.excluded[name] for name in columns if name not in conflict}
    return statement.on_conflict_do_update(index_elements=conflict, set_=changes)


@cache
def _insert_ignore(dialect: str, table: Table, conflict: tuple[str, ...]) -> Executable:
    """Built once: putting a statement together costs several times what running it does."""
    return ignoring_insert(dialect, table, conflict).returning(next(iter(table.primary_key)))


@cache
def _upsert(dialect: str, table: Table, columns: tuple[str, ...], conflict: tuple[str, ...]) -> Executable:
    return overwriting_insert(dialect, table, columns, conflict)


def insert_ignore(connection: Connection, table: FromClause, values: Mapping[str, Any], *, conflict: Sequence[str]) -> int | None:
    """Inserts a row and returns its primary key (the first column of it); None where the unique `conflict` columns exist."""
    statement = _insert_ignore(connection.dialect.name, cast(Table, table), tuple(conflict))
    key: int | None = connection.execute(statement, values).scalar()
    return key


def upsert(connection: Connection, table: FromClause, values: Mapping[str, Any], *, conflict: Sequence[str]) -> None:
    """Inserts a row; where the unique `conflict` columns exist, overwrites the other columns named in `values`."""
    statement = _upsert(connection.dialect.name, cast(Table, table), tuple(values), tuple(conflict))
    connection.execute(statement, values)
