"""Updates that name files: each waits until they were fetched, or given up, before it may be handled."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, String, literal_column, select, update

from db.tables import Inbox

# Written out, not bound: a partial index is used only where its very words stand in the statement.
_FETCHING: ColumnElement[str] = literal_column("'fetching'", String)
_WAITING: ColumnElement[str] = literal_column("'waiting'", String)


@dataclass(frozen=True)
class Fetch:
    """A row whose files are still to be fetched. `attempts`: how often that was begun."""

    row_id: int
    body: bytes
    attempts: int


def to_fetch(connection: Connection, channel: str, limit: int) -> list[Fetch]:
    """The oldest rows of a channel that wait for their files."""
    open_ = [Inbox.state.in_([_FETCHING, _WAITING]), Inbox.state == _FETCHING]  # the first lets SQLite use its index of open rows
    query = select(Inbox.id, Inbox.body, Inbox.attempts).where(*open_, Inbox.channel == channel)
    rows = connection.execute(query.order_by(Inbox.id).limit(limit))
    return [Fetch(row.id, row.body or b"", row.attempts) for row in rows]


def begin_fetch(connection: Connection, row_id: int) -> int | None:
    """Counts a try before it is made (to be committed first); None where the row waits for no files any more."""
    still = [Inbox.id == row_id, Inbox.state == _FETCHING]
    statement = update(Inbox).where(*still).values(attempts=Inbox.attempts + 1)
    return connection.execute(statement.returning(Inbox.attempts)).scalar_one_or_none()


def fetched(connection: Connection, row_id: int, files: Sequence[dict[str, Any]], failed_files: int) -> None:
    """The files of a fetching row are stored, or given up: it may be handled, with all its attempts before it."""
    connection.execute(
        update(Inbox)
        .where(Inbox.id == row_id, Inbox.state == _FETCHING)
        .values(state="waiting", files=list(files), failed_files=failed_files, attempts=0)
    )
