"""What is read of cases, submissions and their history. Who may see which is decided in office.gate, which alone calls this."""

from collections.abc import Sequence

from sqlalchemy import bindparam, or_, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from db.engine.storing import PairReader, Reader
from db.queues.messages import Attachment
from db.tables import Case, Event, File, Submission

_LOCKED = Reader(Case, Case.id == bindparam("case"), order=Case.id, lock=True)
_BY_CODE = Reader(Submission, Submission.code == bindparam("code"), order=Submission.id)
_WITH_CASE = PairReader(Submission, Case, Submission.code == bindparam("code"), Case.id == Submission.case_id)
_OF_CASE = Reader(Submission, Submission.case_id == bindparam("case"), order=Submission.id, afresh=True)


def lock_case(session: Session, case_id: int) -> Case:
    """The case, locked and read afresh: whoever waited for the lock sees what the other changed. Once in a unit of work."""
    held: dict[int, Case] = session.info.setdefault("locked", {})
    if case_id not in held:
        case = _LOCKED.one(session, {"case": case_id})
        if case is None:
            raise NoResultFound
        held[case_id] = case
    return held[case_id]


def submission(session: Session, code: str) -> Submission | None:
    return _BY_CODE.one(session, {"code": code})


def submission_with_case(session: Session, code: str) -> tuple[Submission, Case] | None:
    """Both as they stand; who changes the case locks it."""
    return _WITH_CASE.one(session, {"code": code})


def submissions_of_case(session: Session, case_id: int) -> Sequence[Submission]:
    """As they stand now: whoever waited for the case's lock may know one of them as it was before."""
    return _OF_CASE.all(session, {"case": case_id})


def senders(session: Session, case_id: int) -> list[Submission]:
    """Those whose submissions stand, in the order they came."""
    return [submission for submission in submissions_of_case(session, case_id) if submission.withdrawn_at is None]


def submissions_in_chat(session: Session, chat_id: int, person_id: int) -> list[tuple[Submission, Case]]:
    """A person's own submissions that are visible in this chat, newest first."""
    query = (
        select(Submission, Case)
        .join(Case, Case.id == Submission.case_id)
        .where(Submission.chat_id == chat_id, Submission.person_id == person_id)
        .order_by(Submission.id.desc())
    )
    return [(submission, case) for submission, case in session.execute(query)]


def is_filed(session: Session, sha256: str) -> bool:
    """Whether a case keeps this file."""
    return session.scalar(select(File.id).where(File.sha256 == sha256).limit(1)) is not None


def history(session: Session, case_id: int, audiences: Sequence[str] = ("citizen", "officers")) -> Sequence[Event]:
    query = select(Event).where(Event.case_id == case_id, Event.audience.in_(audiences))
    return session.scalars(query.order_by(Event.number)).all()


def history_of_all(session: Session, case_id: int) -> Sequence[Event]:
    """The history of a case with what its submissions brought from the cases they belonged to before."""
    mine = select(Submission.id).where(Submission.case_id == case_id)
    query = select(Event).where(or_(Event.case_id == case_id, Event.submission_id.in_(mine)))
    return session.scalars(query.order_by(Event.at, Event.id)).all()


def first_case_of(session: Session, submission: Submission) -> Case:
    """The case that the submission was filed into."""
    query = (
        select(Case).join(Event, Event.case_id == Case.id).where(Event.submission_id == submission.id).order_by(Event.id).limit(1)
    )
    return session.scalars(query).one()


def files_filed_with(session: Session, submission: Submission) -> list[Attachment]:
    """What came with the submission itself."""
    filed = select(Event.id).where(Event.submission_id == submission.id, Event.action.in_(("open", "join"))).order_by(Event.id)
    return files_of_events(session, session.scalars(filed).all())


def files_of_events(session: Session, event_ids: Sequence[int]) -> list[Attachment]:
    rows = session.scalars(select(File).where(File.event_id.in_(event_ids)).order_by(File.id))
    return [
        Attachment.model_validate({"kind": f.kind, "sha256": f.sha256, "mime": f.mime, "size": f.size, "name": f.name})
        for f in rows
    ]
