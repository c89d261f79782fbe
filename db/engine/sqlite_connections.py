"""Connections to SQLite: how each is set up, and what its errors mean."""

import sqlite3
import time
from collections.abc import Sequence
from threading import Lock
from typing import Any, cast

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from db.engine.prepared import use_line
from db.engine.transaction import T, Work


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


def driver_of(connection: Connection) -> sqlite3.Connection:
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


def reading_only(connection: Connection, fn: Work[T]) -> T:
    """For a database in memory, which has only the one connection."""
    driver = driver_of(connection)
    driver.execute("PRAGMA query_only=ON")
    try:
        return fn(connection)
    finally:
        driver.execute("PRAGMA query_only=OFF")


def truncated(driver: sqlite3.Connection, busy_seconds: float) -> bool:
    """Empties the write-ahead log; False where a reader still needs it."""
    driver.execute("PRAGMA busy_timeout=20")
    try:
        return bool(driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()[0][0] == 0)
    finally:
        driver.execute(f"PRAGMA busy_timeout={int(busy_seconds * 1000)}")


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
