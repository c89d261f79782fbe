"""What commands that only read look into, and what they say where there is nothing yet."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from bot.errors import CallerMistake
from texts.vi.operator import starting as texts

if TYPE_CHECKING:
    from bot.installation.base import Base
    from db.engine.database import Database


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


@contextmanager
def _seen(here: "Base") -> "Iterator[Database | None]":
    if not here.may_have_database:  # nothing that reads one is loaded
        yield None
        return
    from bot.installation.reading import looked_into

    with looked_into(here) as database:
        yield database
