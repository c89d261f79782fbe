"""Lists of cases, for officers and for what runs by itself: each once, with its first submission. Called by office.gate alone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from cases.lifecycle import OPEN_STATES
from db.engine.storing import flush
from db.tables import Case, Clock, Submission, Telling


@dataclass(frozen=True)
class Scope:
    """Whose open cases: of these authorities; what concerns an officer only in those of `superior_in`."""

    authorities: Collection[str]
    superior_in: Collection[str]

    def covers(self) -> ColumnElement[bool]:
        private = or_(Case.about_officer.is_(False), Case.authority.in_(self.superior_in))
        return and_(Case.authority.in_(self.authorities), Case.state.in_(OPEN_STATES), private)


_FIRST = aliased(Submission)
_FIRST_ID = select(func.min(_FIRST.id)).where(_FIRST.case_id == Case.id).scalar_subquery()
Listed = tuple[Submission, Case]


def open_cases(session: Session, scope: Scope, *, limit: int | None = None, offset: int = 0) -> list[Listed]:
    """Oldest first, each case once, with its first submission."""
    return _listed(session, scope.covers(), limit, offset)


def count_open(session: Session, scope: Scope) -> int:
    return session.execute(select(func.count()).select_from(Case).where(scope.covers())).scalar_one()


def open_in(session: Session, authority: str) -> list[Listed]:
    """The open cases of an authority, whoever may see them."""
    return _listed(session, and_(Case.authority == authority, Case.state.in_(OPEN_STATES)))


def without_card(session: Session, authority: str, body: str | None, chat_id: int) -> list[Listed]:
    """New cases of an office's group that nobody accepted and whose card was not sent there."""
    shown = select(Telling.key).where(Telling.case_id == Case.id, Telling.what == "card", Telling.chat_id == chat_id)
    its_own = (Case.authority == authority, Case.state == "new", Case.about_officer.is_(False), ~shown.exists())
    return _listed(session, and_(*its_own, *([Case.body == body] if body is not None else [])))


def _listed(session: Session, where: ColumnElement[bool], limit: int | None = None, offset: int = 0) -> list[Listed]:
    flush(session)
    query = select(Submission, Case).join(Submission, Submission.id == _FIRST_ID).where(where).order_by(Case.id)
    return [(submission, case) for submission, case in session.execute(query.limit(limit).offset(offset))]


def sender_counts(session: Session, case_ids: Sequence[int]) -> dict[int, int]:
    """How many submissions of each case stand."""
    standing = (Submission.case_id.in_(case_ids), Submission.withdrawn_at.is_(None))
    query = select(Submission.case_id, func.count()).where(*standing).group_by(Submission.case_id)
    return dict(session.execute(query).all())


def all_running(session: Session) -> list[tuple[Clock, Case]]:
    """Every clock of an open case that is not met, locked with its case."""
    query = select(Clock, Case).join(Case, Case.id == Clock.case_id).where(Clock.met_at.is_(None), Case.state.in_(OPEN_STATES))
    return [(clock, case) for clock, case in session.execute(query.order_by(Case.id, Clock.due_on).with_for_update())]


def due_by(session: Session, day: date) -> list[tuple[Clock, Case, str]]:
    """Of each open case the clock that ends next, where it ends by that day, with the first code; longest overdue first."""
    first_code = select(Submission.code).where(Submission.case_id == Case.id).order_by(Submission.id).limit(1).scalar_subquery()
    query = (
        select(Clock, Case, first_code)
        .join(Case, Case.id == Clock.case_id)
        .where(Clock.met_at.is_(None), Clock.due_on <= day, Clock.due_on == Case.due_on, Case.state.in_(OPEN_STATES))
        .order_by(Clock.due_on, Clock.id)
    )
    return [(clock, case, code) for clock, case, code in session.execute(query)]
