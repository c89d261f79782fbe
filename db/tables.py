"""All tables. Hot ones (inbox, chats, outbox, timers) are written with Core statements, casework with the ORM session."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from cases.kinds import Kind
from cases.lifecycle import State


class Instant(TypeDecorator[datetime]):
    """An aware instant; kept in UTC on both engines."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Instant, dict[str, Any]: JSON, list[Any]: JSON, bytes: LargeBinary}


# ---------------------------------------------------------------- the engine


class Chat(Base):
    """A conversation place on a channel. Its row is the lock under which its inbox rows are handled."""

    __tablename__ = "chats"
    __table_args__ = (UniqueConstraint("channel", "chat_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str]
    chat_key: Mapped[str]  # Telegram chat id; of a web chat the hash of its token
    private: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]
    hidden_upto: Mapped[int] = mapped_column(default=0)  # "kết thúc": messages up to this seq are shown to nobody
    unreachable: Mapped[str | None]  # reason code of the refusal that will not change


class ChatSeq(Base):
    """The last message number of a chat. Apart from chats, so that writing to many chats locks no claim:
    a unit of work touches these rows last and in sorted order."""

    __tablename__ = "chat_seqs"

    chat_id: Mapped[int] = mapped_column(ForeignKey("chats.id"), primary_key=True)
    last: Mapped[int] = mapped_column(default=0)


class Conversation(Base):
    """The state of one person's conversation in one chat; `person_key` is empty in a private chat."""

    __tablename__ = "conversations"

    chat_id: Mapped[int] = mapped_column(ForeignKey("chats.id"), primary_key=True)
    person_key: Mapped[str] = mapped_column(primary_key=True, default="")
    state: Mapped[dict[str, Any]]  # handlers.conversation.State
    updated_at: Mapped[datetime]


class Inbox(Base):
    """One received update. A handled row keeps its key and loses its body."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("channel", "update_key"),
        Index(
            "ix_inbox_open",
            "chat_id",
            "id",
            sqlite_where=text("state IN ('fetching', 'waiting')"),
            postgresql_where=text("state IN ('fetching', 'waiting')"),
        ),
        Index("ix_inbox_waiting", "id", sqlite_where=text("state = 'waiting'"), postgresql_where=text("state = 'waiting'")),
        Index("ix_inbox_chat_seq", "chat_id", "seq", unique=True),
        Index("ix_inbox_parked", "id", sqlite_where=text("state = 'parked'"), postgresql_where=text("state = 'parked'")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str]
    update_key: Mapped[str]
    chat_id: Mapped[int] = mapped_column(ForeignKey("chats.id"))
    person_key: Mapped[str] = mapped_column(default="")
    body: Mapped[bytes | None]
    files: Mapped[list[Any]] = mapped_column(default=list)  # Attachment dumps that the edge stored
    failed_files: Mapped[int] = mapped_column(default=0)
    state: Mapped[str]  # fetching | waiting | handled | parked | dropped
    attempts: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str | None]  # why parked: an error's class name, never its text
    received_at: Mapped[datetime]
    handled_at: Mapped[datetime | None]
    seq: Mapped[int | None]  # web chat only: its number in the chat
    copy: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # web chat only: what "me" said, as shown again


class Outbox(Base):
    """One outgoing message, one row per recipient and channel."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_chat_seq", "chat_id", "seq", unique=True),
        Index(
            "ix_outbox_waiting",
            "channel",
            "lane",
            "due_at",
            "id",  # claims are made in this order; without it PostgreSQL sorts all that are due at the same moment
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index(
            "ix_outbox_sending",
            "channel",
            "lease_until",
            sqlite_where=text("state = 'sending'"),
            postgresql_where=text("state = 'sending'"),
        ),
        Index(
            "ix_outbox_chat_open",
            "chat_id",
            "state",
            "seq",
            sqlite_where=text("state IN ('waiting', 'sending')"),
            postgresql_where=text("state IN ('waiting', 'sending')"),
        ),
        Index("ix_outbox_sent", "channel", "sent_at"),
        Index(
            "ix_outbox_case", "case_id", sqlite_where=text("case_id IS NOT NULL"), postgresql_where=text("case_id IS NOT NULL")
        ),
        Index("ix_outbox_dead", "id", sqlite_where=text("state = 'dead'"), postgresql_where=text("state = 'dead'")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    chat_id: Mapped[int] = mapped_column(ForeignKey("chats.id"))
    channel: Mapped[str]
    seq: Mapped[int]
    lane: Mapped[str]  # reply | case | broadcast: broadcasts stand outside the order and yield
    body: Mapped[dict[str, Any]]  # Outgoing dump
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    state: Mapped[str]  # waiting | sending | sent | dead | dropped
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    losses: Mapped[int] = mapped_column(default=0)  # times it was "perhaps sent"
    progress: Mapped[int] = mapped_column(default=0)  # how many of the platform's calls that make it up are done
    lease_until: Mapped[datetime | None]
    reason: Mapped[str | None]
    sent_at: Mapped[datetime | None]
    external_id: Mapped[str | None]  # the platform's ids of what was sent, joined by commas
    created_at: Mapped[datetime]


class Timer(Base):
    """A future deed: reminder, escalation, digest. Fired by the worker into an ordinary transaction."""

    __tablename__ = "timers"
    __table_args__ = (
        Index(
            "ix_timers_due", "due_at", "id", sqlite_where=text("state = 'waiting'"), postgresql_where=text("state = 'waiting'")
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    due_at: Mapped[datetime]
    payload: Mapped[dict[str, Any]]
    state: Mapped[str]  # waiting | fired | cancelled | parked
    attempts: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str | None]


class Lease(Base):
    """Who does what only one process may do; also the sign of life of each process (`process:…`)."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    until: Mapped[datetime]


class Counter(Base):
    """Numbers without gaps: the case number of a kind and year."""

    __tablename__ = "counters"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]


class Setting(Base):
    """Facts of the whole installation that processes share, such as `content_revision`."""

    __tablename__ = "settings"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


# ---------------------------------------------------------------- people


class Person(Base):
    """A citizen or an officer."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    noticed_at: Mapped[datetime | None]  # the notice about personal data was shown
    asked_contact_at: Mapped[datetime | None]  # name and phone are asked once
    keeps_words: Mapped[bool] = mapped_column(default=False)  # consent: unanswered questions may be kept as written
    words_asked_at: Mapped[datetime | None]  # that consent is asked for once


class Contact(Base):
    """Where a person is reached."""

    __tablename__ = "contacts"
    __table_args__ = (UniqueConstraint("channel", "address"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    channel: Mapped[str]
    address: Mapped[str]  # chat_key, or person_key where somebody speaks in a group
    chat_id: Mapped[int | None] = mapped_column(ForeignKey("chats.id"))
    created_at: Mapped[datetime]


class Post(Base):
    """An officer's place: commune (authority), body in it, role; also an invitation not yet used."""

    __tablename__ = "posts"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    authority: Mapped[str]
    body: Mapped[str | None]
    role: Mapped[str]  # officer | focal | leader | chairman | editor | admin
    invitation_hash: Mapped[str | None] = mapped_column(unique=True)
    invited_at: Mapped[datetime]
    linked_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    absent_until: Mapped[date | None]


class OfficeGroup(Base):
    """A group chat in which the officers of a commune, or of a body in it, get their cards; also its unused invitation."""

    __tablename__ = "office_groups"

    id: Mapped[int] = mapped_column(primary_key=True)
    authority: Mapped[str]
    body: Mapped[str | None]
    chat_id: Mapped[int | None] = mapped_column(ForeignKey("chats.id"), unique=True)
    invitation_hash: Mapped[str | None] = mapped_column(unique=True)
    invited_at: Mapped[datetime]
    linked_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


# ---------------------------------------------------------------- casework


class Case(Base):
    """Vụ việc: the matter. Belongs to one authority; its clock is that of its earliest open submission."""

    __tablename__ = "cases"
    __table_args__ = (Index("ix_cases_authority_state", "authority", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Kind] = mapped_column(String)
    field: Mapped[str | None]
    authority: Mapped[str]  # today's commune; empty where the place is unknown: any focal officer
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


class Clock(Base):
    """Until when something is due in a case, and why: the first answer, the resolution. Met once, and kept for the figures."""

    __tablename__ = "clocks"
    __table_args__ = (
        UniqueConstraint("case_id", "step"),
        Index("ix_clocks_running", "due_on", sqlite_where=text("met_at IS NULL"), postgresql_where=text("met_at IS NULL")),
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


class DayOff(Base):
    """What the office entered into the calendar: a day off, a worked day, or a whole year as announced (its first day)."""

    __tablename__ = "days_off"
    __table_args__ = (
        Index("ix_days_off_valid", "day", unique=True, sqlite_where=text("removed_at IS NULL AND kind <> 'year'"),
              postgresql_where=text("removed_at IS NULL AND kind <> 'year'")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    kind: Mapped[str]  # off | worked | year
    reason: Mapped[str]
    document: Mapped[str]
    entered_by: Mapped[str]
    entered_at: Mapped[datetime]
    removed_by: Mapped[str]
    removed_at: Mapped[datetime | None]


class Matter(Base):
    """What a submission is about, in folded words, to find repeats; of feedback and proposals only, never of what is sealed."""

    __tablename__ = "matters"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    public: Mapped[bool]  # others may be told that the matter exists, and join it
    signature: Mapped[dict[str, Any]]  # cases.matters.Signature


class MatterWord(Base):
    """A word and a place as one number, and a public case that has both; the newest are found first. Without a foreign key: it
    would be looked up for each of the twenty words, and cases are never deleted."""

    __tablename__ = "matter_words"
    __table_args__ = ({"sqlite_with_rowid": False},)

    word: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    case_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class Correction(Base):
    """What the machine proposed and people set right; `words` only with consent, masked."""

    __tablename__ = "corrections"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    what: Mapped[str]  # kind | field | place | authority | body
    proposed: Mapped[str]  # an id; empty where nothing was proposed
    corrected: Mapped[str]
    by: Mapped[str]  # citizen | officer
    words: Mapped[str | None]


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


class Answer(Base):
    """What an editor did to an entry of the FAQ, its text included; only appended to."""

    __tablename__ = "answers"
    __table_args__ = (UniqueConstraint("entry_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[str]
    number: Mapped[int]  # of the acts on this entry
    act: Mapped[str]  # draft | published | withdrawn
    chapter: Mapped[str]  # the group of entries it belongs to
    text: Mapped[str]  # Markdown with front matter, as in faq/entries; also of what was withdrawn
    made_by: Mapped[str]
    made_at: Mapped[datetime]


class Question(Base):
    """A question the bot did not answer well; `words` only with consent, masked."""

    __tablename__ = "questions"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    outcome: Mapped[str]  # none | rejected (suggestions) | bad (answer) | expired (entry)
    nearest: Mapped[str | None]
    words: Mapped[str | None]
    held: Mapped[str | None]  # the words while their writer is being asked, for half an hour at most
