"""Who was told of a case: read from the tellings. Called by office.gate alone."""

from datetime import datetime

from sqlalchemy import ColumnElement, Integer, Select, bindparam, func, literal_column, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from cases.lifecycle import OPEN_STATES
from db.engine.prepared import Prepared
from db.engine.storing import read_one
from db.tables import Case, Submission, Telling


def is_informed(session: Session, case_id: int) -> bool:
    """Whether the last answer of the case, or what puts it right, reached everybody who sent it and did not withdraw."""
    return read_one(session, _NOT_INFORMED, {"case": case_id}) is None


def _is_answer(what: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    return or_(what == "answer", what == "correction")


def _not_informed() -> Select[int]:
    told, later = aliased(Telling), aliased(Telling)
    mine = (told.case_id == bindparam("case"), _is_answer(told.what), told.submission_id == Submission.id)
    after = (later.case_id == bindparam("case"), _is_answer(later.what), later.submission_id == told.submission_id)
    last = select(told.key).where(
        *mine, told.state == "reached", ~select(later.key).where(*after, later.event > told.event).exists()
    )
    standing = (Submission.case_id == bindparam("case"), Submission.withdrawn_at.is_(None))
    return select(literal_column("1", Integer)).where(*standing, ~last.exists()).limit(1)


_NOT_INFORMED = Prepared(_not_informed())


def nobodys(session: Session) -> list[tuple[str, int]]:
    """How many open cases of each authority nobody has and nobody was told of."""
    later = aliased(Telling)
    again = select(later.key).where(later.case_id == Case.id, later.what == "card", later.event > Telling.event)
    card = (Telling.case_id == Case.id, Telling.what == "card", Telling.state != "failed", ~again.exists())  # the last one
    told = select(Telling.key).where(*card)
    return _by_authority(session, Case.state == "new", Case.handler_id.is_(None), ~told.exists())


def unheard(session: Session, since: datetime) -> list[tuple[str, int]]:
    """How many cases of each authority have something, cards apart, that was to be told to its officers and reached none of them:
    of open cases whenever it was, of ended ones (a low rating, a withdrawal) since then."""
    other = aliased(Telling)
    same = (other.case_id == Telling.case_id, other.event == Telling.event, other.what == Telling.what)
    reached = select(other.key).where(*same, other.submission_id.is_(None), other.state != "failed")
    lost = (
        Telling.case_id == Case.id, Telling.state == "failed", Telling.submission_id.is_(None), Telling.what != "card",
        or_(Case.state.in_(OPEN_STATES), Telling.made_at >= since), ~reached.exists(),
    )  # fmt: skip
    return _by_authority(session, select(Telling.key).where(*lost).exists())


def _by_authority(session: Session, *where: ColumnElement[bool]) -> list[tuple[str, int]]:
    query = select(Case.authority, func.count()).where(*where).group_by(Case.authority).order_by(Case.authority)
    return [(authority, number) for authority, number in session.execute(query)]
