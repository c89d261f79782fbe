"""`nghedan calendar …`: the days off and worked days that the office enters over the common calendar."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from typing import Annotated, TypeVar

import typer
from sqlalchemy import Connection

from bot.cli.deadline import DAY_FORMATS, known_days
from bot.cli.loading import installation
from bot.cli.options import who
from bot.errors import CallerMistake
from bot.installation.opening import Opened, opened
from cases.deadlines.calendar import FIRST_YEAR, LAST_YEAR, Calendar
from db.stores import days_off
from db.unit_of_work import UnitOfWork
from handlers.case_clock import recount_all
from texts.vi import calendar as texts
from texts.vi.deadlines import day_out_of_range, full_day

T = TypeVar("T")
Day = Annotated[str, typer.Argument(metavar="DAY", help=texts.help_day())]
By = Annotated[str, typer.Option("--by", help=texts.help_by())]

calendar_app = typer.Typer(help=texts.help_calendar())


@calendar_app.command("add", help=texts.help_add())
def add(
    day: Day,
    reason: Annotated[str, typer.Argument(help=texts.help_reason())] = "",
    worked: Annotated[bool, typer.Option("--worked", help=texts.help_worked())] = False,
    document: Annotated[str, typer.Option("--document", help=texts.help_document())] = "",
    by: By = "",
) -> None:
    on, year = _day(day)
    if year and worked:
        raise CallerMistake(texts.year_is_not_worked())
    kind: days_off.Kind = "year" if year else "worked" if worked else "off"
    with opened(installation()) as office:
        if not year and _says_nothing(office.database.read(days_off.calendar), on, worked=worked):
            raise CallerMistake(texts.already_so(on, worked=worked))

        def work(connection: Connection) -> None:
            said = {"reason": reason.strip(), "document": document.strip()}
            days_off.add(connection, on, kind, **said, by=who(by), now=office.clock.now())

        moved = _change(office, work)[1]
    typer.echo(texts.announced(on.year) if year else texts.added(on, worked=worked))
    typer.echo(texts.cases_moved(moved))


@calendar_app.command("remove", help=texts.help_remove())
def remove(day: Day, by: By = "") -> None:
    on, year = _day(day)
    what = str(on.year) if year else full_day(on)
    with opened(installation()) as office:

        def work(connection: Connection) -> bool:
            return days_off.remove(connection, on, year=year, by=who(by), now=office.clock.now())

        known, moved = _change(office, work)
    if not known:
        raise CallerMistake(texts.nothing_entered(what))
    typer.echo(texts.removed(what))
    typer.echo(texts.cases_moved(moved))


@calendar_app.command("list", help=texts.help_list())
def listing(year: Annotated[int | None, typer.Option("--year", help=texts.help_year())] = None) -> None:
    here = installation()
    calendar, own = known_days(here)
    for one in (year,) if year is not None else (here.today.year, here.today.year + 1):
        _in_range(one)
        typer.echo("\n".join(_lines(calendar, one, own)))


def _lines(calendar: Calendar, year: int, own: dict[date, str]) -> list[str]:
    return [
        texts.year_head(year, announced=calendar.is_announced(year)),
        *(
            texts.listed(
                day, worked=worked, reason=reason, document=document, own=texts.entered_by(own[day]) if day in own else ""
            )
            for day, worked, reason, document in calendar.differing(year)
        ),
        *(texts.open_day(day, why) for day, why in calendar.unsettled(year)),
    ]


def _change(office: Opened, change: Callable[[Connection], T]) -> tuple[T, int]:
    """The change and what follows from it for open cases, in one transaction; how many cases moved."""
    now = office.clock.now()

    def work(connection: Connection) -> tuple[T, int]:
        with UnitOfWork(connection, now, office.database) as uow:
            done = change(connection)
            return done, recount_all(uow)

    return office.database.write(work).result()


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
    raise CallerMistake(texts.wrong_day(text))


def _in_range(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CallerMistake(day_out_of_range(FIRST_YEAR, LAST_YEAR))
    return year
