"""A statement in the words of one driver, and how values go in and rows come out."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Dialect
from sqlalchemy.sql.compiler import SQLCompiler

Convert = Callable[[Any], Any]


class Compiled:
    """One statement in the words of one driver."""

    def __init__(self, statement: Any, dialect: Dialect) -> None:
        compiled = cast(SQLCompiler, statement.compile(dialect=_numbering(dialect)))
        self.text = str(compiled)
        self.changes = bool(statement.is_dml)
        assert not compiled.insert_prefetch, "a column with a default in Python is left out"
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

    def parameters(self, values: Mapping[str, Any]) -> list[Any]:
        filled = dict(self._fixed)
        for name, convert in self._wanted:
            value = values[name]
            filled[name] = value if convert is None else convert(value)
        return [filled[name] for name in self._order]

    def row(self, found: Sequence[Any]) -> tuple[Any, ...]:
        row = list(found)
        for at, convert in self.results:
            row[at] = convert(row[at])
        return tuple(row)


def _numbering(dialect: Any) -> Dialect:
    """One that gives the values by their positions, as lines do."""
    return cast(Dialect, type(dialect)(paramstyle="numeric_dollar")) if dialect.name == "postgresql" else dialect
