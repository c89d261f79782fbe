"""Cases, submissions and their history. Who may see which is decided in handlers.find_cases."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cases.lifecycle import OPEN_STATES
from db.messages import Attachment
from db.tables import Case, Event, File, Outbox, Submission


def lock_case(session: Session, case_id: int) -> Case:
    """The case, locked and read afresh: whoever waited for the lock sees what the other changed."""
    return session.scalars(
        select(Case).where(Case.id == case_id).with_for_update(key_share=True).execution_options(populate_existing=True)
    ).one()


def submission(session: Session, code: str) -> Submission | None:
    return session.scalar(select(Submission).where(Submission.code == code))


def submissions_of_case(session: Session, case_id: int) -> Sequence[Submission]:
    return session.scalars(select(Submission).where(Submission.case_id == case_id).order_by(Submission.id)).all()


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
    waiting = select(Outbox.id).where(
        Outbox.case_id == case_id, Outbox.key.startswith(f"case:{case_id}:answer:"), Outbox.state != "sent"
    )
    chatless = select(Submission.id).where(
        Submission.case_id == case_id, Submission.chat_id.is_(None), Submission.withdrawn_at.is_(None)
    )
    return session.scalar(waiting.limit(1)) is None and session.scalar(chatless.limit(1)) is None


def has_card(session: Session, case_id: int, chat_id: int) -> bool:
    """Whether a card of the case was ever written to this chat."""
    query = select(Outbox.id).where(Outbox.case_id == case_id, Outbox.chat_id == chat_id, Outbox.key.startswith("card:"))
    return session.scalar(query.limit(1)) is not None


def append_event(
    session: Session, case: Case, action: str, *, now: datetime, actor_id: int | None, audience: str,
    submission_id: int | None = None, text: str = "", data: dict[str, Any] | None = None, files: Sequence[Attachment] = (),
) -> Event:  # fmt: skip
    """Appends to a locked case's history and to its hash chain."""
    number = 1 + (
        session.scalar(select(Event.number).where(Event.case_id == case.id).order_by(Event.number.desc()).limit(1)) or 0
    )
    event = Event(
        case_id=case.id, number=number, action=action, actor_id=actor_id, submission_id=submission_id,
        audience=audience, at=now, text=text, data=data or {}, hash="",
    )  # fmt: skip
    event.hash = case.head = event_hash(event, case.head, files)
    session.add(event)
    session.flush()
    session.add_all(
        File(case_id=case.id, event_id=event.id, sha256=one.sha256, kind=one.kind, mime=one.mime, size=one.size, name=one.name)
        for one in files
    )
    return event


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


def files_of_events(session: Session, event_ids: Sequence[int]) -> list[Attachment]:
    rows = session.scalars(select(File).where(File.event_id.in_(event_ids)).order_by(File.id))
    return [
        Attachment.model_validate({"kind": f.kind, "sha256": f.sha256, "mime": f.mime, "size": f.size, "name": f.name})
        for f in rows
    ]
