"""What the web chat reads: its chat by key, whether anything is new, whose a file is, what a button was called."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CompoundSelect, Connection, String, bindparam, cast, func, select, union_all

from db.queues.messages import Attachment, Outgoing
from db.tables import Chat, ChatSeq, Inbox, Outbox

RECENT_BUTTONS = 30  # messages looked through for the label of a pressed button
KEYS_AT_ONCE = 500  # below every engine's limit of parameters


@dataclass(frozen=True)
class WebChat:
    """A chat as the page needs it: `last` is the number of its newest message, `hidden_upto` that of the last hidden one."""

    id: int
    hidden_upto: int
    last: int


def find(connection: Connection, channel: str, chat_key: str) -> WebChat | None:
    """The chat of this key; None before its first message."""
    row = connection.execute(_FIND, {"channel": channel, "key": chat_key}).one_or_none()
    return WebChat(*row) if row else None


def last_numbers(connection: Connection, channel: str, chat_keys: Sequence[str]) -> dict[str, int]:
    """The number of the newest message of each chat that has one."""
    found: dict[str, int] = {}
    for start in range(0, len(chat_keys), KEYS_AT_ONCE):
        rows = connection.execute(_LAST, {"channel": channel, "keys": chat_keys[start : start + KEYS_AT_ONCE]})
        found.update((key, last) for key, last in rows)
    return found


@dataclass(frozen=True)
class Mark:
    """Up to where the queues were looked through."""

    inbox_id: int = 0
    outbox_id: int = 0


def newest(connection: Connection) -> Mark:
    return Mark(*connection.execute(_NEWEST).one())


def news_since(connection: Connection, channel: str, mark: Mark) -> tuple[dict[str, int], Mark]:
    """The chats that got messages since, each with the newest number seen; costs what is new, not what is open.

    On PostgreSQL a row can appear below the mark, when its transaction took longer than a later one: look with
    `last_numbers` too from time to time.
    """
    found: dict[str, int] = {}
    upto = newest(connection)
    span = {"channel": channel, "inbox": mark.inbox_id, "outbox": mark.outbox_id}
    for key, number in connection.execute(_NEWS, span) if upto != mark else ():
        found[key] = max(number, found.get(key, 0))
    return found, upto


def has_unconfirmed(connection: Connection, chat_id: int, upto: int) -> bool:
    """Whether a message up to this number does not yet count as delivered."""
    return connection.execute(_UNCONFIRMED, {"chat": chat_id, "upto": upto}).first() is not None


# Built once: the streams run these after every commit.
_FIND = (
    select(Chat.id, Chat.hidden_upto, func.coalesce(ChatSeq.last, 0))
    .outerjoin(ChatSeq, ChatSeq.chat_id == Chat.id)
    .where(Chat.channel == bindparam("channel"), Chat.key == bindparam("key"))
)
_LAST = (
    select(Chat.key, ChatSeq.last)
    .join(ChatSeq, ChatSeq.chat_id == Chat.id)
    .where(Chat.channel == bindparam("channel"), Chat.key.in_(bindparam("keys", expanding=True)))
)
_NEWEST = select(
    select(func.coalesce(func.max(Inbox.id), 0)).scalar_subquery(),
    select(func.coalesce(func.max(Outbox.id), 0)).scalar_subquery(),
)
_NEWS: CompoundSelect[Any] = union_all(
    select(Chat.key, Inbox.seq)
    .join(Chat, Chat.id == Inbox.chat_id)
    .where(Inbox.id > bindparam("inbox"), Inbox.seq.is_not(None), Chat.channel == bindparam("channel")),
    select(Chat.key, Outbox.seq)
    .join(Chat, Chat.id == Outbox.chat_id)
    .where(Outbox.id > bindparam("outbox"), Chat.channel == bindparam("channel")),
)
_UNCONFIRMED = (
    select(Outbox.id)
    .where(Outbox.chat_id == bindparam("chat"), Outbox.seq <= bindparam("upto"), Outbox.state == "waiting")
    .limit(1)
)


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
