"""Citizens and officers, where they are reached, the posts they hold."""

from datetime import date, datetime

from sqlalchemy import (
    ForeignKey,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base


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
    """What an officer holds: commune (authority), body in it, role; also an invitation not yet used."""

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
