"""PostgreSQL, as db.engine.database works with it. Importing this module loads the driver."""

from collections.abc import Callable
from typing import cast

from sqlalchemy import URL, Engine, Table
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.dialects.sqlite import Insert

from db.engine import postgresql
from db.engine.backends import Backend, Parts, Refusal
from db.engine.notifying import Bell
from db.engine.transaction import T, Work


class _Postgresql:
    def open(self, url: URL, announce: Callable[[], None], readers: int) -> Parts:
        engine = postgresql.make_engine(url, read_only=False, size=postgresql.WRITERS)
        bell = Bell(engine, announce)

        def announce_everywhere() -> None:
            bell.ring()
            announce()

        reading = postgresql.make_engine(url, read_only=True, size=readers)
        return Parts(engine, reading, postgresql.PostgresWriter(engine, announce_everywhere), bell)

    def read(self, readers: Engine, fn: Work[T]) -> T:
        return postgresql.read(readers, fn)

    def insert(self, table: Table) -> Insert:
        return cast(Insert, insert(table))

    def is_outage(self, cause: BaseException) -> bool:
        return postgresql.is_outage(cause)

    def refusal(self, cause: BaseException) -> Refusal | None:
        return postgresql.refusal(cause)


POSTGRESQL: Backend = _Postgresql()
