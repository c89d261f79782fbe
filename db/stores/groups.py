"""Group chats of offices, and which case a message in a chat was about."""

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from db.engine.prepared import Prepared
from db.engine.storing import read_all
from db.stores.people import Destination
from db.tables import Chat, OfficeGroup, Outbox


def invite_group(session: Session, *, authority: str, body: str | None, code_hash: str, now: datetime) -> OfficeGroup:
    group = OfficeGroup(authority=authority, body=body, invitation_hash=code_hash, invited_at=now)
    session.add(group)
    session.flush()
    return group


def group_invitation(session: Session, code_hash: str) -> OfficeGroup | None:
    query = select(OfficeGroup).where(OfficeGroup.invitation_hash == code_hash, OfficeGroup.revoked_at.is_(None))
    return session.scalar(query.with_for_update())


def group_of_chat(session: Session, chat_id: int) -> OfficeGroup | None:
    return session.scalar(select(OfficeGroup).where(OfficeGroup.chat_id == chat_id, OfficeGroup.revoked_at.is_(None)))


def group_chats(session: Session, authority: str, body: str | None) -> list[Destination]:
    """The group of the body, else that of its commune; none where the bot can no longer write there."""
    rows = read_all(session, _GROUPS, {"authority": authority})
    own = [Destination(chat_id, channel) for chat_id, channel, owner in rows if body is not None and owner == body]
    return own or [Destination(chat_id, channel) for chat_id, channel, owner in rows if owner is None]


_GROUPS = Prepared(
    select(OfficeGroup.chat_id, Chat.channel, OfficeGroup.body)
    .join(Chat, Chat.id == OfficeGroup.chat_id)
    .where(OfficeGroup.authority == bindparam("authority"), OfficeGroup.revoked_at.is_(None), Chat.unreachable.is_(None))
    .order_by(OfficeGroup.id)
)


def broken_groups(session: Session) -> list[tuple[OfficeGroup, str]]:
    """Linked groups that the bot cannot write to, with the reason."""
    query = select(OfficeGroup, Chat.unreachable).join(Chat, Chat.id == OfficeGroup.chat_id)
    rows = session.execute(query.where(OfficeGroup.revoked_at.is_(None), Chat.unreachable.is_not(None)))
    return [(group, reason) for group, reason in rows if reason is not None]


def case_of_message(session: Session, chat_id: int, external_id: str) -> int | None:
    """The case that a message of ours in this chat was about, by the platform's id of it."""
    rows = session.execute(
        select(Outbox.case_id, Outbox.external_id).where(
            Outbox.chat_id == chat_id, Outbox.case_id.is_not(None), Outbox.external_id.contains(external_id, autoescape=True)
        )
    )
    return next((case_id for case_id, ids in rows if external_id in (ids or "").split(",")), None)


def waiting_cards(session: Session, chat_id: int) -> int:
    """How many case messages still wait to be sent to a chat."""
    query = select(Outbox.id).where(Outbox.chat_id == chat_id, Outbox.lane == "case", Outbox.state == "waiting").limit(100)
    return len(session.scalars(query).all())
