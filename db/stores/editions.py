"""Entries as editors wrote, published and withdrew them: only appended to. The last act but a draft is what holds."""

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from typing import Literal

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from db.stores import settings
from db.tables import Edition
from faq.overlay import EditedEntry

Act = Literal["draft", "published", "withdrawn"]
REVISION = "content_revision"
_HANOI = timezone(timedelta(hours=7))


def append(session: Session, entry_id: str, act: Act, *, group: str, text: str, by: str, now: datetime) -> int:
    """Its number. Other editors wait until the transaction ends: each act knows the one before."""
    revised = settings.locked(session, REVISION, "0")
    revised.value = str(int(revised.value) + 1)
    last = session.scalar(select(func.max(Edition.number)).where(Edition.entry_id == entry_id)) or 0
    session.add(Edition(entry_id=entry_id, number=last + 1, act=act, chapter=group, text=text, made_by=by, made_at=now))
    return last + 1


def revision(session: Session) -> int:
    """Grows with every act of an editor; 0 before the first."""
    return int(settings.value(session, REVISION) or 0)


def current(session: Session) -> list[EditedEntry]:
    """What holds, of every entry that editors published or withdrew."""
    newest = select(func.max(Edition.id)).where(Edition.act != "draft").group_by(Edition.entry_id)
    return [_decided(one) for one in session.scalars(select(Edition).where(Edition.id.in_(newest)).order_by(Edition.id))]


def _decided(one: Edition) -> EditedEntry:
    day, withdrawn = one.made_at.astimezone(_HANOI).date(), one.act == "withdrawn"
    return EditedEntry(one.entry_id, one.number, one.chapter, one.text, one.made_by, day, withdrawn=withdrawn)


def known(session: Session) -> list[EditedEntry]:
    """The same for a database that may be older than the table."""
    return current(session) if inspect(session.connection()).has_table(Edition.__tablename__) else []


def history(session: Session, entry_id: str) -> Sequence[Edition]:
    """All of an entry, the oldest first."""
    return session.scalars(select(Edition).where(Edition.entry_id == entry_id).order_by(Edition.id)).all()


def drafts(session: Session) -> Sequence[Edition]:
    """Of each entry the draft that was saved last and neither published nor left behind by a later act."""
    newest = select(func.max(Edition.id)).group_by(Edition.entry_id)
    query = select(Edition).where(Edition.id.in_(newest), Edition.act == "draft").order_by(Edition.id)
    return session.scalars(query).all()


def last_published(editions: Sequence[Edition]) -> Edition | None:
    """The one that was published last, be it withdrawn since."""
    return next((one for one in reversed(editions) if one.act == "published"), None)
