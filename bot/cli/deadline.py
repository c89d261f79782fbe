"""`nghedan deadline`: until when, and why. Needs no database and makes none; where one exists its days off count."""

import json
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime
from typing import Annotated, TypeVar

import typer
from sqlalchemy import Connection

from bot.cli.faq import FilesOnly
from bot.errors import CallerMistake
from bot.installation.database_faults import FAULTS, database_fault
from bot.installation.opening import Installation
from bot.settings import load
from cases.deadlines.calendar import Calendar, DayOutOfRange
from cases.deadlines.days import Suspension
from cases.deadlines.due import DeadlineRefused, Due, due, version
from cases.deadlines.rules import DeadlinesInvalid, base_id, table
from db.engine.database import open_database
from db.stores import days_off
from texts.vi.operator import calendar as operator_calendar
from texts.vi.operator.help import calendar as help_calendar
from texts.vi.operator.help import commands

T = TypeVar("T")

DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]


def deadline(
    rule: Annotated[str, typer.Argument(metavar="RULE", help=help_calendar.rule())],
    start: Annotated[datetime, typer.Option("--from", formats=DAY_FORMATS, help=help_calendar.start())],
    extension: Annotated[list[str] | None, typer.Option("--extension", help=help_calendar.extension())] = None,
    suspended: Annotated[list[str] | None, typer.Option("--suspended", help=help_calendar.suspended())] = None,
    remote: Annotated[str, typer.Option("--remote", help=help_calendar.remote())] = "",
    as_json: Annotated[bool, typer.Option("--json", help=commands.as_json())] = False,
    files_only: FilesOnly = False,
) -> None:
    here = Installation(load())
    pauses = [_suspension(one) for one in suspended or ()]
    promises = here.locality.promises_of(here.locality.default_authority)
    try:
        found = due(
            rule, start.date(), calendar=Calendar() if files_only else known_calendar(here), extensions=extension or (),
            suspended=pauses, remote=remote, promises=promises,
        )  # fmt: skip
    except (DeadlineRefused, DayOutOfRange, DeadlinesInvalid) as error:
        raise CallerMistake(str(error)) from None
    typer.echo(json.dumps(_as_json(found), ensure_ascii=False) if as_json else _in_words(found, start.date()))


def known_calendar(here: Installation) -> Calendar:
    """With what the office entered, where there is a database."""
    return read_known(here, days_off.calendar, Calendar())


def read_known(here: Installation, look: Callable[[Connection], T], otherwise: T) -> T:
    """What `look` finds in a database that is there and has the table; none is made, nothing is changed."""
    file = here.settings.database_file
    if file is not None and not file.exists():
        return otherwise
    try:
        with closing(open_database(here.settings.url)) as database:
            return database.read(lambda connection: look(connection) if days_off.is_kept(connection) else otherwise)
    except FAULTS as error:
        raise CallerMistake(database_fault(error)) from None


def _suspension(text: str) -> Suspension:
    begin, dots, end = text.partition("..")
    try:
        if dots:
            return date.fromisoformat(begin), date.fromisoformat(end) if end else None
    except ValueError:
        pass
    raise CallerMistake(operator_calendar.wrong_suspension(text))


def _as_json(found: Due) -> dict[str, object]:
    return {
        "rule": found.rule,
        "due": found.due.isoformat() if found.due else None,
        "nominal": found.nominal.isoformat() if found.nominal else None,
        "legal_basis": found.legal_basis,
        "explanation": found.explanation,
        "provisional": found.provisional,
    }


def _in_words(found: Due, start: date) -> str:
    rule = version(base_id(found.rule), start, table())
    return operator_calendar.result(rule.name, found.due, found.explanation, found.legal_basis, rule.starts_from)
