"""Entries as editors wrote, published and withdrew them: only appended to. The last act but a draft is what holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Literal

from sqlalchemy import Connection, Integer, Select, String, cast, func, insert, inspect, select, update

from db.engine.database import insert_ignore
from db.tables import Answer, Setting
from faq.overlay import Edition

Act = Literal["draft", "published", "withdrawn"]
REVISION = "content_revision"
_HANOI = timezone(timedelta(hours=7))


@dataclass(frozen=True)
class Version:
    """One act of an editor; `number` counts the acts on an entry, `text` is the Markdown, also of what was withdrawn."""

    entry_id: str
    number: int
    act: Act
    group: str
    text: str
    by: str
    at: datetime

    @property
    def edition(self) -> Edition:
        day = self.at.astimezone(_HANOI).date()
        return Edition(self.entry_id, self.number, self.group, self.text, self.by, day, withdrawn=self.act == "withdrawn")


def append(connection: Connection, entry_id: str, act: Act, *, group: str, text: str, by: str, now: datetime) -> int:
    """Its number. Other editors wait until the transaction ends: each act knows the one before."""
    _next_revision(connection)
    last = connection.scalar(select(func.max(Answer.number)).where(Answer.entry_id == entry_id)) or 0
    connection.execute(
        insert(Answer).values(entry_id=entry_id, number=last + 1, act=act, chapter=group, text=text, made_by=by, made_at=now)
    )
    return last + 1


def _next_revision(connection: Connection) -> None:
    insert_ignore(connection, Setting.__table__, {"name": REVISION, "value": "0"}, conflict=["name"])
    more = cast(cast(Setting.value, Integer) + 1, String)
    connection.execute(update(Setting).where(Setting.name == REVISION).values(value=more))


def revision(connection: Connection) -> int:
    """Grows with every act of an editor; 0 before the first."""
    return int(connection.scalar(_REVISION) or 0)


_REVISION = select(Setting.value).where(Setting.name == REVISION)


def current(connection: Connection) -> list[Edition]:
    """What holds, of every entry that editors published or withdrew."""
    newest = select(func.max(Answer.id)).where(Answer.act != "draft").group_by(Answer.entry_id)
    return [one.edition for one in _versions(connection, _ALL.where(Answer.id.in_(newest)))]


def known(connection: Connection) -> list[Edition]:
    """The same for a database that may be older than the table."""
    return current(connection) if inspect(connection).has_table(Answer.__tablename__) else []


def history(connection: Connection, entry_id: str) -> list[Version]:
    """All versions of an entry, the oldest first."""
    return _versions(connection, _ALL.where(Answer.entry_id == entry_id))


def draft(connection: Connection, entry_id: str) -> Version | None:
    """The draft that was saved last and neither published nor left behind by a later act."""
    last = history(connection, entry_id)[-1:]
    return last[0] if last and last[0].act == "draft" else None


def drafts(connection: Connection) -> list[Version]:
    """All such drafts."""
    newest = select(func.max(Answer.id)).group_by(Answer.entry_id)
    return [one for one in _versions(connection, _ALL.where(Answer.id.in_(newest))) if one.act == "draft"]


_ALL = select(Answer.entry_id, Answer.number, Answer.act, Answer.chapter, Answer.text, Answer.made_by, Answer.made_at).order_by(
    Answer.id
)


def _versions(connection: Connection, query: Select[str, int, str, str, str, str, datetime]) -> list[Version]:
    return [
        Version(row.entry_id, row.number, row.act, row.chapter, row.text, row.made_by, row.made_at)
        for row in connection.execute(query)
    ]


def last_published(versions: Sequence[Version]) -> Version | None:
    """The version that was published last, be it withdrawn since."""
    return next((one for one in reversed(versions) if one.act == "published"), None)
