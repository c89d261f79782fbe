"""`nghedan triage`: what kind of message each is, about what and where. Needs no database and makes none."""

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.faq import FilesOnly
from bot.errors import CallerMistake
from bot.installation.opening import Installation
from bot.settings import load
from faq.evaluation import RowInvalid, read_rows
from texts.vi.operator import file_faults as texts
from understanding.triage import triage as triage_text


def triage(file: Path, out: Annotated[Path, typer.Option("--out")], files_only: FilesOnly = False) -> None:
    here = Installation(load())
    try:
        with file.open(encoding="utf-8-sig") as lines:
            found = [
                {"id": row["id"], **triage_text(row["text"], here.locality, here.today)}
                for row in read_rows(lines, ("id", "text"))
            ]
    except (OSError, UnicodeDecodeError):
        raise CallerMistake(texts.cannot_read(str(file))) from None
    except RowInvalid as error:
        raise CallerMistake(texts.wrong_line(str(file), str(error))) from None
    try:
        with out.open("w", encoding="utf-8") as target:
            target.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in found)
    except OSError:
        raise CallerMistake(texts.cannot_write(str(out))) from None
