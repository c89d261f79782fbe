"""Questions that were not answered well: counted; their words only where the citizen agreed.

Counting one and letting words go stay on the connection: they are all the casework there is in a message that nobody understood
and in the timer that forgets, which a session would keep from being handled in groups (`UnitOfWork.is_plain`)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, cast

from sqlalchemy import Connection, Table, bindparam, insert, null, select, update
from sqlalchemy.orm import Session

from db.engine.prepared import Prepared, filled_in
from db.tables import Question

Outcome = Literal["none", "rejected", "bad", "expired"]


def keep(
    connection: Connection, outcome: Outcome, nearest: str | None, *, words: str | None, held: str | None, now: datetime
) -> int:
    """Its number. `held` are words whose writer was asked this moment: see `decide` and `let_go`."""
    row = _KEEP.one(connection, {"at": now, "outcome": outcome, "nearest": nearest, "words": words, "held": held})
    assert row is not None
    number: int = row[0]
    return number


_QUESTIONS = cast(Table, Question.__table__)
_KEEP = Prepared(
    insert(_QUESTIONS).values(filled_in(_QUESTIONS, "at", "outcome", "nearest", "words", "held")).returning(Question.id)
)


def let_go(connection: Connection, question_id: int) -> None:
    """Nothing was said: that is a no."""
    _LET_GO.send(connection, {"question": question_id})


_LET_GO = Prepared(update(Question).where(Question.id == bindparam("question")).values(held=null()))


def decide(session: Session, question_id: int, *, agreed: bool) -> None:
    """The citizen said whether the words may be kept; what was let go of stays gone."""
    one = session.get(Question, question_id, with_for_update=True)
    if one is not None:
        one.words = one.held if agreed else one.words
        one.held = None


def since(session: Session, start: datetime) -> Sequence[Question]:
    """From then on, the oldest first."""
    return session.scalars(select(Question).where(Question.at >= start).order_by(Question.id)).all()
