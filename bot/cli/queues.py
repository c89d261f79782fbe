"""`nghedan inbox …` and `nghedan outbox …`: parked and dead messages."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

import typer
from sqlalchemy import Connection

from bot.cli.loading import base, installation, looked_into, there
from bot.errors import CallerMistake
from db.queues import inbox, outbox
from texts.vi import operator as texts

Number = Annotated[int, typer.Argument(metavar="NUMBER", help=texts.help_row())]
Words = Annotated[bool, typer.Option("--words", help=texts.help_words())]

inbox_app = typer.Typer(help=texts.help_queue("inbox"))
outbox_app = typer.Typer(help=texts.help_queue("outbox"))


@inbox_app.command("list", help=texts.help_parked())
def list_parked() -> None:
    with looked_into(base()) as database:
        for row in database.read(inbox.listing) if database else ():
            typer.echo(texts.row(row.row_id, row.channel, row.state, row.attempts, row.reason, row.received_at))


@inbox_app.command("show", help=texts.help_show())
def show_received(number: Number, words: Words = False) -> None:
    with there(base()) as database:
        found = database.read(lambda connection: inbox.show(connection, number))
    if found is None:
        raise CallerMistake(texts.no_such_row("inbox", number))
    row, body = found
    typer.echo(texts.row(row.row_id, row.channel, row.state, row.attempts, row.reason, row.received_at))
    _tell((body or b"").decode("utf-8", "replace"), words)


@inbox_app.command("retry", help=texts.help_retry())
def retry_parked(number: Number) -> None:
    _change("inbox", number, lambda connection, _: inbox.retry(connection, number), texts.row_retried(number))


@inbox_app.command("drop", help=texts.help_drop())
def drop_parked(number: Number) -> None:
    _change("inbox", number, lambda connection, now: inbox.drop(connection, number, now), texts.row_dropped(number))


@outbox_app.command("list", help=texts.help_dead())
def list_dead() -> None:
    with looked_into(base()) as database:
        for row in database.read(outbox.listing) if database else ():
            typer.echo(texts.row(row.row_id, row.channel, row.state, row.attempts, row.reason, row.created_at))


@outbox_app.command("show", help=texts.help_show())
def show_sent(number: Number, words: Words = False) -> None:
    with there(base()) as database:
        found = database.read(lambda connection: outbox.show(connection, number))
    if found is None:
        raise CallerMistake(texts.no_such_row("outbox", number))
    row, message = found
    typer.echo(texts.row(row.row_id, row.channel, row.state, row.attempts, row.reason, row.created_at))
    _tell(message.text, words)


@outbox_app.command("retry", help=texts.help_retry())
def retry_dead(number: Number) -> None:
    _change("outbox", number, lambda connection, now: outbox.retry(connection, number, now), texts.row_retried(number))


@outbox_app.command("drop", help=texts.help_drop())
def drop_dead(number: Number) -> None:
    _change("outbox", number, lambda connection, _: outbox.drop(connection, number), texts.row_dropped(number))


def _tell(said: str, words: bool) -> None:
    """What people said only where it was asked for: whoever mends a queue seldom needs it."""
    typer.echo(said if words or not said else texts.words_hidden(len(said)))


def _change(queue: str, number: int, deed: Callable[[Connection, datetime], bool], done: str) -> None:
    from bot.installation.opening import opened

    with opened(installation()) as office:
        now = office.clock.now()
        if not office.database.write(lambda connection: deed(connection, now)).result():
            raise CallerMistake(texts.no_such_row(queue, number))
    typer.echo(done)
