"""The command line: `nghedan …`. A mistake of the caller is one line on stderr and exit code 2."""

import logging
import os
import sys
from collections.abc import Callable
from typing import Annotated, NoReturn

import typer

from bot import logs
from bot.cli.lazy import Later, LazyGroup, announce
from bot.exit_codes import exit_code
from texts.vi.operator.help import commands as texts

Command = Callable[..., None]


def _deadline() -> Command:
    from bot.cli.deadline import deadline

    return deadline


def _corrections() -> Command:
    from bot.cli.corrections import corrections

    return corrections


def _duplicates() -> Command:
    from bot.cli.duplicates import duplicates

    return duplicates


def _triage() -> Command:
    from bot.cli.triage import triage

    return triage


def _run() -> Command:
    from bot.cli.whole import run

    return run


def _chat() -> Command:
    from bot.cli.chat import chat

    return chat


def _check() -> Command:
    from bot.cli.whole import check

    return check


def _backup() -> Command:
    from bot.cli.whole import backup

    return backup


def _restore() -> Command:
    from bot.cli.whole import restore

    return restore


def _demo() -> Command:
    from bot.cli.whole import demo

    return demo


def _move() -> Command:
    from bot.cli.whole import move

    return move


def _faq() -> typer.Typer:
    from bot.cli.answers.faq import faq_app

    return faq_app


def _bench() -> typer.Typer:
    from bot.cli.bench import bench_app

    return bench_app


def _calendar() -> typer.Typer:
    from bot.cli.calendar import calendar_app

    return calendar_app


def _officer() -> typer.Typer:
    from bot.cli.officers import officer_app

    return officer_app


def _locality() -> typer.Typer:
    from bot.cli.locality import locality_app

    return locality_app


def _inbox() -> typer.Typer:
    from bot.cli.queues import inbox_app

    return inbox_app


def _outbox() -> typer.Typer:
    from bot.cli.queues import outbox_app

    return outbox_app


COMMANDS = {
    "run": Later(texts.run(), _run),
    "chat": Later(texts.chat(), _chat),
    "check": Later(texts.check(), _check),
    "backup": Later(texts.backup(), _backup),
    "restore": Later(texts.restore(), _restore),
    "demo": Later(texts.demo(), _demo),
    "move": Later(texts.move(), _move),
    "deadline": Later(texts.deadline(), _deadline),
    "corrections": Later(texts.corrections(), _corrections),
    "duplicates": Later(texts.duplicates(), _duplicates),
    "triage": Later(texts.triage(), _triage),
    "faq": Later(texts.faq(), _faq),
    "bench": Later(texts.bench(), _bench),
    "calendar": Later(texts.calendar(), _calendar),
    "officer": Later(texts.officer(), _officer),
    "locality": Later(texts.locality(), _locality),
    "inbox": Later(texts.queue("inbox"), _inbox),
    "outbox": Later(texts.queue("outbox"), _outbox),
}


class Commands(LazyGroup):
    later = COMMANDS


cli = typer.Typer(cls=Commands, help=texts.app(), add_completion=False)
announce(cli, COMMANDS)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"nghedan {version('nghedan')}")
        raise typer.Exit


@cli.callback()
def start(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help=texts.version())] = False,
) -> None:
    """Options that stand before any command."""


def main() -> NoReturn:
    """The entry point of the `nghedan` command."""
    logs.set_up()
    _end(call(sys.argv[1:]))


def _end(code: int) -> NoReturn:
    """At once: Python would take its hundreds of thousands of objects apart first, which takes 0.2 s."""
    logging.shutdown()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # whoever read it has gone
        code = code or 1
    os._exit(code)


def call(arguments: list[str]) -> int:
    """One command; returns its exit code."""
    return exit_code(lambda: cli(arguments, standalone_mode=False, prog_name="nghedan") or 0)
