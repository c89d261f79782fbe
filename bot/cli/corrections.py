"""`nghedan corrections`: what citizens and officers set right of what the machine proposed."""

import json
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from bot.cli.deadline import read_known
from bot.installation.opening import Installation
from bot.settings import load
from db.stores import corrections as store
from texts.vi.operator import corrections as corrections_texts
from texts.vi.operator.help import commands


def corrections(as_json: Annotated[bool, typer.Option("--json", help=commands.json_lines())] = False) -> None:
    nothing: list[dict[str, Any]] = []
    found = read_known(Installation(load()), store.listing, nothing)
    if not (found or as_json):
        typer.echo(corrections_texts.nothing())
    for row in found:
        typer.echo(json.dumps(_as_json(row), ensure_ascii=False) if as_json else corrections_texts.line(**row))


def _as_json(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "at": row["at"].isoformat()}
