"""Facts of the whole installation by their name. Processes share them: two may make the same one at once, and whoever changes one
waits for the other."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.engine.database import insert_ignore, upsert
from db.tables import Setting


def value(session: Session, name: str) -> str | None:
    return session.scalar(select(Setting.value).where(Setting.name == name))


def values(session: Session, names: Collection[str]) -> dict[str, str]:
    """Those that are there."""
    return dict(session.execute(select(Setting.name, Setting.value).where(Setting.name.in_(names))).all())


def adopt(session: Session, name: str, first: str) -> bool:
    """Gives it its first value; False where it has one. The session alone would fail where another process is as quick."""
    return insert_ignore(session.connection(), Setting.__table__, {"name": name, "value": first}, conflict=["name"]) is not None


def locked(session: Session, name: str, first: str) -> Setting:
    """The row as it is now, to be changed, locked until the transaction ends; made with `first` where there is none."""
    adopt(session, name, first)
    query = select(Setting).where(Setting.name == name).with_for_update().execution_options(populate_existing=True)
    return session.scalars(query).one()


def put(session: Session, name: str, value: str) -> None:
    """Written even where it is this already: the health probe asks whether it can be."""
    session.flush()
    upsert(session.connection(), Setting.__table__, {"name": name, "value": value}, conflict=["name"])


def remove(session: Session, names: Collection[str]) -> None:
    for one in session.scalars(select(Setting).where(Setting.name.in_(names))):
        session.delete(one)
