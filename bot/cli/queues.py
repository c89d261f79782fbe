"""`nghedan inbox …` and `nghedan outbox …`: parked and dead messages."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.loading import base, looked_into, there, there_before_it_is_changed
from bot.errors import CallerMistake
from db.queues import outbox, parked
from texts.vi.operator import queues as operator_queues
from texts.vi.operator.help import commands
from texts.vi.operator.help import queues as help_queues

if TYPE_CHECKING:
    from office.errand import Errand

Number = Annotated[int, typer.Argument(metavar="NUMBER", help=help_queues.row())]
Words = Annotated[bool, typer.Option("--words", help=help_queues.words())]

inbox_app = typer.Typer(help=commands.queue("inbox"))
outbox_app = typer.Typer(help=commands.queue("outbox"))


@inbox_app.command("list", help=help_queues.parked())
def list_parked() -> None:
    with looked_into(base()) as database:
        for row in database.read(parked.listing) if database else ():
            typer.echo(operator_queues.row(row.row_id, row.channel, row.state, row.attempts, row.reason, row.received_at))


@inbox_app.command("show", help=help_queues.show())
def show_received(number: Number, words: Words = False) -> None:
    with there(base()) as database:
        found = database.read(lambda connection: parked.show(connection, number))
    if found is None:
        raise CallerMistake(operator_queues.no_such_row("inbox", number))
    row, body = found
    typer.echo(operator_queues.row(row.row_id, row.channel, row.state, row.attempts, row.reason, row.received_at))
    _tell((body or b"").decode("utf-8", "replace"), words)


@inbox_app.command("retry", help=help_queues.retry())
def retry_parked(number: Number) -> None:
    from office import queues

    _change("inbox", number, lambda errand: queues.retry_received(errand, number), operator_queues.row_retried(number))


@inbox_app.command("drop", help=help_queues.drop())
def drop_parked(number: Number) -> None:
    from office import queues

    _change("inbox", number, lambda errand: queues.drop_received(errand, number), operator_queues.row_dropped(number))


@outbox_app.command("list", help=help_queues.dead())
def list_dead() -> None:
    with looked_into(base()) as database:
        for row in database.read(outbox.listing) if database else ():
            typer.echo(operator_queues.row(row.row_id, row.channel, row.state, row.attempts, row.reason, row.created_at))


@outbox_app.command("show", help=help_queues.show())
def show_sent(number: Number, words: Words = False) -> None:
    with there(base()) as database:
        found = database.read(lambda connection: outbox.show(connection, number))
    if found is None:
        raise CallerMistake(operator_queues.no_such_row("outbox", number))
    row, message = found
    typer.echo(operator_queues.row(row.row_id, row.channel, row.state, row.attempts, row.reason, row.created_at))
    _tell(message.text, words)


@outbox_app.command("retry", help=help_queues.retry())
def retry_dead(number: Number) -> None:
    from office import queues

    _change("outbox", number, lambda errand: queues.retry_sent(errand, number), operator_queues.row_retried(number))


@outbox_app.command("drop", help=help_queues.drop())
def drop_dead(number: Number) -> None:
    from office import queues

    _change("outbox", number, lambda errand: queues.drop_sent(errand, number), operator_queues.row_dropped(number))


def _tell(said: str, words: bool) -> None:
    """What people said only where it was asked for: whoever mends a queue seldom needs it."""
    typer.echo(said if words or not said else operator_queues.words_hidden(len(said)))


def _change(queue: str, number: int, deed: "Callable[[Errand], bool]", done: str) -> None:
    from bot.installation.desk import perform
    from bot.installation.opening import opened

    with opened(there_before_it_is_changed()) as office:
        if not perform(office, deed):
            raise CallerMistake(operator_queues.no_such_row(queue, number))
    typer.echo(done)
