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
from bot.cli.locality import locality_app
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
from db.engine.storing import in_session
from texts.vi.operator import backups
from texts.vi.operator import demo as demo_texts
from texts.vi.operator import moving as moving_texts
from texts.vi.operator.help import commands
from texts.vi.operator.help import locality as help_locality

cli = typer.Typer(help=commands.app(), add_completion=False)
cli.add_typer(faq_app, name="faq", help=commands.faq())
cli.add_typer(bench_app, name="bench", help=commands.bench())
cli.add_typer(calendar_app, name="calendar", help=commands.calendar())
cli.add_typer(locality_app, name="locality", help=help_locality.app())
cli.add_typer(officer_app, name="officer", help=commands.officer())
cli.add_typer(inbox_app, name="inbox", help=commands.queue("inbox"))
cli.add_typer(outbox_app, name="outbox", help=commands.queue("outbox"))


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"nghedan {BUILD}")
        raise typer.Exit


cli.command("deadline", help=commands.deadline())(deadline)
cli.command("corrections", help=commands.corrections())(corrections)
cli.command("duplicates", help=commands.duplicates())(duplicates)
cli.command("triage", help=commands.triage())(triage)


@cli.callback()
def start(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help=commands.version())] = False,
) -> None:
    """Options that stand before any command."""


@cli.command(help=commands.run())
def run(only: Annotated[list[str] | None, typer.Option("--only", help=commands.only())] = None) -> None:
    raise typer.Exit(program.run(only or []))


@cli.command(help=commands.chat())
def chat(name: Annotated[str, typer.Option("--as", help=commands.chat_as())] = "nguoi-dan") -> None:
    talk(name, sys.stdin)


@cli.command(help=commands.check())
def check() -> None:
    broken = False
    for finding in import_module(
        "bot.installation.checks"
    ).look():  # it asks Telegram, whose library no other start should wait for
        typer.echo(str(finding))
        broken = broken or finding.state == "broken"
    raise typer.Exit(1 if broken else 0)


@cli.command(help=commands.backup())
def backup(file: Path) -> None:
    settings = load_settings()
    size = back_up(settings, file, Clock(settings.now).now(), BUILD)
    typer.echo(backups.backed_up(str(file), size))


@cli.command(help=commands.restore())
def restore(
    file: Path, without_keys: Annotated[bool, typer.Option("--without-keys", help=commands.without_keys())] = False
) -> None:
    settings = load_settings()
    kept = put_back(settings, file, Clock(settings.now).now(), typer.echo, without_keys=without_keys)
    typer.echo(backups.restored(str(settings.data_dir), str(kept)))


@cli.command(help=commands.demo())
def demo(
    cases: Annotated[int, typer.Option("--cases", min=1, max=5000, help=commands.demo_cases())] = 60,
    force: Annotated[bool, typer.Option("--force", help=commands.demo_force())] = False,
) -> None:
    with opened() as office:
        if not force and office.database.read(in_session(has_real_cases)):
            raise CallerMistake(demo_texts.among_real_cases())
        made = fill(office, cases)
        typer.echo(demo_texts.made(made, office.installation.locality.default_authority))


@cli.command(help=commands.move())
def move(old: Annotated[str, typer.Argument(metavar="OLD")], new: Annotated[str, typer.Argument(metavar="NEW")]) -> None:
    settings, moving = load_settings(), import_module("bot.installation.moving")
    moved = moving.move(settings, old, new, Clock(settings.now).now(), BUILD)
    typer.echo(moving_texts.moved(moved.rows, moved.tables, str(moving.folder_of(old))))


def main() -> None:
    """The entry point of the `nghedan` command."""
    logs.set_up()
    sys.exit(call(sys.argv[1:]))


def call(arguments: list[str]) -> int:
    """One command; returns its exit code."""
    return exit_code(lambda: cli(arguments, standalone_mode=False, prog_name="nghedan") or 0)
