"""What submissions are about, to find repeats."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKey,
)
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base


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
