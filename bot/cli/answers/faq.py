"""`nghedan faq …`: what the matcher makes of texts, and how good that is. Needs no database and makes none; where one exists
the editors' entries count."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.answers import editing as cli_editing
from bot.cli.answers import gaps as cli_gaps
from bot.cli.loading import installation
from bot.cli.options import FilesOnly
from bot.errors import CallerMistake
from bot.installation.content import known_content
from faq.content import ContentOn
from faq.evaluation import Row, RowInvalid, evaluate, match_rows, read_rows
from faq.publication import FIXED_SET
from texts.vi.operator import file_faults
from texts.vi.operator.help import commands, content

faq_app = typer.Typer(help=commands.faq())
faq_app.command("edit", help=content.edit())(cli_editing.edit)
faq_app.command("approve", help=content.approve())(cli_editing.approve)
faq_app.command("withdraw", help=content.withdraw())(cli_editing.withdraw)
faq_app.command("preview", help=content.preview())(cli_editing.preview)
faq_app.command("history", help=content.history())(cli_editing.history)
faq_app.command("gaps", help=content.gaps())(cli_gaps.gaps)


@faq_app.command("match", help=content.match())
def match(file: Path, out: Annotated[Path, typer.Option("--out")], files_only: FilesOnly = False) -> None:
    results = list(match_rows(_rows(file, ("id", "text")), _today(files_only)))
    try:
        with out.open("w", encoding="utf-8") as target:
            target.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in results)
    except OSError:
        raise CallerMistake(file_faults.cannot_write(str(out))) from None


@faq_app.command("evaluate", help=content.evaluate())
def evaluate_files(
    files: Annotated[list[Path] | None, typer.Argument(help=content.evaluate_files())] = None, files_only: FilesOnly = False
) -> None:
    files = files or [FIXED_SET]
    rows = [row for file in files for row in _rows(file, ("text",))]
    try:
        found = evaluate(rows, _today(files_only))
    except RowInvalid as error:
        raise CallerMistake(file_faults.wrong_line(", ".join(map(str, files)), str(error))) from None
    typer.echo(json.dumps(found, ensure_ascii=False, indent=1))


def _today(files_only: bool) -> ContentOn:
    here = installation()
    return known_content(here, files_only=files_only).on(here.today)


def _rows(file: Path, needs: tuple[str, ...]) -> Iterator[Row]:
    try:
        with file.open(encoding="utf-8-sig") as lines:
            yield from read_rows(lines, needs)
    except (OSError, UnicodeDecodeError):
        raise CallerMistake(file_faults.cannot_read(str(file))) from None
    except RowInvalid as error:
        raise CallerMistake(file_faults.wrong_line(str(file), str(error))) from None
