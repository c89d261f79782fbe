"""`nghedan locality …`: the data pack of a place. Needs no database and makes none."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.loading import base
from bot.errors import CallerMistake
from localities.loading import examine
from localities.locality import Locality
from localities.validation import gaps
from texts.vi.operator import locality as texts
from texts.vi.operator.help import commands
from texts.vi.operator.help import locality as help_locality
from understanding.matters.signature import unknown_spots

locality_app = typer.Typer(help=commands.locality())


@locality_app.callback()
def start() -> None:
    """Options that stand before any command; with them the one command keeps its name."""


@locality_app.command("check", help=help_locality.check())
def check(folder: Annotated[Path, typer.Argument(metavar="FOLDER")]) -> None:
    if not folder.is_dir():
        raise CallerMistake(texts.no_folder(str(folder)))
    try:
        found = examine(folder)
    except OSError:  # somebody else's folder
        raise CallerMistake(texts.no_folder(str(folder))) from None
    faults = [*found.faults, *(_unknown_words(found.locality) if found.locality else ())]
    for fault in faults:
        typer.echo(texts.broken(fault))
    if faults or found.locality is None:
        raise typer.Exit(1)
    _describe(found.locality)


def _unknown_words(locality: Locality) -> list[str]:
    return [f"names.yaml: spots: {concept} is none of understanding/matters/words.py" for concept in unknown_spots(locality)]


def _describe(locality: Locality) -> None:
    today = base().today
    for gap in gaps(locality, today):
        typer.echo(texts.lacking(gap))
    communes = ", ".join(unit.full_name for unit in locality.communes(today))
    typer.echo(texts.sound(locality.name, communes, len(locality.former())))
