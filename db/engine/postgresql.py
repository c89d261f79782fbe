"""PostgreSQL: each function has a thread and a transaction of its own, and is run again after a deadlock or a lost connection."""

import random
import re
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import get_ident
from typing import Any, cast

import psycopg
from sqlalchemy import URL, Connection, Engine, PoolProxiedConnection, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from db.engine.backends import Refusal
from db.engine.pipeline import Pipeline
from db.engine.prepared import line_of, send_waiting, use_line
from db.engine.transaction import CommitUnknown, DatabaseClosed, T, Wishes, Work

WRITERS = 8
TRIES = 6


# A statement that waits for a lock, and a process that stops in the middle of a transaction, must not hold up the others for
# ever; nor must a machine that is suddenly gone: the server notices after half a minute.
OPTIONS = (
    "-c timezone=UTC -c standard_conforming_strings=on -c lock_timeout=20s -c idle_in_transaction_session_timeout=60s"
    " -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4"
)
READING = r" -c default_transaction_isolation=repeatable\ read -c default_transaction_read_only=on"
# A queue is empty most of the time, and so the statistics say. With a bitmap the server would read a whole backlog and sort it
# for every claim; without, it walks along the index, in order, as far as is asked.
WRITING = r" -c default_transaction_isolation=read\ committed -c enable_bitmapscan=off -c enable_seqscan=off"
# What was prepared gives other columns since another process changed the schema, or is gone as the driver's own after a DROP.
STALE = ("0A000", "26000")
ALIVE = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 4, "connect_timeout": 10}
# Texts are Vietnamese, whatever encoding the machine's settings or the server propose.
ARGUMENTS = ALIVE | {"client_encoding": "utf8", "application_name": "nghedan"}


class WrongEncoding(SQLAlchemyError):
    """The database cannot hold every letter: it was not made with the encoding UTF8."""


def make_engine(url: URL, *, read_only: bool, size: int) -> Engine:
    options = OPTIONS + (READING if read_only else WRITING)
    engine = create_engine(
        url, hide_parameters=True, pool_size=size, max_overflow=0, pool_use_lifo=True,
        connect_args=ARGUMENTS | {"options": options},
    )  # fmt: skip
    use_line(engine, lambda driver, entry: Pipeline(driver, entry.info))
    _end_through_the_pipeline(engine)

    @event.listens_for(engine, "connect")
    def look_at_encoding(driver: psycopg.Connection, _: object) -> None:
        """The server tells it with every connection."""
        if driver.info.parameter_status("server_encoding") not in ("UTF8", None):
            driver.close()
            raise WrongEncoding

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

    @event.listens_for(engine, "handle_error")
    def begin_anew(context: ExceptionContext) -> None:
        """Another connection prepares it again."""
        if _is_stale(context.original_exception):
            context.is_disconnect = True

    return engine


def _is_stale(cause: BaseException) -> bool:
    return isinstance(cause, psycopg.Error) and cause.sqlstate in STALE


def _end_through_the_pipeline(engine: Engine) -> None:
    """What waits in a connection's pipeline leaves before any other statement, and with COMMIT. A rollback forgets it, and goes
    through the pipeline as well: the driver's own gives up all that is prepared."""

    dialect: Any = engine.dialect
    dialect.do_commit = lambda pooled: _pipeline(pooled).commit()
    dialect.do_rollback = lambda pooled: _pipeline(pooled).rollback()

    @event.listens_for(engine, "before_cursor_execute")
    def before_others(connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        send_waiting(connection, before=statement)


def _pipeline(pooled: PoolProxiedConnection) -> Pipeline:
    return cast(Pipeline, line_of(pooled))


_OUTAGES = ("08", "53", "57", "58", "40")  # classes: connection, resources, intervention, system, to be tried again


def is_outage(cause: BaseException) -> bool:
    broken = isinstance(cause, psycopg.OperationalError) and (cause.sqlstate is None or cause.sqlstate[:2] in _OUTAGES)
    return broken or _is_stale(cause)


_REFUSALS: dict[str, Refusal] = {
    "28P01": "credentials", "28000": "credentials", "3D000": "no_database", "42501": "no_right", "53300": "connections",
}  # fmt: skip
_GONE = ("08", "57P0")  # the connection broke; the server stops, or is not ready yet
# Of a connection that was refused the driver has the server's words but not its code. In another language they say "refused".
_WORDS: dict[str, str] = {
    r"authentication failed|no password supplied|role \".*\" (does not exist|is not permitted)|pg_hba": "28000",
    r"database \".*\" does not exist": "3D000",
    r"permission denied": "42501",
    r"too many (connections|clients)|connection slots": "53300",
}
_FROM_THE_SERVER = re.compile(r"failed: \w+:  ")  # as against what the driver says of a server it did not reach


def refusal(error: BaseException) -> Refusal | None:
    """Why there is no database to work with; None where `error` is about something else."""
    if isinstance(error, WrongEncoding):
        return "encoding"
    if not isinstance(error, psycopg.Error):
        return None
    if error.sqlstate is not None:
        return _REFUSALS.get(error.sqlstate, "unreachable" if error.sqlstate.startswith(_GONE) else None)
    if not isinstance(error, psycopg.OperationalError):
        return None
    said = str(error)
    code = next((code for words, code in _WORDS.items() if re.search(words, said)), None)
    return _REFUSALS[code] if code else "refused" if _FROM_THE_SERVER.search(said) else "unreachable"


def connect(engine: Engine) -> psycopg.Connection:
    """A connection of its own beside the pool."""
    _, arguments = engine.dialect.create_connect_args(engine.url)
    return psycopg.connect(**{**ARGUMENTS, **arguments, "autocommit": True})


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
