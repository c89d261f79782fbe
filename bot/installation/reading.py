"""Looking into the database as it stands, for commands that only read: nothing is made, nothing is migrated."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import TypeVar

from sqlalchemy import Connection

from bot.errors import CallerMistake
from bot.installation.base import Base
from bot.installation.database_faults import FAULTS, database_fault
from db.engine.database import Database, open_database
from texts.vi.operator import starting as texts

T = TypeVar("T")


@contextmanager
def looked_into(here: Base) -> Iterator[Database | None]:
    """None where there is no database yet. Raises CallerMistake where it cannot be worked with, or stands at another version."""
    if not here.may_have_database:
        yield None
        return
    with closing(open_database(here.settings.url)) as database:
        try:
            state = database.schema_state()
            if state == "newer":
                raise CallerMistake(texts.schema_too_new())
            if state == "old":
                raise CallerMistake(texts.start_to_upgrade())
            yield database if state == "current" else None
        except FAULTS as error:
            raise CallerMistake(database_fault(error)) from None


def read_known(here: Base, look: Callable[[Connection], T], otherwise: T) -> T:
    """What `look` finds in a database of whatever version; `otherwise` where there is none."""
    if not here.may_have_database:
        return otherwise
    try:
        with closing(open_database(here.settings.url)) as database:
            return database.read(look)
    except FAULTS as error:
        raise CallerMistake(database_fault(error)) from None
