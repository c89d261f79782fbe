"""The command line: `nghedan …`. A mistake of the caller is one line on stderr and exit code 2."""

import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import click
import typer
from sqlalchemy.exc import SQLAlchemyError

from bot import app as program
from bot.app import BUILD
from bot.cli_officers import officer_app
from bot.cli_queues import inbox_app, outbox_app
from bot.clock import Clock
from bot.errors import CallerMistake
from bot.opening import opened
from bot.settings import SettingsError
from bot.settings import load as load_settings
from bot.terminal import talk
from db.engine import SchemaTooNew
from faq.entries import EntryInvalid
from faq.entries import load as load_entries
from faq.evaluation import RowInvalid, evaluate, match_rows, read_rows
from faq.matching import Matcher
from faq.sections import answers
from handlers.desk import HANOI
from localities.loading import LocalityError
from texts.vi import operator as texts

cli = typer.Typer(help=texts.app_help(), add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
faq_app = typer.Typer(help=texts.help_faq(), no_args_is_help=True)
cli.add_typer(faq_app, name="faq")
cli.add_typer(officer_app, name="officer", help=texts.help_officer())
cli.add_typer(inbox_app, name="inbox", help=texts.help_queue("inbox"))
cli.add_typer(outbox_app, name="outbox", help=texts.help_queue("outbox"))


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"nghedan {BUILD}")
        raise typer.Exit


@cli.callback()
def start(version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False) -> None:
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)


@cli.command(help=texts.help_run())
def run(only: Annotated[list[str] | None, typer.Option("--only")] = None) -> None:
    raise typer.Exit(program.run(only or []))


@cli.command(help=texts.help_chat())
def chat(name: Annotated[str, typer.Option("--as")] = "nguoi-dan") -> None:
    talk(name, sys.stdin)


@cli.command(help=texts.help_check())
def check() -> None:
    with opened() as office:
        broken = False
        for fine, line in program.checks(office):
            typer.echo(line)
            broken = broken or not fine
    raise typer.Exit(1 if broken else 0)


@faq_app.command("match", help=texts.help_match())
def faq_match(file: Path, out: Annotated[Path, typer.Option("--out")], files_only: bool = False) -> None:
    matcher = _matcher()
    results = list(match_rows(_rows(file, ("id", "text")), matcher))
    try:
        with out.open("w", encoding="utf-8") as target:
            target.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in results)
    except OSError:
        raise CallerMistake(texts.cannot_write(str(out))) from None


@faq_app.command("evaluate", help=texts.help_evaluate())
def faq_evaluate(files: list[Path], files_only: bool = False) -> None:
    matcher = _matcher()
    rows = [row for file in files for row in _rows(file, ("text",))]
    typer.echo(json.dumps(evaluate(rows, matcher), ensure_ascii=False, indent=1))


def _matcher() -> Matcher:
    today = Clock(load_settings().now).now().astimezone(HANOI).date()
    return Matcher({one: entry for one, entry in load_entries().items() if answers(entry, today)})


def _rows(file: Path, needs: tuple[str, ...]) -> Iterator[Any]:
    try:
        with file.open(encoding="utf-8") as lines:
            yield from read_rows(lines, needs)
    except (OSError, UnicodeDecodeError):
        raise CallerMistake(texts.cannot_read(str(file))) from None
    except RowInvalid as error:
        raise CallerMistake(texts.wrong_line(str(file), str(error))) from None


def main() -> None:
    """The entry point of the `nghedan` command."""
    sys.exit(_run(sys.argv[1:]))


def _run(arguments: list[str]) -> int:
    try:
        result = cli(arguments, prog_name="nghedan", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.exceptions.NoArgsIsHelpError as help_wanted:
        typer.echo(help_wanted.format_message())
        return 2
    except click.ClickException as mistake:
        return _complain(texts.wrong_call(mistake.format_message().rstrip(".")))
    except CallerMistake as mistake:
        return _complain(str(mistake))
    except (SettingsError, LocalityError, EntryInvalid) as mistake:
        return _complain(texts.wrong_setting(str(mistake)))
    except SchemaTooNew:
        return _complain(texts.schema_too_new())
    except SQLAlchemyError as error:
        return _complain(texts.unreachable_database(type(error).__name__))
    except (KeyboardInterrupt, click.exceptions.Abort):
        return 0


def _complain(line: str) -> int:
    typer.echo(" ".join(line.split("\n")), err=True)
    return 2
