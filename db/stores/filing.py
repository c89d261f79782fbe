"""What is written of cases: new ones, their submissions, their history. What is read of them stands in db.stores.casework."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Table, and_, not_, or_, select
from sqlalchemy.orm import Session

from db.engine.prepared import Prepared, filled_in
from db.engine.storing import Store
from db.queues.messages import Attachment
from db.tables import Case, Chat, Event, File, Submission

_CASES, _SUBMISSIONS = Store(Case), Store(Submission)


def add_case(session: Session, case: Case) -> None:
    """A new case; it has its id afterwards."""
    _CASES.add(session, case)


def add_submission(session: Session, submission: Submission) -> None:
    """A new submission of a case that is stored; it has its id afterwards."""
    _SUBMISSIONS.add(session, submission)


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


def event_hash(event: Event, previous: str, files: Sequence[Attachment | File]) -> str:
    """SHA-256 over the event and the hash before it: a changed or removed event breaks the chain."""
    content = [
        previous, event.case_id, event.number, event.action, event.actor_id, event.submission_id, event.audience,
        event.at.astimezone(UTC).isoformat(), event.text, event.data, [one.sha256 for one in files],
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(content, ensure_ascii=True, sort_keys=True).encode()).hexdigest()


def has_any(session: Session) -> bool:
    """Whether anything was ever filed here."""
    return session.scalar(select(Submission.id).limit(1)) is not None


def has_any_outside(session: Session, channel: str, beginning: str) -> bool:
    """Whether anything was filed but from chats of this channel whose keys begin so."""
    inside = and_(Chat.channel == channel, Chat.key.startswith(beginning))
    query = select(Submission.id).outerjoin(Chat, Chat.id == Submission.chat_id).where(or_(Chat.id.is_(None), not_(inside)))
    return session.scalar(query.limit(1)) is not None
