"""The engine beside the embedded one. Its driver takes 11 MB, so it is loaded, and told of here with `use`, only by programs that
work with it: `use(db.engine.server.POSTGRESQL)`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from sqlalchemy import URL, Engine, Table
from sqlalchemy.dialects.sqlite import Insert

from db.engine.transaction import T, Work, Writer

Refusal = Literal["credentials", "no_database", "no_right", "connections", "encoding", "unreachable", "refused"]


class Bell(Protocol):
    """Other processes' commits are heard, and ours told."""

    def ring(self) -> None: ...
    def listen(self) -> None: ...
    def close(self) -> None: ...


@dataclass(frozen=True)
class Parts:
    """What an engine makes of one database."""

    engine: Engine
    readers: Engine
    writer: Writer
    bell: Bell


class Backend(Protocol):
    """An engine that is a server."""

    def open(self, url: URL, announce: Callable[[], None], readers: int) -> Parts: ...

    def read(self, readers: Engine, fn: Work[T]) -> T: ...

    def insert(self, table: Table) -> Insert:
        """Those of all engines have the same methods."""
        ...

    def is_outage(self, cause: BaseException) -> bool: ...

    def refusal(self, cause: BaseException) -> Refusal | None: ...


class BackendNotLoaded(Exception):
    """A database on a server is to be opened, and nobody called `use`."""


_used: list[Backend] = []  # none or one


def use(backend: Backend) -> None:
    """From now on databases on a server are worked with by `backend`."""
    _used[:] = [backend]


def used() -> Backend | None:
    """None: no error can be of a server."""
    return _used[0] if _used else None


def server() -> Backend:
    if not _used:
        raise BackendNotLoaded("db.engine.backends.use was not called")
    return _used[0]
