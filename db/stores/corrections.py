"""What people set right of what the machine proposed: counted, and learnt from."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from db.tables import Correction

What = Literal["kind", "field", "place", "authority", "body"]
By = Literal["citizen", "officer"]


def keep(
    session: Session, what: What, proposed: str, corrected: str, *, by: By, words: str | None, now: datetime
) -> None:  # fmt: skip
    """`words`: masked, and only of those who agreed."""
    session.add(Correction(at=now, what=what, proposed=proposed, corrected=corrected, by=by, words=words))


def listing(session: Session) -> Sequence[Correction]:
    """All, the oldest first. None in a database too old to have the table."""
    if not inspect(session.connection()).has_table(Correction.__tablename__):
        return []
    return session.scalars(select(Correction).order_by(Correction.id)).all()
