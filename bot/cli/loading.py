"""How a command gets at what is large: only functions of bot/cli import, and only what they need."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from bot.errors import CallerMistake
from texts.vi.operator import starting as texts

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.channels.kit import Kit, LoadKit
    from bot.installation.base import Base, Loaders
    from bot.installation.local import Installation
    from bot.settings import Settings
    from db.engine.database import Database


def base() -> "Base":
    """For a command that needs neither locality nor deadlines."""
    from bot.installation.base import Base

    return Base(_settings(), loaders())


def installation() -> "Installation":
    """With the settings of this process, and ready for the database that they name."""
    from bot.installation.local import Installation

    return Installation(_settings(), loaders())


def loaders() -> "Loaders":
    from bot.installation.base import Loaders

    return Loaders(to_newest, KITS)


def _settings() -> "Settings":
    from bot.settings import load

    settings = load()
    if not settings.embedded:
        use_postgresql()
    return settings


def use_postgresql() -> None:
    """Its driver takes 11 MB, which an office on the embedded database does without."""
    from db.engine import backends
    from db.engine.server import POSTGRESQL

    backends.use(POSTGRESQL)


def to_newest(connection: "Connection") -> None:
    """Alembic takes a tenth of the start, and most find nothing to migrate."""
    from db.engine import upgrading

    upgrading.to_newest(connection)


def _web() -> "Kit":
    from bot.channels.web.kit import kit

    return kit


def _terminal() -> "Kit":
    from bot.channels.terminal.kit import kit

    return kit


def _telegram() -> "Kit":
    """The library behind it takes 15 MB and a fifth of the start."""
    from bot.channels.telegram.kit import kit

    return kit


KITS: "Mapping[str, LoadKit]" = {"web": _web, "terminal": _terminal, "telegram": _telegram}


# ---------------------------------------------------------------- for commands that only read


@contextmanager
def looked_into(here: "Base") -> "Iterator[Database | None]":
    """None, after one line on stderr, where there is no database yet; none is made."""
    with _seen(here) as database:
        if database is None:
            typer.echo(texts.no_database_yet(), err=True)
        yield database


@contextmanager
def there(here: "Base") -> "Iterator[Database]":
    """For a command that names something in it. Raises CallerMistake where there is no database yet."""
    with _seen(here) as database:
        if database is None:
            raise CallerMistake(texts.no_database_yet())
        yield database


def there_before_it_is_changed() -> "Installation":
    """For a command that changes what it names. Raises CallerMistake where there is no database yet, and makes none."""
    here = installation()
    if not here.may_have_database:
        raise CallerMistake(texts.no_database_yet())
    return here


@contextmanager
def _seen(here: "Base") -> "Iterator[Database | None]":
    if not here.may_have_database:  # nothing that reads one is loaded
        yield None
        return
    from bot.installation.reading import looked_into

    with looked_into(here) as database:
        yield database
