"""`nghedan demo`."""

from typing import Annotated

import typer

from bot.cli.loading import installation
from bot.errors import CallerMistake
from bot.installation.demo import fill, has_real_cases
from bot.installation.desk import desk_of
from bot.installation.opening import opened
from texts.vi.operator import demo as demo_texts
from texts.vi.operator.help import commands


def demo(
    cases: Annotated[int, typer.Option("--cases", min=1, max=5000, help=commands.demo_cases())] = 60,
    force: Annotated[bool, typer.Option("--force", help=commands.demo_force())] = False,
) -> None:
    with opened(installation()) as office:
        if not force and office.database.read(has_real_cases):
            raise CallerMistake(demo_texts.among_real_cases())
        made = fill(office, desk_of(office), cases)
        typer.echo(demo_texts.made(made, office.installation.locality.default_authority))
