"""Copies everything from one database to another, in one transaction on either side, and compares what arrived."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, Table, insert, select, text

from db.tables import Base, Lease

BATCH = 1000  # rows
LEFT_BEHIND = {Lease.__tablename__}  # who lives on the old side says nothing about the new one


@dataclass(frozen=True)
class Moved:
    tables: int
    rows: int


class Different(Exception):
    """What arrived in this table is not what was sent."""


def tables() -> Sequence[Table]:
    """Those that others refer to come first."""
    return [table for table in Base.metadata.sorted_tables if table.name not in LEFT_BEHIND]


def is_empty(connection: Connection) -> bool:
    return not any(
        connection.execute(select(text("1")).select_from(table).limit(1)).first() for table in Base.metadata.sorted_tables
    )


def lock(target: Connection) -> None:
    """Nobody else writes to these tables until this transaction ends (PostgreSQL)."""
    names = ", ".join(_quoted(target, table.name) for table in Base.metadata.sorted_tables)
    target.execute(text(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE"))


def copy(source: Connection, target: Connection) -> Moved:
    """`target`: locked and empty. Raises Different; the caller then undoes it all."""
    rows = sum(_copy(source, target, table) for table in tables())
    return Moved(len(tables()), rows)


def _copy(source: Connection, target: Connection, table: Table) -> int:
    sent = _Sum()
    for batch in _batches(source, select(table)):
        target.execute(insert(table), batch)
        for row in batch:
            sent.add(row)
    arrived = _Sum()
    for batch in _batches(target, select(table)):
        for row in batch:
            arrived.add(row)
    if sent != arrived:
        raise Different(table.name)
    _count_on(target, table)
    return sent.rows


def _batches(connection: Connection, query: Select[Any]) -> Iterator[list[dict[str, Any]]]:
    with connection.execute(query.execution_options(yield_per=BATCH)) as found:
        for batch in found.mappings().partitions(BATCH):
            yield [dict(row) for row in batch]


def _count_on(target: Connection, table: Table) -> None:
    """The next row that is made gets the number after the highest."""
    for column in table.primary_key:
        place = {"table": _quoted(target, table.name), "column": column.name}
        sequence = target.execute(text("SELECT pg_get_serial_sequence(:table, :column)"), place).scalar()
        highest = target.execute(select(column).order_by(column.desc()).limit(1)).scalar()
        if sequence and highest:
            target.execute(text("SELECT setval(:sequence, :highest)"), {"sequence": sequence, "highest": highest})


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote(name)


class _Sum:
    """Number and checksum of rows, in whatever order they come."""

    def __init__(self) -> None:
        self.rows = 0
        self._total = 0

    def add(self, row: dict[str, Any]) -> None:
        self.rows += 1
        digest = hashlib.sha256(json.dumps(row, default=_plain, sort_keys=True).encode()).digest()
        self._total = (self._total + int.from_bytes(digest)) % 2**256

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Sum) and (self.rows, self._total) == (other.rows, other._total)

    __hash__ = None  # type: ignore[assignment]


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.hex() if isinstance(value, bytes) else str(value)
