"""Statements for the busiest paths: compiled once, then given straight to the driver.

What SQLAlchemy does around each execution costs several times what the database itself does (docs/decisions/0009-speed.md).
The statement is still its own Core construct, with its types, on both engines; errors, and what a change means to the writer,
are the same as those of `connection.execute`. Not for
lists in IN of any length (see `some`), nor for defaults that Python fills in.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Never, Protocol, cast

from sqlalchemy import (
    JSON,
    BindParameter,
    Connection,
    Dialect,
    Engine,
    Executable,
    FromClause,
    PoolProxiedConnection,
    TypeDecorator,
    bindparam,
    event,
)
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeEngine

from db.engine.compiled import Compiled

Row = tuple[Any, ...]
NO_ROW = -1


class WrittenJson(TypeDecorator[str]):
    """A JSON column whose value is given as the JSON text itself."""

    impl = JSON
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> None:
        return None


def filled_in(table: FromClause, *columns: str, prefix: str = "") -> dict[str, BindParameter[Any]]:
    """For `.values`: each of the columns from the parameter of its name, `prefix` before it."""
    return {name: bindparam(prefix + name, type_=table.c[name].type) for name in columns}


class Cursor(Protocol):
    """What a statement gave."""

    @property
    def rowcount(self) -> int: ...
    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...
    def __iter__(self) -> Iterator[Any]: ...


class Line(Protocol):
    """How statements come from one connection to its database. Errors are the driver's."""

    def execute(self, text: str, values: Sequence[Any], changes: bool) -> Cursor:
        """`changes`: whether it is one that changes rows."""

    def execute_many(self, text: str, rows: Sequence[Sequence[Any]]) -> int:
        """The same change for each of `rows`, of which there is at least one; how many rows were changed."""

    def send(self, text: str, values: Sequence[Any]) -> None:
        """A change that nobody asks about. It may leave with the next statement, and so does its error."""

    def say(self, words: str, *, forget: bool = False) -> None:
        """SAVEPOINT or the like, after what was sent. `forget`: what did not leave yet never does."""

    def send_waiting(self) -> None:
        """What was sent is done, or refused, afterwards."""


def use_line(engine: Engine, make: Callable[[Any, ConnectionPoolEntry], Line]) -> None:
    """`make`: from the driver's connection, before SQLAlchemy uses it. Savepoints, for each of which it builds and compiles a
    statement, are their three words on the line; what counts them stays SQLAlchemy's."""

    @event.listens_for(engine, "connect", insert=True)
    def keep(driver: Any, entry: ConnectionPoolEntry) -> None:
        _kept(entry)[Line] = make(driver, entry)

    dialect: Any = engine.dialect
    dialect.do_savepoint = lambda connection, name: _say(connection, f"SAVEPOINT {name}")
    dialect.do_rollback_to_savepoint = lambda connection, name: _say(connection, f"ROLLBACK TO SAVEPOINT {name}", forget=True)
    dialect.do_release_savepoint = lambda connection, name: _say(connection, f"RELEASE SAVEPOINT {name}")


def line_of(pooled: PoolProxiedConnection) -> Line:
    return cast(Line, _kept(pooled)[Line])


def _kept(connection: ConnectionPoolEntry | PoolProxiedConnection) -> dict[Any, Any]:
    kept = connection.record_info
    assert kept is not None, "only a detached connection has none"
    return kept


def send_waiting(connection: Connection, before: str = "") -> None:
    """What was sent is done, or refused, afterwards. `before`: which statement."""
    try:
        line_of(connection.connection).send_waiting()
    except BaseException as error:  # noqa: BLE001 - sorted there
        _wrap(connection, error, before)


def _say(connection: Connection, words: str, *, forget: bool = False) -> None:
    try:
        line_of(connection.connection).say(words, forget=forget)
    except BaseException as error:  # noqa: BLE001 - sorted there
        _wrap(connection, error, words)


def _wrap(connection: Connection, error: BaseException, statement: str) -> Never:
    """Raises it as SQLAlchemy would, which no public name does: wrapped, its words hidden, a lost connection given up."""
    connection._handle_dbapi_exception(error, statement, None, None, None)
    raise AssertionError("unreachable") from error


SOME = 16  # as many values as a list in IN has room for


def some(name: str, type_: TypeEngine[Any]) -> list[BindParameter[Any]]:
    """For `in_`: a list of a fixed length, so that the statement stays the same; `filled` gives its parameters."""
    return [bindparam(f"{name}{at}", type_=type_) for at in range(SOME)]


def filled(name: str, values: Sequence[int]) -> dict[str, int]:
    """At most SOME numbers; the rest of the list is a number that no row has."""
    return {f"{name}{at}": values[at] if at < len(values) else NO_ROW for at in range(SOME)}


class Prepared:
    """A Core statement, or what makes one for a dialect's name. Rows are plain tuples in the order of its columns."""

    def __init__(self, statement: Executable | Callable[[str], Executable]) -> None:
        self._statement = statement
        self._compiled: dict[str, Compiled] = {}

    def one(self, connection: Connection, values: Mapping[str, Any]) -> Row | None:
        """The first row."""
        compiled, cursor = self._execute(connection, values)
        # SQLite finishes a change only when all of it was read.
        found = next(iter(cursor.fetchall()), None) if compiled.changes else cursor.fetchone()
        return None if found is None else compiled.row(found)

    def all(self, connection: Connection, values: Mapping[str, Any]) -> list[Row]:
        compiled, cursor = self._execute(connection, values)
        found = cursor.fetchall()
        return [compiled.row(row) for row in found] if compiled.results else found

    def each(self, connection: Connection, values: Mapping[str, Any]) -> Iterable[Row]:
        """One after the other: later rows are not even converted if nobody asks for them."""
        compiled, cursor = self._execute(connection, values)
        return map(compiled.row, cursor)

    def run(self, connection: Connection, values: Mapping[str, Any]) -> int:
        """How many rows were changed."""
        return self._execute(connection, values)[1].rowcount

    def run_many(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> int:
        """The same for each of `rows`, of which there is at least one; how many rows were changed in all."""
        compiled, line = self._ready(connection)
        try:
            return line.execute_many(compiled.text, [compiled.parameters(row) for row in rows])
        except BaseException as error:  # noqa: BLE001 - sorted there
            _wrap(connection, error, compiled.text)

    def send(self, connection: Connection, *rows: Mapping[str, Any]) -> None:
        """The same for each of `rows`, without asking what came of it. On PostgreSQL they leave with the next statement, or with
        the commit, and what refuses them shows there."""
        compiled, line = self._ready(connection)
        try:
            for row in rows:
                line.send(compiled.text, compiled.parameters(row))
        except BaseException as error:  # noqa: BLE001 - sorted there
            _wrap(connection, error, compiled.text)

    def _execute(self, connection: Connection, values: Mapping[str, Any]) -> tuple[Compiled, Cursor]:
        compiled, line = self._ready(connection)
        try:
            return compiled, line.execute(compiled.text, compiled.parameters(values), compiled.changes)
        except BaseException as error:  # noqa: BLE001 - sorted there
            _wrap(connection, error, compiled.text)

    def _ready(self, connection: Connection) -> tuple[Compiled, Line]:
        if not connection.in_transaction():
            connection.begin()  # as `connection.execute` does; a reader's connection gives it up when it is closed
        dialect = connection.dialect
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            statement = self._statement(dialect.name) if callable(self._statement) else self._statement
            compiled = self._compiled[dialect.name] = Compiled(statement, dialect)
        return compiled, line_of(connection.connection)
