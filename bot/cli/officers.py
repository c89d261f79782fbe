"""`nghedan officer …`: inviting, listing and revoking officers, and noting when one is away."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.channels.registry import CHANNELS
from bot.cli.loading import base, installation, looked_into, there_before_it_is_changed
from bot.errors import CallerMistake
from cases.routing import ROLES
from db.engine.storing import in_session
from db.stores import people
from db.tables import Person, Post
from texts.vi.officer import staff
from texts.vi.operator import officers as operator_officers
from texts.vi.operator.help import commands
from texts.vi.operator.help import officers as help_officers

if TYPE_CHECKING:
    from bot.installation.opening import Opened
    from office.errand import Errand

Number = Annotated[int, typer.Argument(metavar="NUMBER", help=help_officers.number())]

officer_app = typer.Typer(help=commands.officer())


@officer_app.command("invite", help=help_officers.invite())
def invite(
    unit: Annotated[str, typer.Option("--unit", help=help_officers.unit())],
    role: Annotated[str, typer.Option("--role", help=", ".join(ROLES))],
    name: Annotated[str, typer.Option("--name", help=help_officers.name())],
) -> None:
    from bot.installation.opening import opened
    from office.staff import inviting

    try:
        inviting.check(role, name)
    except inviting.UnknownRole:
        raise CallerMistake(operator_officers.unknown_role(role, ", ".join(ROLES))) from None
    except inviting.NameNeeded:
        raise CallerMistake(operator_officers.name_needed()) from None
    with opened(installation()) as office:
        code = _at_place(office, unit, lambda errand: inviting.invite(errand, unit=unit, role=role, name=name))
    typer.echo(f"code: {code}")
    for channel in CHANNELS.values():
        if channel.is_wanted(office.settings):
            typer.echo(channel.invitation(office.settings, code))


@officer_app.command("group", help=help_officers.group())
def group(unit: Annotated[str, typer.Option("--unit", help=help_officers.unit())]) -> None:
    from bot.installation.opening import opened
    from office.staff import inviting

    with opened(installation()) as office:
        code = _at_place(office, unit, lambda errand: inviting.invite_group(errand, unit=unit))
    typer.echo(f"code: {code}")
    typer.echo(operator_officers.invitation_group(code))


def _at_place(office: "Opened", unit: str, deed: "Callable[[Errand], str]") -> str:
    from bot.installation.desk import perform
    from office.staff import inviting

    try:
        return perform(office, deed)
    except inviting.UnknownPlace as unknown:
        here = office.installation
        if unknown.body:
            raise CallerMistake(operator_officers.unknown_body(unknown.body, ", ".join(here.locality.bodies))) from None
        communes = ", ".join(one.id for one in here.locality.communes(here.today))
        raise CallerMistake(operator_officers.unknown_unit(unit, communes)) from None


@officer_app.command("list", help=help_officers.listing())
def listing() -> None:
    here = base()
    with looked_into(here) as database:
        for post, person in database.read(in_session(people.all_posts)) if database else ():
            typer.echo(_line(post, person, here.today))


def _line(post: Post, person: Person, today: date) -> str:
    return operator_officers.line(
        post.id, person.name, staff.role(post.role), "/".join(filter(None, (post.authority, post.body))),
        operator_officers.state(
            linked=post.linked_at is not None, revoked=post.revoked_at is not None,
            absent_until=post.absent_until if post.absent_until and post.absent_until >= today else None,
        ),
    )  # fmt: skip


@officer_app.command("revoke", help=help_officers.revoke())
def revoke(number: Number) -> None:
    from bot.installation.desk import perform
    from bot.installation.opening import opened
    from office.staff import revoking

    with opened(there_before_it_is_changed()) as office:
        moved = perform(office, lambda errand: revoking.revoke(errand, number))
    if moved is None:
        raise CallerMistake(operator_officers.unknown(number))
    typer.echo(operator_officers.revoked(number, moved))


@officer_app.command("absent", help=help_officers.absent())
def absent(
    number: Number, until: Annotated[datetime, typer.Option("--until", formats=["%Y-%m-%d"], help=help_officers.until())]
) -> None:
    from bot.installation.desk import perform
    from bot.installation.opening import opened
    from office.staff import inviting

    with opened(there_before_it_is_changed()) as office:
        known = perform(office, lambda errand: inviting.set_absent(errand, number, until.date()))
    if not known:
        raise CallerMistake(operator_officers.unknown(number))
    typer.echo(operator_officers.absent(number, until.date()))
