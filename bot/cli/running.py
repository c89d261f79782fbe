"""`nghedan run`."""

from typing import Annotated

import typer

from bot.app import Program
from bot.cli.loading import installation
from bot.serving import run as serve
from texts.vi.operator.help import commands as texts


def run(only: Annotated[list[str] | None, typer.Option("--only", help=texts.only())] = None) -> None:
    raise typer.Exit(serve(only or [], Program(installation())))
