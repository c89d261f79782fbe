"""Outgoing messages: written with the change they tell of, delivered afterwards, numbered within their chat.

db/queues/delivery.py takes them from here to a platform; people who read them here see them with `after` and `confirm` them.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    String,
    Table,
    bindparam,
    delete,
    func,
    literal_column,
    or_,
    select,
    update,
)  # fmt: skip

from db.engine.database import Database, ignoring_insert
from db.engine.prepared import SOME, Prepared, WrittenJson, filled, filled_in, some
from db.queues import tellings
from db.queues.messages import Attachment, Choice, Outgoing, as_json
from db.tables import Chat, ChatSeq, Inbox, Instant, Outbox

Lane = Literal["reply", "case", "broadcast"]

# The busy statements are built once: putting one together costs several times what running it does.
# States are written out, not bound: a partial index is used only where its very words stand in the statement.
_WAITING: ColumnElement[str] = literal_column("'waiting'", String)
_SENDING: ColumnElement[str] = literal_column("'sending'", String)
_NUMBERS = cast(Table, ChatSeq.__table__)
_TABLE = Outbox.__table__
_DEAD: ColumnElement[str] = literal_column("'dead'", String)
_DROPPED: ColumnElement[str] = literal_column("'dropped'", String)


@dataclass(frozen=True)
class Draft:
    """A message to be written. `key` is unique for ever; `due_at` (push channels only) lets it leave later."""

    chat_id: int
    outgoing: Outgoing
    key: str
    lane: Lane = "reply"
    case_id: int | None = None
    due_at: datetime | None = None
    telling: str | None = None


@dataclass(frozen=True)
class Shown:
    """One message as a chat shows it again, `number` growing without gaps."""

    number: int
    sender: Literal["bot", "me", "officer"]
    text: str
    choices: tuple[Choice, ...] = ()
    files: tuple[Attachment, ...] = ()
    outgoing: Outgoing | None = None  # None where "me" said it


# ---------------------------------------------------------------- writing


def write(connection: Connection, messages: Sequence[Draft], now: datetime) -> dict[str, int]:
    """Writes messages, each under the next number of its chat; a known key is passed over. Returns the number of each new key.

    Comes last in a transaction: it locks the numbers of the chats, in sorted order.
    """
    if not messages:
        return {}
    wanted = Counter(draft.chat_id for draft in messages)
    before = _take_numbers(connection, wanted)
    rows = _numbered(messages, before, now)
    if _INSERT.run_many(connection, rows) < len(rows):
        rows = _without_known(connection, messages, before, now)
    return {row["key"]: row["seq"] for row in rows}


def _take_numbers(connection: Connection, wanted: Mapping[int, int]) -> dict[int, tuple[str, int]]:
    """As many numbers of each chat as are wanted: its channel, and its last number before those that are ours now."""
    if len(wanted) == 1:
        ((chat_id, number),) = wanted.items()
        row = _TAKE_NUMBERS.one(connection, {"chat": chat_id, "number": number})
        before = {} if row is None else {chat_id: (row[1], row[0] - number)}
    else:
        before = _lock_numbers(connection, sorted(wanted))
    if unknown := wanted.keys() - before.keys():
        raise KeyError(min(unknown))
    if len(wanted) > 1:
        _SAVE_NUMBER.send(
            connection, *({"chat": chat_id, "number": last + wanted[chat_id]} for chat_id, (_, last) in before.items())
        )
    return before


def _lock_numbers(connection: Connection, chat_ids: Sequence[int]) -> dict[int, tuple[str, int]]:
    before: dict[int, tuple[str, int]] = {}
    for first in range(0, len(chat_ids), SOME):
        rows = _LOCK_NUMBERS.all(connection, filled("chat", chat_ids[first : first + SOME]))
        before |= {chat_id: (channel, last) for chat_id, channel, last in rows}
    return before


def _numbered(messages: Sequence[Draft], before: Mapping[int, tuple[str, int]], now: datetime) -> list[dict[str, Any]]:
    last = dict(before)
    rows = []
    for draft in sorted(messages, key=lambda draft: draft.chat_id):
        channel, number = last[draft.chat_id]
        last[draft.chat_id] = channel, number + 1
        rows.append(_row(draft, channel, number + 1, now))
    return rows


def _without_known(
    connection: Connection, messages: Sequence[Draft], before: Mapping[int, tuple[str, int]], now: datetime
) -> list[dict[str, Any]]:
    """Some keys were known: all is written anew without them, so that no number is left out. The numbers are still ours."""
    for chat_id, (_, last) in before.items():
        connection.execute(delete(Outbox).where(Outbox.chat_id == chat_id, Outbox.seq > last))
    known = set(connection.scalars(_KNOWN_KEYS, {"keys": [draft.key for draft in messages]}))
    fresh = list({draft.key: draft for draft in reversed(messages) if draft.key not in known}.values())[::-1]
    rows = _numbered(fresh, before, now)
    if rows:
        _INSERT.run_many(connection, rows)
    written = Counter(row["chat_id"] for row in rows)
    for chat_id, (_, last) in before.items():
        _SAVE_NUMBER.send(connection, {"chat": chat_id, "number": last + written[chat_id]})
    return rows


_KNOWN_KEYS = select(Outbox.key).where(Outbox.key.in_(bindparam("keys", expanding=True)))
_SAVE_NUMBER = Prepared(
    update(_NUMBERS).where(_NUMBERS.c.chat_id == bindparam("chat")).values(last=bindparam("number", type_=Integer))
)
_LOCK_NUMBERS = Prepared(
    select(ChatSeq.chat_id, Chat.channel, ChatSeq.last)
    .join(Chat, Chat.id == ChatSeq.chat_id)
    .where(ChatSeq.chat_id.in_(some("chat", Integer())))
    .order_by(ChatSeq.chat_id)
    .with_for_update(of=ChatSeq)
)
_INSERT = Prepared(
    lambda dialect: ignoring_insert(dialect, _TABLE, ["key"]).values(
        filled_in(_TABLE, "key", "chat_id", "channel", "seq", "lane", "case_id", "telling", "due_at", "created_at")
        | {"body": bindparam("body", type_=WrittenJson), "state": "waiting", "attempts": 0, "losses": 0, "progress": 0}
    )
)
_TAKE_NUMBERS = Prepared(
    update(_NUMBERS)
    .where(_NUMBERS.c.chat_id == bindparam("chat"))
    .values(last=_NUMBERS.c.last + bindparam("number", type_=Integer))
    .returning(_NUMBERS.c.last, select(Chat.channel).where(Chat.id == bindparam("chat")).scalar_subquery())
)


def _row(draft: Draft, channel: str, seq: int, now: datetime) -> dict[str, Any]:
    return {
        "key": draft.key, "chat_id": draft.chat_id, "channel": channel, "seq": seq, "lane": draft.lane,
        "body": as_json(draft.outgoing), "case_id": draft.case_id, "telling": draft.telling,
        "due_at": draft.due_at or now, "created_at": now,
    }  # fmt: skip


def _dumped(outgoing: Outgoing) -> dict[str, Any]:
    return outgoing.model_dump(mode="json", exclude_defaults=True)


# ---------------------------------------------------------------- showing, where people read them here


def after(connection: Connection, chat_id: int, after_seq: int, limit: int) -> list[Shown]:
    """What was said in a chat after a number, by the bot and by "me", in order."""
    hidden = connection.execute(select(Chat.hidden_upto).where(Chat.id == chat_id)).scalar()
    if hidden is None:
        return []
    span = {"chat": chat_id, "since": max(after_seq, hidden), "most": limit}
    shown = [_from_me(row.seq, row.copy) for row in connection.execute(_SAID, span)]
    shown += [_from_bot(row.seq, row.body) for row in connection.execute(_ANSWERED, span)]
    return sorted(shown, key=lambda one: one.number)[:limit]


_SAID = (
    select(Inbox.seq, Inbox.copy)
    .where(Inbox.chat_id == bindparam("chat"), Inbox.seq > bindparam("since"), Inbox.copy.is_not(None))
    .order_by(Inbox.seq)
    .limit(bindparam("most"))
)
_ANSWERED = (
    select(Outbox.seq, Outbox.body)
    .where(Outbox.chat_id == bindparam("chat"), Outbox.seq > bindparam("since"), Outbox.state != "dropped")
    .order_by(Outbox.seq)
    .limit(bindparam("most"))
)


def _from_me(number: int, copy: dict[str, Any]) -> Shown:
    files = tuple(Attachment.model_validate(file) for file in copy.get("files", ()))
    return Shown(number, "me", copy["text"], files=files)


def _from_bot(number: int, body: dict[str, Any]) -> Shown:
    outgoing = Outgoing.model_validate(body)
    return Shown(number, outgoing.sender, outgoing.text, outgoing.choices, outgoing.files, outgoing)


def confirm(connection: Connection, chat_id: int, upto_seq: int, now: datetime) -> int:
    """The client has seen all up to a number: they count as delivered. Returns how many were new."""
    span = {"chat": chat_id, "upto": upto_seq, "now": now}
    for row_id, channel, body, telling in _TELLS_MORE.all(connection, span):
        tellings.reached(connection, [telling], channel, now)
        keep_afterwards(connection, row_id, Outgoing.model_validate(body))
    return _CONFIRM.run(connection, span)


_OPEN = (  # the very words of the chat's index
    Outbox.chat_id == bindparam("chat"),
    Outbox.seq <= bindparam("upto", type_=Integer),
    Outbox.state.in_([_WAITING, _SENDING]),
    Outbox.state == _WAITING,
)
_TELLS_MORE = Prepared(
    select(Outbox.id, Outbox.channel, Outbox.body, Outbox.telling).where(
        or_(Outbox.body["afterwards"].as_string().is_not(None), Outbox.telling.is_not(None)), *_OPEN
    )
)
_CONFIRM = Prepared(update(Outbox).where(*_OPEN).values(state="sent", sent_at=bindparam("now", type_=Instant)))


def keep_afterwards(connection: Connection, row_id: int, delivered: Outgoing) -> None:
    """What is shown once (a PIN) is forgotten as soon as it was delivered; `afterwards` stands in its place."""
    if delivered.afterwards:
        Database.wipe_traces(connection)
        kept = delivered.model_copy(update={"text": delivered.afterwards, "afterwards": ""})
        connection.execute(update(Outbox).where(Outbox.id == row_id).values(body=_dumped(kept)))


def unconfirmed(connection: Connection, chat_id: int, upto_seq: int) -> bool:
    """Whether `confirm` would change anything."""
    return _UNCONFIRMED.one(connection, {"chat": chat_id, "upto": upto_seq}) is not None


_UNCONFIRMED = Prepared(select(Outbox.id).where(*_OPEN).limit(literal_column("1")))


def seen_upto(connection: Connection, chat_id: int) -> int:
    """The number before the first message that is not confirmed yet; that of the last one where all are."""
    first = select(func.min(Outbox.seq)).where(Outbox.chat_id == chat_id, Outbox.state == _WAITING)
    unseen: int | None = connection.execute(first).scalar_one()
    if unseen is not None:
        return unseen - 1
    return connection.execute(select(ChatSeq.last).where(ChatSeq.chat_id == chat_id)).scalar() or 0


def last_choices(connection: Connection, chat_id: int, *, numbered: bool = True) -> Outgoing | None:
    """The last message with choices, only `numbered` ones (to which a typed number refers) or any; among the last twenty."""
    for (body,) in _LAST_MESSAGES.each(connection, {"chat": chat_id}):
        if body.get("choices") and (body.get("numbered", True) or not numbered):
            return Outgoing.model_validate(body)
    return None


_LAST_MESSAGES = Prepared(
    select(Outbox.body)
    .join(Chat, Chat.id == Outbox.chat_id)
    .where(Outbox.chat_id == bindparam("chat"), Outbox.seq > Chat.hidden_upto, Outbox.state.not_in([_DEAD, _DROPPED]))
    .order_by(Outbox.seq.desc())
    .limit(20)
)


def wipe_after(connection: Connection, chat_id: int, after_seq: int, placeholder: str) -> None:
    """Forgets the replies in a chat after a number: they may repeat the citizen's words. News of cases stay."""
    Database.wipe_traces(connection)
    body = _dumped(Outgoing(text=placeholder))
    replies = [Outbox.chat_id == chat_id, Outbox.seq > after_seq, Outbox.lane == "reply"]
    connection.execute(update(Outbox).where(*replies).values(body=body))


# ---------------------------------------------------------------- looking after it


@dataclass(frozen=True)
class Listed:
    """A row as the command line lists it; never what it says."""

    row_id: int
    key: str
    channel: str
    chat_id: int
    state: str
    attempts: int
    losses: int
    reason: str | None
    created_at: datetime


def depths(connection: Connection, read_here: Collection[str] = ()) -> dict[str, int]:
    """How many messages wait, are on their way and are dead. `read_here`: channels whose people read from this table; what
    waits there until somebody does waits for nobody here, and does not count."""
    count = select(func.count()).select_from(Outbox)
    states = {
        "waiting": (Outbox.state == _WAITING) & Outbox.channel.not_in(read_here),
        "sending": Outbox.state == _SENDING,
        "dead": Outbox.state == _DEAD,
    }
    return {name: connection.execute(count.where(those)).scalar_one() for name, those in states.items()}


def listing(connection: Connection) -> list[Listed]:
    """All dead messages, oldest first."""
    query = select(*_listed_columns()).where(Outbox.state == _DEAD).order_by(Outbox.id)
    return [Listed(*row) for row in connection.execute(query)]


def show(connection: Connection, row_id: int) -> tuple[Listed, Outgoing] | None:
    """One message with its words, for an operator who asks for it."""
    row = connection.execute(select(*_listed_columns(), Outbox.body).where(Outbox.id == row_id)).one_or_none()
    return None if row is None else (Listed(*row[:-1]), Outgoing.model_validate(row.body))


def _listed_columns() -> list[ColumnElement[Any]]:
    columns = Outbox.__table__.c
    names = ("id", "key", "channel", "chat_id", "state", "attempts", "losses", "reason", "created_at")
    return [columns[name] for name in names]


def retry(connection: Connection, row_id: int, now: datetime) -> bool:
    """Lets a dead message be sent again; False where it is not dead."""
    values = {"state": "waiting", "losses": 0, "reason": None, "due_at": now}
    mine = update(Outbox).where(Outbox.id == row_id, Outbox.state == _DEAD).values(**values)
    found = connection.execute(mine.returning(Outbox.telling)).one_or_none()
    if found is not None:
        tellings.again(connection, found.telling)
    return found is not None


def drop(connection: Connection, row_id: int, now: datetime) -> bool:
    """Gives a dead or waiting message up and forgets its words; False where it is neither."""
    Database.wipe_traces(connection)
    mine = update(Outbox).where(Outbox.id == row_id, Outbox.state.in_(["dead", "waiting"]))
    found = connection.execute(mine.values(state="dropped", body={"text": ""}).returning(Outbox.telling)).one_or_none()
    if found is not None:
        tellings.failed(connection, found.telling, tellings.DROPPED, now)
    return found is not None
