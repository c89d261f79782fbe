"""Facts of the whole installation: counters, settings, days off."""

from datetime import date, datetime

from sqlalchemy import (
    Index,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base


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


class DayOff(Base):
    """What the office entered into the calendar: a day off, a worked day, or a whole year as announced (its first day)."""

    __tablename__ = "days_off"
    __table_args__ = (
        Index("ix_days_off_valid", "day", unique=True, sqlite_where=text("removed_at IS NULL AND kind <> 'year'")),
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
