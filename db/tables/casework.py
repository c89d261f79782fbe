"""Cases, submissions, their history, files and clocks."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from cases.kinds import Kind
from cases.lifecycle import State
from db.tables.base import Base


class Case(Base):
    """Vụ việc: the matter. Belongs to one authority; its clock is that of its earliest open submission."""

    __tablename__ = "cases"
    __table_args__ = (Index("ix_cases_authority_state", "authority", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Kind] = mapped_column(String)
    field: Mapped[str | None]
    authority: Mapped[str]  # today's commune; where the place is unknown, the one that the locality names for that
    body: Mapped[str | None]
    unit: Mapped[str | None]  # the unit as the citizen named it, former or present
    place: Mapped[str] = mapped_column(default="")
    state: Mapped[State] = mapped_column(String)
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    urgent: Mapped[bool] = mapped_column(default=False)
    about_officer: Mapped[bool] = mapped_column(default=False)
    opened_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    due_on: Mapped[date | None]
    informed: Mapped[str | None]  # how the last answer reached the citizens: delivered | tried
    last_event: Mapped[int] = mapped_column(default=0, server_default="0")  # number of the last event
    head: Mapped[str] = mapped_column(default="")  # its hash


class Submission(Base):
    """Đơn: one sender's. Carries the code."""

    __tablename__ = "submissions"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    chat_id: Mapped[int | None] = mapped_column(ForeignKey("chats.id"))  # where its answer goes; None once the chat was ended
    inbox_id: Mapped[int | None] = mapped_column(ForeignKey("inbox.id"), unique=True)  # one submission an update
    text: Mapped[str]
    position: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    contact_name: Mapped[str] = mapped_column(default="")
    contact_phone: Mapped[str] = mapped_column(default="")
    pin_hash: Mapped[str]
    wrong_pins: Mapped[int] = mapped_column(default=0)
    pin_locked_until: Mapped[datetime | None]
    received_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    rating: Mapped[int | None]
    rated_at: Mapped[datetime | None]


class Event(Base):
    """History of a case, only appended; `hash` chains each event to the one before (audit)."""

    __tablename__ = "events"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    number: Mapped[int]
    action: Mapped[str]  # cases.lifecycle.Action, or seen
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submissions.id"))
    audience: Mapped[str]  # citizen | officers
    at: Mapped[datetime]
    text: Mapped[str] = mapped_column(default="")
    data: Mapped[dict[str, Any]]
    hash: Mapped[str]


class File(Base):
    """A stored file used by a case event; the bytes lie in the content-addressed folder."""

    __tablename__ = "files"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    sha256: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    mime: Mapped[str]
    size: Mapped[int]
    name: Mapped[str] = mapped_column(default="")


class Clock(Base):
    """Until when something is due in a case, and why: the first answer, the resolution. Met once, and kept for the figures."""

    __tablename__ = "clocks"
    __table_args__ = (
        UniqueConstraint("case_id", "step"),
        Index("ix_clocks_running", "due_on", sqlite_where=text("met_at IS NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    step: Mapped[str]  # first_answer | resolve
    rule: Mapped[str]  # of deadlines.yaml, or promise.… of the office
    length: Mapped[int | None]  # of a promise, in working days: it stays what it was when the office changes its promises
    started_on: Mapped[date]
    due_on: Mapped[date]
    warn_on: Mapped[date]  # the last working day on which it is in time without a move over days off
    explanation: Mapped[str]
    provisional: Mapped[bool]
    extensions: Mapped[list[Any]]  # conditions, each as often as it was granted
    suspensions: Mapped[list[Any]]  # [from, to] as ISO dates, to null while it lasts
    remote: Mapped[str]  # the document that records the area as remote
    calendar: Mapped[str]  # version of the calendar it was computed with
    met_at: Mapped[datetime | None]


class Telling(Base):
    """Something that somebody is to be told of a case, whatever the number of chats it goes to, and what became of it."""

    __tablename__ = "tellings"
    __table_args__ = (
        Index("ix_tellings_case", "case_id", "what"),
        Index("ix_tellings_failed", "case_id", sqlite_where=text("state = 'failed'")),
    )

    key: Mapped[str] = mapped_column(primary_key=True)  # case:event:what:recipient; messages that carry it name it
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    event: Mapped[int]  # its number in the case's history
    what: Mapped[str]  # office.telling.What
    submission_id: Mapped[int | None]  # of the citizen who is told,
    person_id: Mapped[int | None]  # or the officer,
    chat_id: Mapped[int | None]  # or the officers' group
    state: Mapped[str]  # waiting | reached | failed
    how: Mapped[str | None]  # the channel that reached them, or "shown" to whoever came with code and PIN
    reason: Mapped[str | None]  # why it failed: no_chat, or what the platform said
    made_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
