"""`nghedan backup` and `nghedan restore`."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.loading import base
from bot.installation.backup import back_up
from bot.installation.backup import restore as put_back
from bot.installation.opening import BUILD
from texts.vi.operator import backups
from texts.vi.operator.help import commands


def backup(file: Path) -> None:
    here = base()
    size = back_up(here.settings, file, here.clock.now(), BUILD)
    typer.echo(backups.backed_up(str(file), size))


def restore(
    file: Path, without_keys: Annotated[bool, typer.Option("--without-keys", help=commands.without_keys())] = False
) -> None:
    here = base()
    kept = put_back(here.settings, file, here.clock.now(), typer.echo, without_keys=without_keys)
    typer.echo(backups.restored(str(here.settings.data_dir), str(kept)))
