"""The command line: `nghedan …`. A mistake of the caller is one line on stderr and exit code 2."""

import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from bot import app as program
from bot import logs
from bot.cli.bench import bench_app
from bot.cli.calendar import calendar_app
from bot.cli.chat import talk
from bot.cli.corrections import corrections
from bot.cli.deadline import deadline
from bot.cli.duplicates import duplicates
from bot.cli.faq import faq_app
from bot.cli.officers import officer_app
from bot.cli.queues import inbox_app, outbox_app
from bot.cli.triage import triage
from bot.clock import Clock
from bot.errors import CallerMistake
from bot.exit_codes import exit_code
from bot.installation.backup import back_up
from bot.installation.backup import restore as put_back
from bot.installation.demo import fill, has_real_cases
from bot.installation.opening import BUILD, opened
from bot.settings import load as load_settings
from texts.vi import bench as bench_texts
from texts.vi import calendar as calendar_texts
from texts.vi import duplicates as duplicate_texts
from texts.vi import operator as texts
from texts.vi import processes
from texts.vi import triage as triage_texts

cli = typer.Typer(help=texts.app_help(), add_completion=False)
cli.add_typer(faq_app, name="faq", help=texts.help_faq())
cli.add_typer(bench_app, name="bench", help=bench_texts.help_app())
cli.add_typer(calendar_app, name="calendar", help=calendar_texts.help_calendar())
cli.add_typer(officer_app, name="officer", help=texts.help_officer())
cli.add_typer(inbox_app, name="inbox", help=texts.help_queue("inbox"))
cli.add_typer(outbox_app, name="outbox", help=texts.help_queue("outbox"))


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"nghedan {BUILD}")
        raise typer.Exit


cli.command("deadline", help=calendar_texts.help_deadline())(deadline)
cli.command("corrections", help=duplicate_texts.help_corrections())(corrections)
cli.command("duplicates", help=duplicate_texts.help_duplicates())(duplicates)
cli.command("triage", help=triage_texts.help_triage())(triage)


@cli.callback()
def start(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help=texts.help_version())] = False,
) -> None:
    """Options that stand before any command."""


@cli.command(help=texts.help_run())
def run(only: Annotated[list[str] | None, typer.Option("--only", help=texts.help_only())] = None) -> None:
    raise typer.Exit(program.run(only or []))


@cli.command(help=texts.help_chat())
def chat(name: Annotated[str, typer.Option("--as", help=texts.help_chat_as())] = "nguoi-dan") -> None:
    talk(name, sys.stdin)


@cli.command(help=texts.help_check())
def check() -> None:
    broken = False
    for finding in import_module(
        "bot.installation.checks"
    ).look():  # it asks Telegram, whose library no other start should wait for
        typer.echo(str(finding))
        broken = broken or finding.state == "broken"
    raise typer.Exit(1 if broken else 0)


@cli.command(help=texts.help_backup())
def backup(file: Path) -> None:
    settings = load_settings()
    size = back_up(settings, file, Clock(settings.now).now(), BUILD)
    typer.echo(texts.backed_up(str(file), size))


@cli.command(help=texts.help_restore())
def restore(
    file: Path, without_keys: Annotated[bool, typer.Option("--without-keys", help=texts.help_without_keys())] = False
) -> None:
    settings = load_settings()
    kept = put_back(settings, file, Clock(settings.now).now(), typer.echo, without_keys=without_keys)
    typer.echo(texts.restored(str(settings.data_dir), str(kept)))


@cli.command(help=texts.help_demo())
def demo(
    cases: Annotated[int, typer.Option("--cases", min=1, max=5000, help=texts.help_demo_cases())] = 60,
    force: Annotated[bool, typer.Option("--force", help=texts.help_demo_force())] = False,
) -> None:
    with opened() as office:
        if not force and office.database.read(has_real_cases):
            raise CallerMistake(texts.demo_among_real_cases())
        made = fill(office, cases)
        typer.echo(texts.demo_made(made, office.installation.locality.default_authority))


@cli.command(help=processes.help_move())
def move(old: Annotated[str, typer.Argument(metavar="OLD")], new: Annotated[str, typer.Argument(metavar="NEW")]) -> None:
    settings, moving = load_settings(), import_module("bot.installation.moving")
    moved = moving.move(settings, old, new, Clock(settings.now).now(), BUILD)
    typer.echo(processes.moved(moved.rows, moved.tables, str(moving.folder_of(old))))


def main() -> None:
    """The entry point of the `nghedan` command."""
    logs.set_up()
    sys.exit(call(sys.argv[1:]))


def call(arguments: list[str]) -> int:
    """One command; returns its exit code."""
    return exit_code(lambda: cli(arguments, standalone_mode=False, prog_name="nghedan") or 0)
