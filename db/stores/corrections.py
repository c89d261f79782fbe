"""What people set right of what the machine proposed: counted, and learnt from."""

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, insert, inspect, select

from db.tables import Correction

What = Literal["kind", "field", "place", "authority", "body"]
By = Literal["citizen", "officer"]


def keep(
    connection: Connection, what: What, proposed: str, corrected: str, *, by: By, words: str | None, now: datetime
) -> None:  # fmt: skip
    """`words`: masked, and only of those who agreed."""
    connection.execute(insert(Correction).values(at=now, what=what, proposed=proposed, corrected=corrected, by=by, words=words))


def listing(connection: Connection) -> list[dict[str, Any]]:
    """All, oldest first: at, what, proposed, corrected, by, words. None in a database too old to have the table."""
    if not inspect(connection).has_table(Correction.__tablename__):
        return []
    columns = (Correction.at, Correction.what, Correction.proposed, Correction.corrected, Correction.by, Correction.words)
    return [dict(row) for row in connection.execute(select(*columns).order_by(Correction.id)).mappings()]
