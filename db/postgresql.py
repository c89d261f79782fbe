"""PostgreSQL: each function has a thread and a transaction of its own, and is run again after a deadlock or a lost connection."""

import random
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import get_ident
from typing import Any

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError

from db.prepared import use_plain_savepoints
from db.transaction import CommitUnknown, DatabaseClosed, T, Wishes, Work

WRITERS = 8
TRIES = 6


# A statement that waits for a lock, and a process that stops in the middle of a transaction, must not hold up the others for
# ever; nor must a machine that is suddenly gone: the server notices after half a minute.
OPTIONS = (
    "-c timezone=UTC -c lock_timeout=20s -c idle_in_transaction_session_timeout=60s"
    " -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4"
)
# A queue is empty most of the time, and so the statistics say. With a bitmap the server would read a whole backlog and sort it
# for every claim; without, it walks along the index, in order, as far as is asked.
IN_ORDER = " -c enable_bitmapscan=off"
ALIVE = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 4, "connect_timeout": 10}


def make_engine(url: URL, *, read_only: bool, size: int) -> Engine:
    options = OPTIONS + (" -c default_transaction_read_only=on" if read_only else IN_ORDER)
    isolation = "REPEATABLE READ" if read_only else "READ COMMITTED"
    engine = create_engine(
        url, hide_parameters=True, isolation_level=isolation, pool_size=size, max_overflow=0,
        connect_args={"options": options, "application_name": "nghedan"} | ALIVE,
    )  # fmt: skip
    use_plain_savepoints(engine)

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


_OUTAGES = ("08", "53", "57", "58", "40")  # classes: connection, resources, intervention, system, to be tried again


def is_outage(cause: BaseException) -> bool:
    return isinstance(cause, psycopg.OperationalError) and (cause.sqlstate is None or cause.sqlstate[:2] in _OUTAGES)


def connect(engine: Engine) -> psycopg.Connection:
    """A connection of its own beside the pool."""
    _, arguments = engine.dialect.create_connect_args(engine.url)
    return psycopg.connect(**{**ALIVE, **arguments, "application_name": "nghedan", "autocommit": True})


def read(readers: Engine, fn: Work[T]) -> T:
    """Runs `fn` on a connection that cannot write; once more where the pool's connection was a dead one."""
    try:
        with readers.connect() as connection:
            return fn(connection)
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise
    with readers.connect() as connection:
        return fn(connection)


def _worth_another_try(error: DBAPIError) -> bool:
    """Deadlock, serialization failure, no connection or a lost one."""
    state = error.orig.sqlstate if isinstance(error.orig, psycopg.Error) else None
    refused = isinstance(error.orig, psycopg.OperationalError) and state is None
    return error.connection_invalidated or refused or state in ("40001", "40P01", "57P01", "57P02", "57P03")


class PostgresWriter:
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
