"""Received updates: stored as bytes before anything looks at them, handled in order chat by chat.

A claim locks the chat's row, so its rows are handled one at a time. Whoever locks more takes: chat, cases, counters, and last,
in `outbox.write`, message numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    String,
    bindparam,
    func,
    insert,
    literal_column,
    not_,
    null,
    select,
    update,
)
from sqlalchemy.orm import aliased

from db.engine.database import Database, ignoring_insert, insert_ignore
from db.engine.prepared import Prepared, filled_in
from db.queues.messages import Incoming, Prompt
from db.tables import Chat, ChatSeq, Inbox, Instant

INTERNAL = "internal"  # the "channel" of rows the program writes itself

# The busy statements are built once: putting one together costs several times what running it does.
# States are written out, not bound: a partial index is used only where its very words stand in the statement.
_WAITING: ColumnElement[str] = literal_column("'waiting'", String)
_FETCHING: ColumnElement[str] = literal_column("'fetching'", String)
_TABLE = Inbox.__table__


@dataclass(frozen=True)
class Accepted:
    """`seq` is the message's number in its chat; None where no copy was kept."""

    row_id: int
    chat_id: int
    seq: int | None
    repeated: bool


@dataclass(frozen=True)
class Claim:
    """A row to handle, its chat locked until the transaction ends. `attempts`: how often it was begun or failed before."""

    row_id: int
    chat_id: int
    channel: str  # of the chat, also where the row is internal
    chat_key: str
    private: bool
    person_key: str
    body: bytes
    failed_files: int
    attempts: int
    received_at: datetime
    files: tuple[dict[str, Any], ...]
    internal: bool


# ---------------------------------------------------------------- receiving


def accept(  # noqa: PLR0913 - an update has that many facts
    connection: Connection,
    *,
    channel: str,
    update_key: str,
    chat_key: str,
    body: bytes,
    now: datetime,
    person_key: str = "",
    private: bool = True,
    files: Sequence[dict[str, Any]] = (),
    fetching: bool = False,
    handled: bool = False,
    copy: dict[str, Any] | None = None,
) -> Accepted:
    """Stores an update once; a repeat changes nothing and gets the first one's answer. `copy` ({"text", "files"}) is what a web
    chat shows of it, under its own number. `fetching`: it waits until `fetched`; `handled`: what it asks for is done already."""
    row = {
        "channel": channel, "update_key": update_key, "person_key": person_key, "body": body, "files": list(files),
        "state": "handled" if handled else "fetching" if fetching else "waiting", "received_at": now, "copy": copy,
        "failed_files": 0, "attempts": 0, "handled_at": now if handled else None,
    }  # fmt: skip
    if copy is None and (stored := _STORE_IN_KNOWN_CHAT.one(connection, row | {"chat_key": chat_key})):
        return Accepted(stored[0], stored[1], None, repeated=False)
    chat_id = ensure_chat(connection, channel, chat_key, now, private=private)
    # The number comes first: two messages of one chat get their ids in the order of their numbers.
    seq = None if copy is None else next_seq(connection, chat_id)
    if stored := _STORE.one(connection, row | {"chat_id": chat_id, "seq": seq}):
        return Accepted(stored[0], chat_id, seq, repeated=False)
    if seq is not None:  # a repeat: give the number back, it is still ours
        connection.execute(update(ChatSeq).where(ChatSeq.chat_id == chat_id).values(last=seq - 1))
    return _accepted(connection, channel, update_key)


_COLUMNS = (
    "channel", "update_key", "person_key", "body", "files", "failed_files", "state", "attempts", "received_at", "handled_at",
    "copy",
)  # fmt: skip
_AT_CHAT = (Chat.channel == bindparam("channel"), Chat.key == bindparam("chat_key"))
_UPDATE_KEY = ("channel", "update_key")
_STORE = Prepared(
    lambda dialect: (
        ignoring_insert(dialect, _TABLE, _UPDATE_KEY).values(filled_in(_TABLE, *_COLUMNS, "chat_id", "seq")).returning(Inbox.id)
    )
)
_STORE_IN_KNOWN_CHAT = Prepared(
    lambda dialect: (
        ignoring_insert(dialect, _TABLE, _UPDATE_KEY)
        .from_select([*_COLUMNS, "chat_id"], select(*filled_in(_TABLE, *_COLUMNS).values(), Chat.id).where(*_AT_CHAT))
        .returning(Inbox.id, Inbox.chat_id)
    )
)
_ACCEPTED = Prepared(
    select(Inbox.id, Inbox.chat_id, Inbox.seq).where(
        Inbox.channel == bindparam("channel"), Inbox.update_key == bindparam("update_key")
    )
)


def _accepted(connection: Connection, channel: str, update_key: str) -> Accepted:
    row = _ACCEPTED.one(connection, {"channel": channel, "update_key": update_key})
    assert row is not None, "it was just refused for being there"
    row_id, chat_id, seq = row
    return Accepted(row_id, chat_id, seq, repeated=True)


def ensure_chat(connection: Connection, channel: str, chat_key: str, now: datetime, *, private: bool = True) -> int:
    """The id of a chat, made where it is new."""
    chat_id = find_chat(connection, channel, chat_key)
    if chat_id is not None:
        return chat_id
    made = _NEW_CHAT.one(
        connection, {"channel": channel, "chat_key": chat_key, "private": private, "created_at": now, "hidden_upto": 0}
    )
    if made is None:  # another process was quicker
        chat_id = find_chat(connection, channel, chat_key)
        assert chat_id is not None
        return chat_id
    _NEW_NUMBERS.send(connection, {"chat_id": made[0], "last": 0})
    return int(made[0])


_NEW_CHAT = Prepared(
    lambda dialect: (
        ignoring_insert(dialect, Chat.__table__, ("channel", "chat_key"))
        .values(filled_in(Chat.__table__, "channel", "chat_key", "private", "created_at", "hidden_upto"))
        .returning(Chat.id)
    )
)
_NEW_NUMBERS = Prepared(insert(ChatSeq).values(filled_in(ChatSeq.__table__, "chat_id", "last")))


_FIND_CHAT = Prepared(select(Chat.id).where(*_AT_CHAT))


def find_chat(connection: Connection, channel: str, chat_key: str) -> int | None:
    row = _FIND_CHAT.one(connection, {"channel": channel, "chat_key": chat_key})
    return None if row is None else row[0]


_NEXT_SEQ = Prepared(
    update(ChatSeq).where(ChatSeq.chat_id == bindparam("chat")).values(last=ChatSeq.last + 1).returning(ChatSeq.last)
)


def next_seq(connection: Connection, chat_id: int) -> int:
    """The chat's next message number; nobody else gets one until this transaction ends."""
    row = _NEXT_SEQ.one(connection, {"chat": chat_id})
    assert row is not None, "every chat has its numbers"
    number: int = row[0]
    return number


def prompt(connection: Connection, *, chat_id: int, key: str, prompt: Prompt, now: datetime) -> None:
    """Asks another chat to start a flow; it is handled like a message of that chat. `key` is unique."""
    body = Incoming(prompt=prompt).model_dump_json().encode()
    values = {"channel": INTERNAL, "update_key": key, "chat_id": chat_id, "body": body, "state": "waiting", "received_at": now}
    insert_ignore(connection, Inbox.__table__, values, conflict=["channel", "update_key"])


# ---------------------------------------------------------------- handling


def claim(connection: Connection, *, only_chat: int | None = None, cautious_upto: int | None = None) -> Claim | None:
    """Locks a chat that nobody else handles and gives its oldest open row; None where nothing can be handled now.

    A chat whose oldest row still waits for its files is passed over. `cautious_upto` (`newest` at the start, after an unclean
    stop): only rows up to this id; then each is claimed twice, first to `begin_attempt` and commit, then to handle it.
    """
    limits = {"most": 1, "only_chat": only_chat, "upto": cautious_upto}
    found = _claiming(only_chat is not None, cautious_upto is not None).all(connection, limits)
    return _claimed(connection, found[0]) if found else None


def claim_some(connection: Connection, most: int) -> list[Claim]:
    """The same for up to `most` chats, the one that has waited longest first."""
    return [_claimed(connection, row) for row in _claiming(False, False).all(connection, {"most": most})]


def _claimed(connection: Connection, row: tuple[Any, ...]) -> Claim:
    *facts, files, unreachable, stored_on = row
    claimed = Claim(*facts, tuple(files), stored_on == INTERNAL)  # type: ignore[call-arg]  # as many as there are columns
    if unreachable is not None and not claimed.internal:
        connection.execute(update(Chat).where(Chat.id == claimed.chat_id).values(unreachable=None))
    return claimed


@cache
def _claiming(only_chat: bool, upto: bool) -> Prepared:
    return Prepared(_candidates(only_chat, upto))


def _candidates(only_chat: bool, upto: bool) -> Select[*tuple[Any, ...]]:
    """Chat and row are locked together. The choice is made on an older view than the lock: where another worker finished the
    row in between, PostgreSQL looks at it again for being locked, and passes it over."""
    older = aliased(Inbox)
    first = not_(
        select(older.id)
        .where(older.chat_id == Inbox.chat_id, older.id < Inbox.id, older.state.in_([_FETCHING, _WAITING]))
        .limit(literal_column("1"))
        .offset(literal_column("0"))  # else PostgreSQL turns it round and reads all open rows, however few are asked for
        .exists()
    )
    query: Select[*tuple[Any, ...]] = (
        select(
            Inbox.id, Chat.id, Chat.channel, Chat.key, Chat.private, Inbox.person_key, Inbox.body,
            Inbox.failed_files, Inbox.attempts, Inbox.received_at, Inbox.files, Chat.unreachable, Inbox.channel,
        )
        .join(Inbox, Inbox.chat_id == Chat.id)
        .where(Inbox.state == _WAITING, first)
        .order_by(Inbox.id)
        .limit(bindparam("most", type_=Integer))
        # key_share: a message may be accepted for the chat (it refers to the row) while an earlier one is handled
        .with_for_update(of=[Chat, Inbox], skip_locked=True, key_share=True)
    )  # fmt: skip
    if only_chat:  # the second condition says nothing new, but lets SQLite see that its index of open rows will do
        query = query.where(Inbox.chat_id == bindparam("only_chat"), Inbox.state.in_([_FETCHING, _WAITING]))
    return query.where(Inbox.id <= bindparam("upto")) if upto else query


_FINISH = Prepared(
    update(Inbox)
    .where(Inbox.id == bindparam("row"))
    .values(state="handled", handled_at=bindparam("now", type_=Instant), body=null(), reason=null())
)


def finish(connection: Connection, row_id: int, now: datetime) -> None:
    """Handled: the row keeps its key and loses its body."""
    finish_all(connection, [row_id], now)


def finish_all(connection: Connection, row_ids: Sequence[int], now: datetime) -> None:
    """The same for several rows."""
    _FINISH.send(connection, *({"row": row_id, "now": now} for row_id in row_ids))


def begin_attempt(connection: Connection, row_id: int) -> int:
    """Counts an attempt before it is made (to be committed first); returns the number of attempts with this one."""
    return _count(connection, row_id, 1, {})


def fail(connection: Connection, row_id: int, reason: str, *, counted: bool = False) -> int:
    """Notes a failed attempt and returns how many there were; `counted`: by `begin_attempt`. `reason`: the error's class."""
    return _count(connection, row_id, 0 if counted else 1, {"reason": reason})


def _count(connection: Connection, row_id: int, more: int, values: dict[str, Any]) -> int:
    statement = update(Inbox).where(Inbox.id == row_id).values(attempts=Inbox.attempts + more, **values)
    return connection.execute(statement.returning(Inbox.attempts)).scalar_one()


def park(connection: Connection, row_id: int, now: datetime, reason: str) -> None:
    """Puts a row aside with its body, for `nghedan inbox`; the chat's next rows go on."""
    connection.execute(update(Inbox).where(Inbox.id == row_id).values(state="parked", handled_at=now, reason=reason))


def wipe(connection: Connection, row_id: int, placeholder: str) -> None:
    """Forgets what a row said: body, and the chat's own copy, which shows `placeholder` from now on."""
    Database.wipe_traces(connection)
    connection.execute(update(Inbox).where(Inbox.id == row_id).values(body=None, files=[]))
    connection.execute(
        update(Inbox).where(Inbox.id == row_id, Inbox.copy.is_not(None)).values(copy={"text": placeholder, "files": []})
    )


def has_open(connection: Connection, chat_id: int) -> bool:
    """Whether something of this chat is not handled yet."""
    still = [Inbox.chat_id == chat_id, Inbox.state.in_([_FETCHING, _WAITING])]
    return connection.execute(select(Inbox.id).where(*still).limit(1)).first() is not None


def newest(connection: Connection) -> int:
    """The id of the last received row, 0 where there is none."""
    return connection.execute(select(func.coalesce(func.max(Inbox.id), 0))).scalar_one()


def depths(connection: Connection) -> dict[str, int]:
    """How many rows are fetching, waiting and parked."""
    states = ("fetching", "waiting", "parked")
    return {state: _number(connection, literal_column(f"'{state}'")) for state in states}


def _number(connection: Connection, state: Any) -> int:
    return connection.execute(select(func.count()).select_from(Inbox).where(Inbox.state == state)).scalar_one()


def oldest_waiting(connection: Connection) -> datetime | None:
    """When the oldest row that still waits was received."""
    return connection.execute(select(func.min(Inbox.received_at)).where(Inbox.state == _WAITING)).scalar_one()
