"""`nghedan corrections`: what citizens and officers set right of what the machine proposed."""

import json
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from bot.cli.loading import base
from bot.installation.reading import read_known
from db.engine.storing import in_session
from db.stores import corrections as store
from db.tables import Correction
from texts.vi.operator import corrections as corrections_texts
from texts.vi.operator.help import commands


def corrections(as_json: Annotated[bool, typer.Option("--json", help=commands.json_lines())] = False) -> None:
    nothing: Sequence[Correction] = ()
    found = read_known(base(), in_session(store.listing), nothing)
    if not (found or as_json):
        typer.echo(corrections_texts.nothing())
    for one in found:
        typer.echo(json.dumps(_as_json(one), ensure_ascii=False) if as_json else _line(one))


def _line(one: Correction) -> str:
    return corrections_texts.line(one.at, one.what, one.proposed, one.corrected, one.by, one.words)


def _as_json(one: Correction) -> dict[str, Any]:
    return {
        "at": one.at.isoformat(), "what": one.what, "proposed": one.proposed, "corrected": one.corrected, "by": one.by,
        "words": one.words,
    }  # fmt: skip
