"""Questions that were not answered well: counted; their words only where the citizen agreed."""

from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, insert, select, update

from db.tables import Question

Outcome = Literal["none", "rejected", "bad", "expired"]


def keep(
    connection: Connection, outcome: Outcome, nearest: str | None, *, words: str | None, held: str | None, now: datetime
) -> int:
    """Its number. `held` are words whose writer was asked this moment: see `decide` and `let_go`."""
    row = insert(Question).values(at=now, outcome=outcome, nearest=nearest, words=words, held=held).returning(Question.id)
    return connection.execute(row).scalar_one()


def decide(connection: Connection, question_id: int, *, agreed: bool) -> None:
    """The citizen said whether the words may be kept; what was let go of stays gone."""
    values = {"words": Question.held} if agreed else {}
    connection.execute(update(Question).where(Question.id == question_id).values(**values, held=None))


def let_go(connection: Connection, question_id: int) -> None:
    """Nothing was said: that is a no."""
    connection.execute(update(Question).where(Question.id == question_id).values(held=None))


def since(connection: Connection, start: datetime) -> list[tuple[str, str | None, str | None]]:
    """(outcome, nearest entry, words), the oldest first."""
    rows = connection.execute(
        select(Question.outcome, Question.nearest, Question.words).where(Question.at >= start).order_by(Question.id)
    )
    return [(row.outcome, row.nearest, row.words) for row in rows]
