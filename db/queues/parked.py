"""What was put aside in the inbox: listed, shown, tried again or given up by who looks after it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, String, and_, literal_column, select, update

from db.engine.database import Database
from db.tables import Inbox

# Written out, not bound: a partial index is used only where its very words stand in the statement.
_PARKED: ColumnElement[str] = literal_column("'parked'", String)


@dataclass(frozen=True)
class Parked:
    """A row as the command line lists it; never what it says."""

    row_id: int
    channel: str
    chat_id: int
    state: str
    attempts: int
    reason: str | None
    received_at: datetime


def listing(connection: Connection) -> list[Parked]:
    """All parked rows, oldest first."""
    return [_parked(row) for row in connection.execute(_rows().where(Inbox.state == _PARKED).order_by(Inbox.id))]


def show(connection: Connection, row_id: int) -> tuple[Parked, bytes | None] | None:
    """One row and its body, for an operator who asks for it."""
    row = connection.execute(_rows().add_columns(Inbox.body).where(Inbox.id == row_id)).one_or_none()
    return None if row is None else (_parked(row), row.body)


def _rows() -> Select[*tuple[Any, ...]]:
    return select(Inbox.id, Inbox.channel, Inbox.chat_id, Inbox.state, Inbox.attempts, Inbox.reason, Inbox.received_at)


def _parked(row: Row[Any]) -> Parked:
    return Parked(row.id, row.channel, row.chat_id, row.state, row.attempts, row.reason, row.received_at)


def retry(connection: Connection, row_id: int) -> bool:
    """Lets a parked row be handled again, with three new attempts; False where none such is parked, or it was wiped."""
    values = {"state": "waiting", "attempts": 0, "reason": None, "handled_at": None}
    statement = update(Inbox).where(_parked_row(row_id), Inbox.body.is_not(None)).values(**values)
    return connection.execute(statement).rowcount == 1


def drop(connection: Connection, row_id: int, now: datetime) -> bool:
    """Gives a parked row up, and forgets its body; False where none such is parked."""
    Database.wipe_traces(connection)
    values = {"state": "dropped", "body": None, "handled_at": now}
    return connection.execute(update(Inbox).where(_parked_row(row_id)).values(**values)).rowcount == 1


def _parked_row(row_id: int) -> Any:
    return and_(Inbox.id == row_id, Inbox.state == _PARKED)
