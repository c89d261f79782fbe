"""`nghedan officer …`: inviting, listing and revoking officers, and noting when one is away."""

import secrets
from datetime import datetime
from typing import Annotated

import typer
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from bot.errors import CallerMistake
from bot.installation.opening import Installation, Opened, opened
from db.stores import groups, people
from db.unit_of_work import UnitOfWork
from handlers import revoke_officer
from handlers.officers.link_officer import code_hash
from texts.vi.officer import staff
from texts.vi.operator import officers as operator_officers
from texts.vi.operator.help import officers as help_officers

ROLES = ("officer", "focal", "leader", "chairman", "editor", "admin")

Number = Annotated[int, typer.Argument(metavar="NUMBER", help=help_officers.number())]

officer_app = typer.Typer()


@officer_app.command("invite", help=help_officers.invite())
def invite(
    unit: Annotated[str, typer.Option("--unit", help=help_officers.unit())],
    role: Annotated[str, typer.Option("--role", help=", ".join(ROLES))],
    name: Annotated[str, typer.Option("--name", help=help_officers.name())],
) -> None:
    with opened() as office:
        authority, body = _place(office.installation, unit)
        if role not in ROLES:
            raise CallerMistake(operator_officers.unknown_role(role, ", ".join(ROLES)))
        if not name.strip():
            raise CallerMistake(operator_officers.name_needed())
        code = secrets.token_urlsafe(12)
        now = office.clock.now()

        def work(connection: Connection) -> None:
            with UnitOfWork(connection, now, office.database) as uow:
                people.invite(
                    uow.session, authority=authority, body=body, role=role, name=name.strip(), code_hash=code_hash(code), now=now
                )

        office.database.write(work).result()
    typer.echo(f"code: {code}")
    typer.echo(operator_officers.invitation_web(f"{office.settings.address}/#start={code}"))
    typer.echo(operator_officers.invitation_console(code))
    if office.settings.telegram_token is not None:
        typer.echo(operator_officers.invitation_telegram(code))


@officer_app.command("group", help=help_officers.group())
def group(unit: Annotated[str, typer.Option("--unit", help=help_officers.unit())]) -> None:
    with opened() as office:
        authority, body = _place(office.installation, unit)
        code = secrets.token_urlsafe(12)
        now = office.clock.now()

        def work(connection: Connection) -> None:
            with UnitOfWork(connection, now, office.database) as uow:
                groups.invite_group(uow.session, authority=authority, body=body, code_hash=code_hash(code), now=now)

        office.database.write(work).result()
    typer.echo(f"code: {code}")
    typer.echo(operator_officers.invitation_group(code))


def _place(here: Installation, unit: str) -> tuple[str, str | None]:
    """`van-tuong`, or a body in it: `van-tuong/kinh-te-xa`."""
    authority, slash, body = unit.partition("/")
    communes = [one.id for one in here.locality.communes(here.today)]
    if authority not in communes:
        raise CallerMistake(operator_officers.unknown_unit(unit, ", ".join(communes)))
    if slash and body not in here.locality.bodies:
        raise CallerMistake(operator_officers.unknown_body(body, ", ".join(here.locality.bodies)))
    return authority, body or None


@officer_app.command("list", help=help_officers.listing())
def listing() -> None:
    with opened() as office:
        for line in office.database.read(lambda connection: _lines(office, connection)):
            typer.echo(line)


def _lines(office: Opened, connection: Connection) -> list[str]:
    today = office.installation.today
    with Session(connection) as session:
        return [
            operator_officers.line(
                post.id, person.name, staff.role(post.role), "/".join(filter(None, (post.authority, post.body))),
                operator_officers.state(
                    linked=post.linked_at is not None, revoked=post.revoked_at is not None,
                    absent_until=post.absent_until if post.absent_until and post.absent_until >= today else None,
                ),
            )
            for post, person in people.all_posts(session)
        ]  # fmt: skip


@officer_app.command("revoke", help=help_officers.revoke())
def revoke(number: Number) -> None:
    with opened() as office:
        now = office.clock.now()

        def work(connection: Connection) -> int | None:
            with UnitOfWork(connection, now, office.database) as uow:
                return revoke_officer.revoke_officer(uow, office.installation.desk, number)

        moved = office.database.write(work).result()
    if moved is None:
        raise CallerMistake(operator_officers.unknown(number))
    typer.echo(operator_officers.revoked(number, moved))


@officer_app.command("absent", help=help_officers.absent())
def absent(
    number: Number, until: Annotated[datetime, typer.Option("--until", formats=["%Y-%m-%d"], help=help_officers.until())]
) -> None:
    with opened() as office:

        def work(connection: Connection) -> bool:
            with UnitOfWork(connection, office.clock.now(), office.database) as uow:
                return people.set_absent(uow.session, number, until.date())

        known = office.database.write(work).result()
    if not known:
        raise CallerMistake(operator_officers.unknown(number))
    typer.echo(operator_officers.absent(number, until.date()))
