"""`nghedan demo`."""

from typing import Annotated

import typer

from bot.cli.loading import installation
from bot.errors import CallerMistake
from bot.installation.demo import fill, has_real_cases
from bot.installation.desk import desk_of
from bot.installation.opening import opened
from texts.vi import operator as texts


def demo(
    cases: Annotated[int, typer.Option("--cases", min=1, max=5000, help=texts.help_demo_cases())] = 60,
    force: Annotated[bool, typer.Option("--force", help=texts.help_demo_force())] = False,
) -> None:
    with opened(installation()) as office:
        if not force and office.database.read(has_real_cases):
            raise CallerMistake(texts.demo_among_real_cases())
        made = fill(office, desk_of(office), cases)
        typer.echo(texts.demo_made(made, office.installation.locality.default_authority))
