"""`nghedan calendar …`: the days off and worked days that the office enters over the common calendar."""

from contextlib import suppress
from datetime import date, datetime
from typing import Annotated, TypeVar

import typer

from bot.cli.deadline import DAY_FORMATS, known_days
from bot.cli.loading import installation, there_before_it_is_changed
from bot.cli.options import who
from bot.errors import CallerMistake
from bot.installation.desk import perform
from bot.installation.opening import opened
from cases.deadlines.calendar import FIRST_YEAR, LAST_YEAR, Calendar
from db.stores import days_off
from office import calendar as deeds
from texts.vi.dates import full_day
from texts.vi.deadlines.refusals import day_out_of_range
from texts.vi.operator import calendar as operator_calendar
from texts.vi.operator.help import calendar as help_calendar
from texts.vi.operator.help import commands

T = TypeVar("T")
Day = Annotated[str, typer.Argument(metavar="DAY", help=help_calendar.day())]
By = Annotated[str, typer.Option("--by", help=help_calendar.by())]

calendar_app = typer.Typer(help=commands.calendar())


@calendar_app.command("add", help=help_calendar.add())
def add(
    day: Day,
    reason: Annotated[str, typer.Argument(help=help_calendar.reason())] = "",
    worked: Annotated[bool, typer.Option("--worked", help=help_calendar.worked())] = False,
    document: Annotated[str, typer.Option("--document", help=help_calendar.document())] = "",
    by: By = "",
) -> None:
    on, year = _day(day)
    if year and worked:
        raise CallerMistake(operator_calendar.year_is_not_worked())
    kind: days_off.Kind = "year" if year else "worked" if worked else "off"
    with opened(installation()) as office:
        if not year and _says_nothing(office.database.read(days_off.calendar), on, worked=worked):
            raise CallerMistake(operator_calendar.already_so(on, worked=worked))
        moved = perform(office, lambda errand: deeds.enter(errand, on, kind, reason=reason, document=document, by=who(by)))
    typer.echo(operator_calendar.announced(on.year) if year else operator_calendar.added(on, worked=worked))
    typer.echo(operator_calendar.cases_moved(moved))


@calendar_app.command("remove", help=help_calendar.remove())
def remove(day: Day, by: By = "") -> None:
    on, year = _day(day)
    what = str(on.year) if year else full_day(on)
    with opened(there_before_it_is_changed()) as office:
        try:
            moved = perform(office, lambda errand: deeds.remove(errand, on, year=year, by=who(by)))
        except deeds.NothingEntered:
            raise CallerMistake(operator_calendar.nothing_entered(what)) from None
    typer.echo(operator_calendar.removed(what))
    typer.echo(operator_calendar.cases_moved(moved))


@calendar_app.command("list", help=help_calendar.listing())
def listing(year: Annotated[int | None, typer.Option("--year", help=help_calendar.year())] = None) -> None:
    here = installation()
    calendar, own = known_days(here)
    for one in (year,) if year is not None else (here.today.year, here.today.year + 1):
        _in_range(one)
        typer.echo("\n".join(_lines(calendar, one, own)))


def _lines(calendar: Calendar, year: int, own: dict[date, str]) -> list[str]:
    return [
        operator_calendar.year_head(year, announced=calendar.is_announced(year)),
        *(
            operator_calendar.listed(
                day,
                worked=worked,
                reason=reason,
                document=document,
                own=operator_calendar.entered_by(own[day]) if day in own else "",
            )
            for day, worked, reason, document in calendar.differing(year)
        ),
        *(operator_calendar.open_day(day, why) for day, why in calendar.unsettled(year)),
    ]


def _says_nothing(calendar: Calendar, on: date, *, worked: bool) -> bool:
    """An ordinary weekend entered as free, or an ordinary day as worked. What the notices name may be entered again."""
    return calendar.is_working(on) == worked and not calendar.is_unsettled(on) and not calendar.why_off(on)


def _day(text: str) -> tuple[date, bool]:
    """A day, or a whole year as its first day and True."""
    if text.isascii() and text.isdigit() and len(text) == 4:
        return date(_in_range(int(text)), 1, 1), True
    for form in DAY_FORMATS:
        with suppress(ValueError):
            found = datetime.strptime(text, form).date()  # noqa: DTZ007 - a calendar date has no zone
            _in_range(found.year)
            return found, False
    raise CallerMistake(operator_calendar.wrong_day(text))


def _in_range(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CallerMistake(day_out_of_range(FIRST_YEAR, LAST_YEAR))
    return year
