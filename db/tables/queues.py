"""Chats and what waits in them: received updates, messages to be sent, timers, leases. Hot: written with Core statements."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ForeignKey,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base


class Chat(Base):
    """A conversation place on a channel. Its row is the lock under which its inbox rows are handled."""

    __tablename__ = "chats"
    __table_args__ = (UniqueConstraint("channel", "chat_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str]
    key: Mapped[str] = mapped_column("chat_key")  # the platform's id of it; of a web chat the hash of its token
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
    state: Mapped[dict[str, Any]]  # handlers.engine.conversation.ConversationState
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
        ),
        Index("ix_inbox_waiting", "id", sqlite_where=text("state = 'waiting'")),
        Index("ix_inbox_chat_seq", "chat_id", "seq", unique=True),
        Index("ix_inbox_parked", "id", sqlite_where=text("state = 'parked'")),
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
        ),
        Index(
            "ix_outbox_sending",
            "channel",
            "lease_until",
            sqlite_where=text("state = 'sending'"),
        ),
        Index(
            "ix_outbox_chat_open",
            "chat_id",
            "state",
            "seq",
            sqlite_where=text("state IN ('waiting', 'sending')"),
        ),
        Index("ix_outbox_sent", "channel", "sent_at"),
        Index("ix_outbox_case", "case_id", sqlite_where=text("case_id IS NOT NULL")),
        Index("ix_outbox_dead", "id", sqlite_where=text("state = 'dead'")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    chat_id: Mapped[int] = mapped_column(ForeignKey("chats.id"))
    channel: Mapped[str]
    seq: Mapped[int]
    lane: Mapped[str]  # reply | case | broadcast: broadcasts stand outside the order and yield
    body: Mapped[dict[str, Any]]  # Outgoing dump
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    telling: Mapped[str | None]  # key of what is told with it
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
    __table_args__ = (Index("ix_timers_due", "due_at", "id", sqlite_where=text("state = 'waiting'")),)

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
