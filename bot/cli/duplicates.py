"""`nghedan duplicates`: which messages tell of a matter that an earlier one told of. Needs no database and makes none."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.faq import FilesOnly
from bot.errors import CallerMistake
from bot.installation.opening import Installation
from bot.settings import load
from faq.evaluation import RowInvalid, read_rows
from texts.vi.operator import file_faults as texts
from understanding.matters.index import MatterIndex
from understanding.matters.signature import sign


def duplicates(file: Path, out: Annotated[Path, typer.Option("--out")], files_only: FilesOnly = False) -> None:
    try:
        with file.open(encoding="utf-8-sig") as lines:
            found = list(_link(read_rows(lines, ("id", "text")), Installation(load())))
    except (OSError, UnicodeDecodeError):
        raise CallerMistake(texts.cannot_read(str(file))) from None
    except RowInvalid as error:
        raise CallerMistake(texts.wrong_line(str(file), str(error))) from None
    try:
        with out.open("w", encoding="utf-8") as target:
            target.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in found)
    except OSError:
        raise CallerMistake(texts.cannot_write(str(out))) from None


def _link(rows: Iterable[Mapping[str, Any]], here: Installation) -> Iterator[dict[str, Any]]:
    """`duplicate_of` is the first message of the matter; `probability` that of the likest matter, whatever the decision."""
    index = MatterIndex()
    for row in rows:
        signature = sign(row["text"], here.locality, here.today)
        matter, likeness = index.find(signature)
        linked = matter if likeness.is_same else None
        index.add(signature, linked or row["id"])
        yield {"id": row["id"], "duplicate_of": linked, "probability": likeness.probability}
