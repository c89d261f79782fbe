"""Who was told of a case: read from the tellings. Called by office.gate alone."""

from sqlalchemy import ColumnElement, Integer, Select, bindparam, func, literal_column, select
from sqlalchemy.orm import Session, aliased

from cases.lifecycle import OPEN_STATES
from db.engine.prepared import Prepared
from db.engine.storing import read_one
from db.tables import Case, Submission, Telling


def is_informed(session: Session, case_id: int) -> bool:
    """Whether the last answer of the case reached everybody who sent it and did not withdraw."""
    return read_one(session, _NOT_INFORMED, {"case": case_id}) is None


def _not_informed() -> Select[int]:
    told, later = aliased(Telling), aliased(Telling)
    mine = (told.case_id == bindparam("case"), told.what == "answer", told.submission_id == Submission.id)
    after = (later.case_id == bindparam("case"), later.what == "answer", later.submission_id == Submission.id)
    last = select(told.key).where(
        *mine, told.state == "reached", ~select(later.key).where(*after, later.event > told.event).exists()
    )
    standing = (Submission.case_id == bindparam("case"), Submission.withdrawn_at.is_(None))
    return select(literal_column("1", Integer)).where(*standing, ~last.exists()).limit(1)


_NOT_INFORMED = Prepared(_not_informed())


def nobodys(session: Session) -> list[tuple[str, int]]:
    """How many open cases of each authority nobody has and nobody was told of."""
    told = select(Telling.key).where(Telling.case_id == Case.id, Telling.what == "card", Telling.state != "failed")
    return _by_authority(session, Case.state == "new", Case.handler_id.is_(None), ~told.exists())


def unheard(session: Session) -> list[tuple[str, int]]:
    """How many open cases of each authority have something that was to be told to its officers and reached none of them."""
    other = aliased(Telling)
    same = (other.case_id == Telling.case_id, other.event == Telling.event, other.what == Telling.what)
    reached = select(other.key).where(*same, other.submission_id.is_(None), other.state != "failed")
    lost = (Telling.case_id == Case.id, Telling.state == "failed", Telling.submission_id.is_(None), ~reached.exists())
    return _by_authority(
        session, Case.state.in_(OPEN_STATES), Case.handler_id.is_not(None), select(Telling.key).where(*lost).exists()
    )


def _by_authority(session: Session, *where: ColumnElement[bool]) -> list[tuple[str, int]]:
    query = select(Case.authority, func.count()).where(*where).group_by(Case.authority).order_by(Case.authority)
    return [(authority, number) for authority, number in session.execute(query)]
