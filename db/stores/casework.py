"""Cases, submissions and their history. Who may see which is decided in handlers.find_cases."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Integer, Select, String, Table, bindparam, func, literal_column, or_, select, union_all
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from cases.lifecycle import OPEN_STATES
from db.engine.prepared import Prepared, filled_in
from db.engine.storing import PairReader, Reader, Store, flush
from db.queues.messages import Attachment
from db.tables import Case, Event, File, Outbox, Submission

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


_CASES, _SUBMISSIONS = Store(Case), Store(Submission)


def add_case(session: Session, case: Case) -> None:
    """A new case; it has its id afterwards."""
    _CASES.add(session, case)


def add_submission(session: Session, one: Submission) -> None:
    """A new submission of a case that is stored; it has its id afterwards."""
    _SUBMISSIONS.add(session, one)


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
    return [one for one in submissions_of_case(session, case_id) if one.withdrawn_at is None]


def submissions_in_chat(session: Session, chat_id: int, person_id: int, limit: int = 20) -> Sequence[tuple[Submission, Case]]:
    """A person's own submissions that are visible in this chat, newest first."""
    query = (
        select(Submission, Case)
        .join(Case, Case.id == Submission.case_id)
        .where(Submission.chat_id == chat_id, Submission.person_id == person_id)
        .order_by(Submission.id.desc())
        .limit(limit)
    )
    return [(one, case) for one, case in session.execute(query)]


def cases_of_officer(session: Session, authorities: Sequence[str], limit: int = 200) -> Sequence[tuple[Submission, Case]]:
    """The open cases of these authorities, oldest first, each with its first submission."""
    query = (
        select(Submission, Case)
        .join(Case, Case.id == Submission.case_id)
        .where(Case.authority.in_(authorities), Case.state.in_(OPEN_STATES))
        .order_by(Case.id, Submission.id)
        .limit(limit)
    )
    first: dict[int, tuple[Submission, Case]] = {}
    for one, case in session.execute(query):
        first.setdefault(case.id, (one, case))
    return list(first.values())


def nobodys(session: Session) -> list[tuple[str, int]]:
    """How many open cases of each authority nobody has and nobody was told of."""
    told = select(Outbox.id).where(Outbox.case_id == Case.id, Outbox.lane == "case", Outbox.key.startswith("card:"))
    query = (
        select(Case.authority, func.count())
        .where(Case.state == "new", Case.handler_id.is_(None), ~told.exists())
        .group_by(Case.authority)
        .order_by(Case.authority)
    )
    return [(authority, number) for authority, number in session.execute(query)]


def is_informed(session: Session, case_id: int) -> bool:
    """Whether the case's answer was delivered to everybody who sent it and did not withdraw."""
    flush(session)
    values = {"case": case_id, "keys": f"case:{case_id}:answer:%"}
    return _NOT_INFORMED.one(session.connection(), values) is None


_UNDELIVERED: Select[int] = select(literal_column("1", Integer)).where(
    Outbox.case_id == bindparam("case"), Outbox.key.like(bindparam("keys")), Outbox.state != literal_column("'sent'", String)
)
_CHATLESS: Select[int] = select(literal_column("1", Integer)).where(
    Submission.case_id == bindparam("case"), Submission.chat_id.is_(None), Submission.withdrawn_at.is_(None)
)
_NOT_INFORMED = Prepared(union_all(_UNDELIVERED, _CHATLESS).limit(1))


def has_card(session: Session, case_id: int, chat_id: int) -> bool:
    """Whether a card of the case was ever written to this chat."""
    query = select(Outbox.id).where(Outbox.case_id == case_id, Outbox.chat_id == chat_id, Outbox.key.startswith("card:"))
    return session.scalar(query.limit(1)) is not None


def append_event(
    session: Session, case: Case, action: str, *, now: datetime, actor_id: int | None, audience: str,
    submission_id: int | None = None, text: str = "", data: dict[str, Any] | None = None, files: Sequence[Attachment] = (),
) -> Event:  # fmt: skip
    """Appends to a locked case's history and to its hash chain. Case and submission are in the database already; what is given
    back is a copy without an id, which the session does not know."""
    case.last_event += 1
    event = Event(
        case_id=case.id, number=case.last_event, action=action, actor_id=actor_id, submission_id=submission_id,
        audience=audience, at=now, text=text, data=data or {}, hash="",
    )  # fmt: skip
    event.hash = case.head = event_hash(event, case.head, files)
    row = {name: getattr(event, name) for name in _EVENT}
    if not files:
        _APPEND.send(session.connection(), row)
        return event
    stored = _APPEND.one(session.connection(), row)
    assert stored is not None
    session.add_all(
        File(case_id=case.id, event_id=stored[0], sha256=one.sha256, kind=one.kind, mime=one.mime, size=one.size, name=one.name)
        for one in files
    )
    return event


_EVENT = ("case_id", "number", "action", "actor_id", "submission_id", "audience", "at", "text", "data", "hash")
_EVENTS = cast(Table, Event.__table__)
_APPEND = Prepared(_EVENTS.insert().values(filled_in(_EVENTS, *_EVENT)).returning(Event.id))


def is_filed(session: Session, sha256: str) -> bool:
    """Whether a case keeps this file."""
    return session.scalar(select(File.id).where(File.sha256 == sha256).limit(1)) is not None


def event_hash(event: Event, previous: str, files: Sequence[Attachment | File]) -> str:
    """SHA-256 over the event and the hash before it: a changed or removed event breaks the chain."""
    content = [
        previous, event.case_id, event.number, event.action, event.actor_id, event.submission_id, event.audience,
        event.at.astimezone(UTC).isoformat(), event.text, event.data, [one.sha256 for one in files],
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(content, ensure_ascii=True, sort_keys=True).encode()).hexdigest()


def history(session: Session, case_id: int, audiences: Sequence[str] = ("citizen", "officers")) -> Sequence[Event]:
    query = select(Event).where(Event.case_id == case_id, Event.audience.in_(audiences))
    return session.scalars(query.order_by(Event.number)).all()


def history_of_all(session: Session, case_id: int) -> Sequence[Event]:
    """The history of a case with what its submissions brought from the cases they belonged to before."""
    mine = select(Submission.id).where(Submission.case_id == case_id)
    query = select(Event).where(or_(Event.case_id == case_id, Event.submission_id.in_(mine)))
    return session.scalars(query.order_by(Event.at, Event.id)).all()


def first_case_of(session: Session, one: Submission) -> Case:
    """The case that the submission was filed into."""
    query = select(Case).join(Event, Event.case_id == Case.id).where(Event.submission_id == one.id).order_by(Event.id).limit(1)
    return session.scalars(query).one()


def files_filed_with(session: Session, one: Submission) -> list[Attachment]:
    """What came with the submission itself."""
    filed = select(Event.id).where(Event.submission_id == one.id, Event.action.in_(("open", "join"))).order_by(Event.id)
    return files_of_events(session, session.scalars(filed).all())


def files_of_events(session: Session, event_ids: Sequence[int]) -> list[Attachment]:
    rows = session.scalars(select(File).where(File.event_id.in_(event_ids)).order_by(File.id))
    return [
        Attachment.model_validate({"kind": f.kind, "sha256": f.sha256, "mime": f.mime, "size": f.size, "name": f.name})
        for f in rows
    ]
