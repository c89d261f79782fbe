"""`nghedan inbox …` and `nghedan outbox …`: parked and dead messages."""

from collections.abc import Callable

import typer
from sqlalchemy import Connection

from bot.errors import CallerMistake
from bot.opening import opened
from db import inbox, outbox
from texts.vi import operator as texts

inbox_app = typer.Typer(no_args_is_help=True)
outbox_app = typer.Typer(no_args_is_help=True)


@inbox_app.command("list")
def inbox_list() -> None:
    with opened() as office:
        for row in office.database.read(inbox.listing):
            typer.echo(f"{row.row_id}\t{row.channel}\t{row.attempts}\t{row.reason}\t{row.received_at.isoformat(timespec='seconds')}")


@inbox_app.command("show")
def inbox_show(number: int) -> None:
    with opened() as office:
        found = office.database.read(lambda connection: inbox.show(connection, number))
        if found is None:
            raise CallerMistake(texts.no_such_row("inbox", number))
        row, body = found
        typer.echo(f"{row.row_id}\t{row.channel}\t{row.state}\t{row.attempts}\t{row.reason}")
        typer.echo((body or b"").decode("utf-8", "replace"))


@inbox_app.command("retry")
def inbox_retry(number: int) -> None:
    _change("inbox", number, lambda connection: inbox.retry(connection, number), texts.row_retried(number))


@inbox_app.command("drop")
def inbox_drop(number: int) -> None:
    with opened() as office:
        now = office.clock.now()
    _change("inbox", number, lambda connection: inbox.drop(connection, number, now), texts.row_dropped(number))


@outbox_app.command("list")
def outbox_list() -> None:
    with opened() as office:
        for row in office.database.read(outbox.listing):
            typer.echo(f"{row.row_id}\t{row.channel}\t{row.attempts}\t{row.reason}")


@outbox_app.command("show")
def outbox_show(number: int) -> None:
    with opened() as office:
        found = office.database.read(lambda connection: outbox.show(connection, number))
        if found is None:
            raise CallerMistake(texts.no_such_row("outbox", number))
        row, message = found
        typer.echo(f"{row.row_id}\t{row.channel}\t{row.attempts}\t{row.reason}\n{message.text}")


@outbox_app.command("retry")
def outbox_retry(number: int) -> None:
    with opened() as office:
        now = office.clock.now()
    _change("outbox", number, lambda connection: outbox.retry(connection, number, now), texts.row_retried(number))


@outbox_app.command("drop")
def outbox_drop(number: int) -> None:
    _change("outbox", number, lambda connection: outbox.drop(connection, number), texts.row_dropped(number))


def _change(queue: str, number: int, deed: Callable[[Connection], bool], done: str) -> None:
    with opened() as office:
        if not office.database.write(deed).result():
            raise CallerMistake(texts.no_such_row(queue, number))
        typer.echo(done)
