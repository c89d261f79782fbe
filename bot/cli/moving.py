"""`nghedan move`."""

from typing import Annotated

import typer

from bot.cli.loading import base, to_newest, use_postgresql
from bot.installation.moving import folder_of
from bot.installation.moving import move as move_all
from bot.installation.opening import BUILD
from texts.vi.operator import moving


def move(old: Annotated[str, typer.Argument(metavar="OLD")], new: Annotated[str, typer.Argument(metavar="NEW")]) -> None:
    here = base()
    use_postgresql()
    moved = move_all(here.settings, to_newest, old, new, here.clock.now(), BUILD)
    typer.echo(moving.moved(moved.rows, moved.tables, str(folder_of(old))))
