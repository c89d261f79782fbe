"""Statements for the busiest paths: compiled once, then given straight to the driver.

What SQLAlchemy does around each execution costs several times what the database itself does (docs/decisions/0009-speed.md).
The statement is still its own Core construct, with its types, on both engines; errors, and what a change means to the writer,
are the same as those of `connection.execute`. Not for
lists in IN of any length (see `some`), nor for defaults that Python fills in.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Never, cast

from sqlalchemy import JSON, BindParameter, Connection, Dialect, Engine, Executable, FromClause, TypeDecorator, bindparam
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

Row = tuple[Any, ...]
NO_ROW = -1
Convert = Callable[[Any], Any]


class WrittenJson(TypeDecorator[str]):
    """A JSON column whose value is given as the JSON text itself."""

    impl = JSON
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> None:
        return None


def filled_in(table: FromClause, *columns: str, prefix: str = "") -> dict[str, BindParameter[Any]]:
    """For `.values`: each of the columns from the parameter of its name, `prefix` before it."""
    return {name: bindparam(prefix + name, type_=table.c[name].type) for name in columns}


class _Compiled:
    """One statement in the words of one driver."""

    def __init__(self, statement: Any, dialect: Dialect) -> None:
        compiled = cast(SQLCompiler, statement.compile(dialect=dialect))
        self.text = str(compiled)
        self.changes = bool(statement.is_dml)
        assert not compiled.insert_prefetch, "a column with a default in Python is left out"
        self._positional = compiled.positional
        self._order = list(compiled.positiontup or ())
        self._fixed: dict[str, Any] = {}
        self._wanted: list[tuple[str, Convert | None]] = []
        for bind, name in compiled.bind_names.items():
            convert = bind.type.dialect_impl(dialect).bind_processor(dialect)
            if bind.required:
                self._wanted.append((name, convert))
            else:
                self._fixed[name] = convert(compiled.params[name]) if convert else compiled.params[name]
        columns = statement.exported_columns if statement.is_select or (self.changes and statement._returning) else ()
        found = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
        self.results = tuple((at, convert) for at, convert in enumerate(found) if convert is not None)

    def parameters(self, values: Mapping[str, Any]) -> Any:
        filled = dict(self._fixed)
        for name, convert in self._wanted:
            value = values[name]
            filled[name] = value if convert is None else convert(value)
        return [filled[name] for name in self._order] if self._positional else filled

    def row(self, found: Sequence[Any]) -> Row:
        row = list(found)
        for at, convert in self.results:
            row[at] = convert(row[at])
        return tuple(row)


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
        self._compiled: dict[str, _Compiled] = {}

    def one(self, connection: Connection, values: Mapping[str, Any]) -> Row | None:
        """The first row."""
        compiled, cursor = self._execute(connection, values)
        found = cursor.fetchone()
        if compiled.changes:
            cursor.fetchall()  # SQLite finishes a change only when all of it was read
        return None if found is None else compiled.row(found)

    def all(self, connection: Connection, values: Mapping[str, Any]) -> list[Row]:
        compiled, cursor = self._execute(connection, values)
        found = cursor.fetchall()
        return [compiled.row(row) for row in found] if compiled.results else found

    def each(self, connection: Connection, values: Mapping[str, Any]) -> Iterable[Row]:
        """One after the other: later rows are not even converted if nobody asks for them."""
        compiled, cursor = self._execute(connection, values, new_cursor=True)
        return map(compiled.row, cursor)

    def run(self, connection: Connection, values: Mapping[str, Any]) -> int:
        """How many rows were changed."""
        count: int = self._execute(connection, values)[1].rowcount
        return count

    def run_many(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> int:
        """The same for each of `rows`, of which there is at least one; how many rows were changed in all."""
        if len(rows) == 1:
            return self.run(connection, rows[0])
        compiled = self._of(connection)
        try:
            cursor = connection.connection.cursor()
            cursor.executemany(compiled.text, [compiled.parameters(row) for row in rows])
        except Exception as error:  # noqa: BLE001 - sorted there
            _raise(connection, error, compiled.text)
        _note_change(connection.info, compiled, cursor)
        return cursor.rowcount

    def _execute(self, connection: Connection, values: Mapping[str, Any], *, new_cursor: bool = False) -> tuple[_Compiled, Any]:
        compiled = self._of(connection)
        parameters = compiled.parameters(values)
        kept = connection.info
        # Psycopg learns the types anew with each cursor: all statements whose rows are read at once share one.
        cursor = None if new_cursor else kept.get("cursor")
        if cursor is None:
            cursor = connection.connection.cursor()
            if not new_cursor:
                kept["cursor"] = cursor
        try:
            cursor.execute(compiled.text, parameters)
        except Exception as error:  # noqa: BLE001 - sorted there
            _raise(connection, error, compiled.text)
        _note_change(kept, compiled, cursor)
        return compiled, cursor

    def _of(self, connection: Connection) -> _Compiled:
        if not connection.in_transaction():
            connection.begin()  # as `connection.execute` does; a reader's connection gives it up when it is closed
        dialect = connection.dialect
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            statement = self._statement(dialect.name) if callable(self._statement) else self._statement
            compiled = self._compiled[dialect.name] = _Compiled(statement, dialect)
        return compiled


def use_plain_savepoints(engine: Engine) -> None:
    """SQLAlchemy builds and compiles a statement for each; these are three words. What counts them stays SQLAlchemy's."""
    dialect: Any = engine.dialect
    dialect.do_savepoint = lambda connection, name: _say(connection, f"SAVEPOINT {name}")
    dialect.do_rollback_to_savepoint = lambda connection, name: _say(connection, f"ROLLBACK TO SAVEPOINT {name}")
    dialect.do_release_savepoint = lambda connection, name: _say(connection, f"RELEASE SAVEPOINT {name}")


def _say(connection: Connection, words: str) -> None:
    driver: Any = connection.connection.dbapi_connection
    try:
        driver.execute(words)
    except Exception as error:  # noqa: BLE001 - sorted there
        _raise(connection, error, words)


def _note_change(kept: Mapping[str, Any], compiled: _Compiled, cursor: Any) -> None:
    """`kept`: what a connection keeps; a reader's has no wishes."""
    if compiled.changes and cursor.rowcount > 0 and (wishes := kept.get("wishes")) is not None:
        wishes.changed = True


def _raise(connection: Connection, error: Exception, statement: str) -> Never:
    """As SQLAlchemy would raise it, which no public name does: wrapped, its words hidden, a lost connection given up."""
    connection._handle_dbapi_exception(error, statement, None, None, None)
    raise AssertionError("unreachable") from error
