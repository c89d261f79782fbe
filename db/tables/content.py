"""What editors made of entries, questions not answered well, and what people corrected."""

from datetime import datetime

from sqlalchemy import (
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base


class Edition(Base):
    """What an editor did to an entry of the FAQ, its text included; only appended to."""

    __tablename__ = "editions"
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
