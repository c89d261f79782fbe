"""What belongs to one transaction besides its statements, and the errors a transaction may end in."""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Protocol, TypeVar, cast

from sqlalchemy import Connection

from db.engine.prepared import send_waiting

T = TypeVar("T")
Work = Callable[[Connection], T]

log = logging.getLogger(__name__)


class DatabaseBusy(Exception):
    """Another process held the write lock for longer than `busy_seconds`."""


class DatabaseClosed(Exception):
    """The database was closed before the function was handed over."""


class CommitUnknown(Exception):
    """The connection broke during the commit: whether it took place is not known."""


class Wishes:
    """What a running function asked for, to be done after its commit; forgotten when it is rolled back."""

    def __init__(self) -> None:
        self.hooks: list[Callable[[], None]] = []
        self.wipe = False
        self.changed = False

    @classmethod
    def begin(cls, connection: Connection) -> "Wishes":
        wishes = cls()
        connection.info["wishes"] = wishes
        return wishes

    @staticmethod
    def of(connection: Connection) -> "Wishes":
        return cast(Wishes, connection.info["wishes"])

    def call_hooks(self) -> None:
        for hook in self.hooks:
            call(hook)


@contextmanager
def attempt(connection: Connection) -> Iterator[None]:
    """What fails inside is undone alone, and what it asked for is forgotten; the rest of the transaction goes on."""
    hooks = Wishes.of(connection).hooks
    before = len(hooks)
    failed: BaseException | None = None
    try:
        with connection.begin_nested():
            try:
                yield
                send_waiting(connection)
            except BaseException as error:
                failed = error
                raise
    except BaseException as error:
        del hooks[before:]
        if failed is None or failed is error:
            raise
        raise failed from error  # SQLite gave up the whole transaction, as on a full disk: undoing this part failed too


def call(hook: Callable[[], None]) -> None:
    """Calls a listener; the commit stands, whatever it thinks of it."""
    try:
        hook()
    except Exception as error:  # noqa: BLE001 - it must not reach the writer
        log.error("a listener of the database failed: %s", type(error).__name__)


class Writer(Protocol):
    """Runs functions in transactions: one thread on SQLite, several on PostgreSQL."""

    def submit(self, fn: Work[T]) -> Future[T]: ...
    def busy_since(self) -> float | None: ...
    def close(self) -> None: ...
