"""What every message needs to know before it is handled, read at once: its chat's last number, how the conversation stands,
and who writes. New people are made here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, Integer, String, Table, Text, and_, bindparam, case, literal_column, select, update
from sqlalchemy import cast as as_type

from db.engine.database import overwriting_insert
from db.engine.prepared import SOME, Prepared, Row, WrittenJson, filled, filled_in, some
from db.stores.people import HELD, POST, HeldPost
from db.tables import Chat, ChatSeq, Contact, Conversation, Inbox, Instant, Person, Post

_CONVERSATIONS, _PEOPLE, _CONTACTS = (cast(Table, model.__table__) for model in (Conversation, Person, Contact))


@dataclass(frozen=True)
class Message:
    """Where a message comes from. `address`: of the person; `person_key`: the same in a group, empty in a private chat."""

    chat_id: int
    channel: str
    address: str
    person_key: str = ""
    private: bool = True


@dataclass(frozen=True)
class Sender:
    """The person who writes, with the posts they hold as the message came in. `noticed`: the notice about personal data was
    shown before this message; `keeps_words`: what could not be answered may be kept."""

    id: int
    noticed: bool
    posts: tuple[HeldPost, ...] = ()
    keeps_words: bool = False


@dataclass(frozen=True)
class Arrival:
    """`last`: the chat's last number; `state`: of the conversation, as JSON, None where it is new."""

    last: int
    state: str | None
    sender: Sender


def look(connection: Connection, message: Message, now: datetime) -> Arrival:
    """Whoever never wrote from that address is a new person."""
    values = {
        "chat": message.chat_id, "channel": message.channel, "address": message.address, "person": message.person_key,
    }  # fmt: skip
    rows = _LOOK.all(connection, values)
    assert rows, "every chat has its numbers"
    return arrive(connection, message, rows, now)


def look_ahead(connection: Connection, row_ids: Sequence[int]) -> dict[int, list[Row]]:
    """The same for several received rows of different chats at once, as far as it can be told beforehand: for `arrive`."""
    found: dict[int, list[Row]] = {}
    for first in range(0, len(row_ids), SOME):
        for row_id, *seen in _LOOK_AHEAD.all(connection, filled("row", row_ids[first : first + SOME])):
            found.setdefault(row_id, []).append(tuple(seen))
    return found


def arrive(connection: Connection, message: Message, rows: Sequence[Row], now: datetime) -> Arrival:
    """What was seen of the message by `look_ahead`, a row for each post of its sender; whoever never wrote from that address is
    made here."""
    last, state, person_id, noticed_at, reached_in, keeps_words, *_ = rows[0]
    if person_id is None:
        return Arrival(last, state, Sender(_new(connection, message, now), noticed=False))
    if message.private and reached_in is None:
        _REACH.send(connection, {"chat": message.chat_id, "channel": message.channel, "address": message.address})
    posts = tuple(HeldPost(*row[-len(POST) :]) for row in rows if row[-1] is not None)
    return Arrival(last, state, Sender(person_id, noticed_at is not None, posts, keeps_words))


_AT = and_(Contact.channel == bindparam("channel"), Contact.address == bindparam("address"))
_SEEN = (
    ChatSeq.last,
    as_type(Conversation.state, Text),
    Contact.person_id,
    Person.noticed_at,
    Contact.chat_id,
    Person.keeps_words,
    *POST,
)
_POSTS = and_(Post.person_id == Contact.person_id, *HELD)
_LOOK = Prepared(
    select(*_SEEN)
    .outerjoin(Conversation, and_(Conversation.chat_id == ChatSeq.chat_id, Conversation.person_key == bindparam("person")))
    .outerjoin(Contact, _AT)
    .outerjoin(Person, Person.id == Contact.person_id)
    .outerjoin(Post, _POSTS)
    .where(ChatSeq.chat_id == bindparam("chat"))
    .order_by(Post.id)
)
_ADDRESS = case((Inbox.person_key == literal_column("''", String), Chat.key), else_=Inbox.person_key)
_LOOK_AHEAD = Prepared(
    select(Inbox.id, *_SEEN)
    .join(Chat, Chat.id == Inbox.chat_id)
    .join(ChatSeq, ChatSeq.chat_id == Inbox.chat_id)
    .outerjoin(Conversation, and_(Conversation.chat_id == Inbox.chat_id, Conversation.person_key == Inbox.person_key))
    .outerjoin(Contact, and_(Contact.channel == Chat.channel, Contact.address == _ADDRESS))
    .outerjoin(Person, Person.id == Contact.person_id)
    .outerjoin(Post, _POSTS)
    .where(Inbox.id.in_(some("row", Integer())))
    .order_by(Post.id)
)
_REACH = Prepared(update(_CONTACTS).where(_AT).values(chat_id=bindparam("chat")))


def _new(connection: Connection, message: Message, now: datetime) -> int:
    made = _PERSON.one(connection, {"created_at": now})
    assert made is not None
    person_id: int = made[0]
    _CONTACT.send(
        connection,
        {
            "person_id": person_id, "channel": message.channel, "address": message.address,
            "chat_id": message.chat_id if message.private else None, "created_at": now,
        },
    )  # fmt: skip
    return person_id


_PERSON = Prepared(
    _PEOPLE.insert()
    .values(filled_in(_PEOPLE, "created_at") | {"name": "", "phone": "", "keeps_words": False})
    .returning(Person.id)
)
_CONTACT = Prepared(_CONTACTS.insert().values(filled_in(_CONTACTS, "person_id", "channel", "address", "chat_id", "created_at")))


def noticed(connection: Connection, person_id: int, now: datetime) -> None:
    """The notice about personal data was shown to this person."""
    _NOTICED.send(connection, {"person": person_id, "now": now})


_NOTICED = Prepared(update(_PEOPLE).where(Person.id == bindparam("person")).values(noticed_at=bindparam("now", type_=Instant)))


def keep_states(connection: Connection, states: Sequence[Mapping[str, Any]]) -> None:
    """How conversations stand now, each as chat_id, person_key, state (JSON text) and updated_at."""
    _KEEP.send(connection, *states)


_KEEP = Prepared(
    lambda dialect: overwriting_insert(dialect, _CONVERSATIONS, ["state", "updated_at"], ["chat_id", "person_key"]).values(
        filled_in(_CONVERSATIONS, "chat_id", "person_key", "updated_at") | {"state": bindparam("state", type_=WrittenJson)}
    )
)
