"""`nghedan check`."""

from collections.abc import Iterator

import typer

from bot.cli.loading import installation
from bot.errors import CallerMistake
from bot.findings import Finding
from bot.installation.checks import look


def check() -> None:
    broken = False
    for finding in _found():
        typer.echo(str(finding))
        broken = broken or finding.state == "broken"
    raise typer.Exit(1 if broken else 0)


def _found() -> Iterator[Finding]:
    """Without settings there is nothing else to look at."""
    try:
        here = installation()
    except CallerMistake as mistake:
        yield Finding("broken", "settings", str(mistake))
        return
    yield from look(here)
