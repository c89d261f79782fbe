"""What the web chat reads: its chat by key, whether anything is new, whose a file is, what a button was called."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, String, cast, func, select

from db.messages import Attachment, Outgoing
from db.tables import Chat, ChatSeq, Inbox, Outbox

CHANNEL = "web"
RECENT_BUTTONS = 30  # messages looked through for the label of a pressed button
KEYS_AT_ONCE = 500  # below every engine's limit of parameters


@dataclass(frozen=True)
class WebChat:
    """A chat as the page needs it: `last` is the number of its newest message, `hidden_upto` that of the last hidden one."""

    id: int
    hidden_upto: int
    last: int


def find(connection: Connection, chat_key: str) -> WebChat | None:
    """The chat of this key; None before its first message."""
    row = connection.execute(
        select(Chat.id, Chat.hidden_upto, func.coalesce(ChatSeq.last, 0))
        .outerjoin(ChatSeq, ChatSeq.chat_id == Chat.id)
        .where(Chat.channel == CHANNEL, Chat.chat_key == chat_key)
    ).one_or_none()
    return WebChat(*row) if row else None


def last_numbers(connection: Connection, chat_keys: Sequence[str]) -> dict[str, int]:
    """The number of the newest message of each chat that has one."""
    found: dict[str, int] = {}
    for start in range(0, len(chat_keys), KEYS_AT_ONCE):
        rows = connection.execute(
            select(Chat.chat_key, ChatSeq.last)
            .join(ChatSeq, ChatSeq.chat_id == Chat.id)
            .where(Chat.channel == CHANNEL, Chat.chat_key.in_(chat_keys[start : start + KEYS_AT_ONCE]))
        )
        found.update((key, last) for key, last in rows)
    return found


def has_unconfirmed(connection: Connection, chat_id: int, upto: int) -> bool:
    """Whether a message up to this number does not yet count as delivered."""
    waiting = [Outbox.chat_id == chat_id, Outbox.seq <= upto, Outbox.state == "waiting"]
    return connection.execute(select(Outbox.id).where(*waiting).limit(1)).first() is not None


def label_of(connection: Connection, chat_id: int, value: str) -> str | None:
    """What the button with this value was called in the chat's recent messages."""
    query = select(Outbox.body).where(Outbox.chat_id == chat_id).order_by(Outbox.seq.desc()).limit(RECENT_BUTTONS)
    for (body,) in connection.execute(query):
        for choice in Outgoing.model_validate(body).choices:
            if choice.value == value:
                return choice.label
    return None


def file_of(connection: Connection, chat: WebChat, sha256: str) -> Attachment | None:
    """The file with this hash, if a message shown in this chat carries it."""
    sent = select(Inbox.copy).where(Inbox.chat_id == chat.id, Inbox.seq > chat.hidden_upto)
    received = select(Outbox.body).where(Outbox.chat_id == chat.id, Outbox.seq > chat.hidden_upto)
    for query, column in ((sent, Inbox.copy), (received, Outbox.body)):
        for (message,) in connection.execute(query.where(cast(column, String).contains(sha256, autoescape=True))):
            found = _among(message, sha256)
            if found:
                return found
    return None


def _among(message: dict[str, Any], sha256: str) -> Attachment | None:
    return next((Attachment.model_validate(file) for file in message.get("files", ()) if file["sha256"] == sha256), None)
