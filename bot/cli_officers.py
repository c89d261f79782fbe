"""`nghedan officer …`: inviting, listing and revoking officers."""

import secrets
from typing import Annotated

import typer
from sqlalchemy import Connection, select, update
from sqlalchemy.orm import Session

from bot.errors import CallerMistake
from bot.opening import Opened, opened
from cases.lifecycle import OPEN_STATES
from db import people
from db.tables import Case, Post
from handlers.desk import HANOI
from handlers.link_officer import code_hash
from texts.vi import officer as officer_texts
from texts.vi import operator as texts

ROLES = ("officer", "focal", "leader", "chairman", "editor", "admin")

officer_app = typer.Typer(no_args_is_help=True)


@officer_app.command("invite", help=texts.help_invite())
def invite(
    unit: Annotated[str, typer.Option("--unit")],
    role: Annotated[str, typer.Option("--role")],
    name: Annotated[str, typer.Option("--name")],
) -> None:
    with opened() as office:
        authority, body = _place(office, unit)
        if role not in ROLES:
            raise CallerMistake(texts.unknown_role_of_officer(role, ", ".join(ROLES)))
        if not name.strip():
            raise CallerMistake(texts.name_needed())
        code = secrets.token_urlsafe(12)

        def work(connection: Connection) -> None:
            with Session(connection, join_transaction_mode="rollback_only") as session:
                people.invite(
                    session, authority=authority, body=body, role=role, name=name.strip(), code_hash=code_hash(code), now=office.clock.now()
                )

        office.database.write(work).result()
        typer.echo(f"code: {code}")
        typer.echo(texts.invitation_web(f"{office.settings.address}/?start={code}"))
        typer.echo(texts.invitation_console(code))


def _place(office: Opened, unit: str) -> tuple[str, str | None]:
    """`van-tuong`, or a body in it: `van-tuong/kinh-te-xa`."""
    locality = office.office.desk.locality
    authority, _, body = unit.partition("/")
    communes = [one.id for one in locality.communes(office.clock.now().astimezone(HANOI).date())]
    if authority not in communes or (body and body not in locality.bodies):
        raise CallerMistake(texts.unknown_unit(unit, ", ".join(communes)))
    return authority, body or None


@officer_app.command("list", help=texts.help_list_officers())
def listing() -> None:
    with opened() as office:

        def work(connection: Connection) -> list[str]:
            with Session(connection) as session:
                return [
                    texts.officer_line(
                        post.id, person.name, officer_texts.role(post.role), "/".join(filter(None, (post.authority, post.body))),
                        texts.officer_state(post.linked_at is not None, post.revoked_at is not None),
                    )
                    for post, person in people.all_posts(session)
                ]  # fmt: skip

        for line in office.database.read(work):
            typer.echo(line)


@officer_app.command("revoke", help=texts.help_revoke())
def revoke(number: int) -> None:
    """The post ends at once; the open cases it had are nobody's again, so that the focal officer sees them first."""
    with opened() as office:

        def work(connection: Connection) -> int | None:
            post = connection.execute(select(Post.person_id, Post.authority).where(Post.id == number, Post.revoked_at.is_(None))).one_or_none()
            if post is None:
                return None
            connection.execute(update(Post).where(Post.id == number).values(revoked_at=office.clock.now(), invitation_hash=None))
            held = update(Case).where(Case.handler_id == post.person_id, Case.authority == post.authority, Case.state.in_(OPEN_STATES))
            return connection.execute(held.values(handler_id=None, body=None)).rowcount

        moved = office.database.write(work).result()
        if moved is None:
            raise CallerMistake(texts.unknown_officer(number))
        typer.echo(texts.revoked(number, moved))
