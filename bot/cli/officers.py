"""`nghedan officer …`: inviting, listing and revoking officers, and noting when one is away."""

import secrets
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from bot.channels.registry import CHANNELS
from bot.cli.loading import base, installation, looked_into
from bot.errors import CallerMistake
from db.stores import groups, people
from texts.vi import officer as officer_texts
from texts.vi import operator as texts

if TYPE_CHECKING:
    from bot.installation.local import Installation

ROLES = ("officer", "focal", "leader", "chairman", "editor", "admin")

Number = Annotated[int, typer.Argument(metavar="NUMBER", help=texts.help_officer_number())]

officer_app = typer.Typer(help=texts.help_officer())


@officer_app.command("invite", help=texts.help_invite())
def invite(
    unit: Annotated[str, typer.Option("--unit", help=texts.help_unit())],
    role: Annotated[str, typer.Option("--role", help=", ".join(ROLES))],
    name: Annotated[str, typer.Option("--name", help=texts.help_name())],
) -> None:
    from bot.installation.opening import opened
    from db.unit_of_work import UnitOfWork
    from handlers.officers.link_officer import code_hash

    with opened(installation()) as office:
        authority, body = _place(office.installation, unit)
        if role not in ROLES:
            raise CallerMistake(texts.unknown_role_of_officer(role, ", ".join(ROLES)))
        if not name.strip():
            raise CallerMistake(texts.name_needed())
        code = secrets.token_urlsafe(12)
        now = office.clock.now()

        def work(connection: Connection) -> None:
            with UnitOfWork(connection, now, office.database) as uow:
                people.invite(
                    uow.session, authority=authority, body=body, role=role, name=name.strip(), code_hash=code_hash(code), now=now
                )

        office.database.write(work).result()
    typer.echo(f"code: {code}")
    for channel in CHANNELS.values():
        if channel.is_wanted(office.settings):
            typer.echo(channel.invitation(office.settings, code))


@officer_app.command("group", help=texts.help_group())
def group(unit: Annotated[str, typer.Option("--unit", help=texts.help_unit())]) -> None:
    from bot.installation.opening import opened
    from db.unit_of_work import UnitOfWork
    from handlers.officers.link_officer import code_hash

    with opened(installation()) as office:
        authority, body = _place(office.installation, unit)
        code = secrets.token_urlsafe(12)
        now = office.clock.now()

        def work(connection: Connection) -> None:
            with UnitOfWork(connection, now, office.database) as uow:
                groups.invite_group(uow.session, authority=authority, body=body, code_hash=code_hash(code), now=now)

        office.database.write(work).result()
    typer.echo(f"code: {code}")
    typer.echo(texts.invitation_group(code))


def _place(here: "Installation", unit: str) -> tuple[str, str | None]:
    """`van-tuong`, or a body in it: `van-tuong/kinh-te-xa`."""
    authority, slash, body = unit.partition("/")
    communes = [one.id for one in here.locality.communes(here.today)]
    if authority not in communes:
        raise CallerMistake(texts.unknown_unit(unit, ", ".join(communes)))
    if slash and body not in here.locality.bodies:
        raise CallerMistake(texts.unknown_body(body, ", ".join(here.locality.bodies)))
    return authority, body or None


@officer_app.command("list", help=texts.help_list_officers())
def listing() -> None:
    here = base()
    with looked_into(here) as database:
        for line in database.read(lambda connection: _lines(connection, here.today)) if database else ():
            typer.echo(line)


def _lines(connection: Connection, today: date) -> list[str]:
    with Session(connection) as session:
        return [
            texts.officer_line(
                post.id, person.name, officer_texts.role(post.role), "/".join(filter(None, (post.authority, post.body))),
                texts.officer_state(
                    linked=post.linked_at is not None, revoked=post.revoked_at is not None,
                    absent_until=post.absent_until if post.absent_until and post.absent_until >= today else None,
                ),
            )
            for post, person in people.all_posts(session)
        ]  # fmt: skip


@officer_app.command("revoke", help=texts.help_revoke())
def revoke(number: Number) -> None:
    from bot.installation.desk import desk_of
    from bot.installation.opening import opened
    from db.unit_of_work import UnitOfWork
    from handlers import revoke_officer

    with opened(installation()) as office:
        now, desk = office.clock.now(), desk_of(office)

        def work(connection: Connection) -> int | None:
            with UnitOfWork(connection, now, office.database) as uow:
                return revoke_officer.revoke_officer(uow, desk, number)

        moved = office.database.write(work).result()
    if moved is None:
        raise CallerMistake(texts.unknown_officer(number))
    typer.echo(texts.revoked(number, moved))


@officer_app.command("absent", help=texts.help_absent())
def absent(
    number: Number, until: Annotated[datetime, typer.Option("--until", formats=["%Y-%m-%d"], help=texts.help_until())]
) -> None:
    from bot.installation.opening import opened
    from db.unit_of_work import UnitOfWork

    with opened(installation()) as office:

        def work(connection: Connection) -> bool:
            with UnitOfWork(connection, office.clock.now(), office.database) as uow:
                return people.set_absent(uow.session, number, until.date())

        known = office.database.write(work).result()
    if not known:
        raise CallerMistake(texts.unknown_officer(number))
    typer.echo(texts.absent(number, until.date()))
