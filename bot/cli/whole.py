"""Commands about the whole installation: `nghedan run`, `check`, `demo`, `backup`, `restore` and `move`."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.loading import base, installation, to_newest, use_postgresql
from bot.errors import CallerMistake
from texts.vi.operator import backups
from texts.vi.operator import demo as demo_texts
from texts.vi.operator import moving as moving_texts
from texts.vi.operator.help import commands

if TYPE_CHECKING:
    from bot.findings import Finding


def run(only: Annotated[list[str] | None, typer.Option("--only", help=commands.only())] = None) -> None:
    from bot.app import Program
    from bot.serving import run as serve

    raise typer.Exit(serve(only or [], Program(installation())))


def check() -> None:
    broken = False
    for finding in _found():
        typer.echo(str(finding))
        broken = broken or finding.state == "broken"
    raise typer.Exit(1 if broken else 0)


def _found() -> "Iterator[Finding]":
    """Without settings there is nothing else to look at."""
    from bot.findings import Finding
    from bot.installation.checks import look

    try:
        here = installation()
    except CallerMistake as mistake:
        yield Finding("broken", "settings", str(mistake))
        return
    yield from look(here)


def demo(
    cases: Annotated[int, typer.Option("--cases", min=1, max=5000, help=commands.demo_cases())] = 60,
    force: Annotated[bool, typer.Option("--force", help=commands.demo_force())] = False,
) -> None:
    from bot.installation.demo import fill, has_real_cases
    from bot.installation.desk import desk_of
    from bot.installation.opening import opened
    from db.engine.storing import in_session

    with opened(installation()) as office:
        if not force and office.database.read(in_session(has_real_cases)):
            raise CallerMistake(demo_texts.among_real_cases())
        made = fill(office, desk_of(office), cases)
        typer.echo(demo_texts.made(made, office.installation.locality.default_authority))


def backup(file: Path) -> None:
    from bot.installation.backup import back_up
    from bot.installation.opening import BUILD

    here = base()
    size = back_up(here.settings, file, here.clock.now(), BUILD)
    typer.echo(backups.backed_up(str(file), size))


def restore(
    file: Path, without_keys: Annotated[bool, typer.Option("--without-keys", help=commands.without_keys())] = False
) -> None:
    from bot.installation.backup import restore as put_back

    here = base()
    kept = put_back(here.settings, file, here.clock.now(), typer.echo, without_keys=without_keys)
    typer.echo(backups.restored(str(here.settings.data_dir), str(kept)))


def move(old: Annotated[str, typer.Argument(metavar="OLD")], new: Annotated[str, typer.Argument(metavar="NEW")]) -> None:
    from bot.installation.moving import folder_of
    from bot.installation.moving import move as move_all
    from bot.installation.opening import BUILD

    here = base()
    use_postgresql()
    moved = move_all(here.settings, to_newest, old, new, here.clock.now(), BUILD)
    typer.echo(moving_texts.moved(moved.rows, moved.tables, str(folder_of(old))))
