"""`nghedan deadline`: until when, and why. Needs no database and makes none; where one exists its days off count."""

import json
from datetime import date, datetime
from typing import Annotated

import typer

from bot.cli.loading import installation
from bot.cli.options import FilesOnly
from bot.errors import CallerMistake
from bot.installation.local import Installation
from cases.deadlines.calendar import Calendar, DayOutOfRange
from cases.deadlines.days import Suspension
from cases.deadlines.due import DeadlineRefused, Due, due, version
from cases.deadlines.rules import DeadlinesInvalid, base_id, table
from texts.vi.operator import calendar as operator_calendar
from texts.vi.operator.help import calendar as help_calendar
from texts.vi.operator.help import commands

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
    here = installation()
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
    return known_days(here)[0]


def known_days(here: Installation) -> tuple[Calendar, dict[date, str]]:
    """The calendar, and who entered which day. Where there certainly is no database, nothing that reads one is loaded."""
    if not here.may_have_database:
        return Calendar(), {}
    from bot.installation.reading import read_known
    from db.stores import days_off

    nothing: tuple[Calendar, dict[date, str]] = (Calendar(), {})
    return read_known(here, days_off.known, nothing)


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
        "due": found.last_day.isoformat() if found.last_day else None,
        "nominal": found.nominal.isoformat() if found.nominal else None,
        "legal_basis": found.legal_basis,
        "explanation": found.explanation,
        "provisional": found.provisional,
    }


def _in_words(found: Due, start: date) -> str:
    rule = version(base_id(found.rule), start, table())
    return operator_calendar.result(rule.name, found.last_day, found.explanation, found.legal_basis, rule.starts_from)
