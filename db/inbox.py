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
    Row,
    Select,
    String,
    and_,
    bindparam,
    func,
    insert,
    literal_column,
    not_,
    select,
    update,
)
from sqlalchemy.orm import aliased

from db.engine import Database, insert_ignore
from db.messages import Incoming, Prompt
from db.tables import Chat, ChatSeq, Inbox

INTERNAL = "internal"  # the "channel" of rows the program writes itself

# The busy statements are built once: putting one together costs several times what running it does.
# States are written out, not bound: a partial index is used only where its very words stand in the statement.
_WAITING: ColumnElement[str] = literal_column("'waiting'", String)
_FETCHING: ColumnElement[str] = literal_column("'fetching'", String)
_PARKED: ColumnElement[str] = literal_column("'parked'", String)


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
    files: tuple[dict[str, Any], ...]
    failed_files: int
    attempts: int
    received_at: datetime
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
    copy: dict[str, Any] | None = None,
) -> Accepted:
    """Stores an update once; a repeat changes nothing and gets the first one's answer. `copy` ({"text", "files"}) is what a web
    chat shows of it, under its own number. `fetching`: it waits until `fetched`."""
    chat_id = ensure_chat(connection, channel, chat_key, now, private=private)
    if (earlier := _accepted(connection, channel, update_key)) is not None:
        return earlier
    # The number comes first: two messages of one chat get their ids in the order of their numbers.
    seq = None if copy is None else next_seq(connection, chat_id)
    row_id = insert_ignore(
        connection,
        Inbox.__table__,
        {
            "channel": channel, "update_key": update_key, "chat_id": chat_id, "person_key": person_key, "body": body,
            "files": list(files), "state": "fetching" if fetching else "waiting", "received_at": now, "seq": seq, "copy": copy,
        },
        conflict=["channel", "update_key"],
    )  # fmt: skip
    if row_id is not None:
        return Accepted(row_id, chat_id, seq, repeated=False)
    if seq is not None:  # another process was quicker with the same update: give the number back, it is still ours
        connection.execute(update(ChatSeq).where(ChatSeq.chat_id == chat_id).values(last=seq - 1))
    earlier = _accepted(connection, channel, update_key)
    assert earlier is not None
    return earlier


_ACCEPTED = select(Inbox.id, Inbox.chat_id, Inbox.seq).where(
    Inbox.channel == bindparam("channel"), Inbox.update_key == bindparam("update_key")
)


def _accepted(connection: Connection, channel: str, update_key: str) -> Accepted | None:
    row = connection.execute(_ACCEPTED, {"channel": channel, "update_key": update_key}).one_or_none()
    return None if row is None else Accepted(row.id, row.chat_id, row.seq, repeated=True)


def ensure_chat(connection: Connection, channel: str, chat_key: str, now: datetime, *, private: bool = True) -> int:
    """The id of a chat, made where it is new."""
    chat_id = find_chat(connection, channel, chat_key)
    if chat_id is not None:
        return chat_id
    values = {"channel": channel, "chat_key": chat_key, "private": private, "created_at": now}
    chat_id = insert_ignore(connection, Chat.__table__, values, conflict=["channel", "chat_key"])
    if chat_id is None:
        chat_id = find_chat(connection, channel, chat_key)
        assert chat_id is not None
    else:
        connection.execute(insert(ChatSeq).values(chat_id=chat_id))
    return chat_id


_FIND_CHAT = select(Chat.id).where(Chat.channel == bindparam("channel"), Chat.chat_key == bindparam("chat_key"))


def find_chat(connection: Connection, channel: str, chat_key: str) -> int | None:
    return connection.execute(_FIND_CHAT, {"channel": channel, "chat_key": chat_key}).scalar()


_NEXT_SEQ = update(ChatSeq).where(ChatSeq.chat_id == bindparam("chat")).values(last=ChatSeq.last + 1).returning(ChatSeq.last)


def next_seq(connection: Connection, chat_id: int) -> int:
    """The chat's next message number; nobody else gets one until this transaction ends."""
    return connection.execute(_NEXT_SEQ, {"chat": chat_id}).scalar_one()


def prompt(connection: Connection, *, chat_id: int, key: str, prompt: Prompt, now: datetime) -> None:
    """Asks another chat to start a flow; it is handled like a message of that chat. `key` is unique."""
    body = Incoming(prompt=prompt).model_dump_json().encode()
    values = {"channel": INTERNAL, "update_key": key, "chat_id": chat_id, "body": body, "state": "waiting", "received_at": now}
    insert_ignore(connection, Inbox.__table__, values, conflict=["channel", "update_key"])


@dataclass(frozen=True)
class Fetch:
    """A row whose files are still to be fetched. `attempts`: how often that was begun."""

    row_id: int
    body: bytes
    attempts: int


def to_fetch(connection: Connection, channel: str, limit: int) -> list[Fetch]:
    """The oldest rows of a channel that wait for their files."""
    open_ = [Inbox.state.in_([_FETCHING, _WAITING]), Inbox.state == _FETCHING]  # the first lets SQLite use its index of open rows
    query = select(Inbox.id, Inbox.body, Inbox.attempts).where(*open_, Inbox.channel == channel)
    rows = connection.execute(query.order_by(Inbox.id).limit(limit))
    return [Fetch(row.id, row.body or b"", row.attempts) for row in rows]


def begin_fetch(connection: Connection, row_id: int) -> int | None:
    """Counts a try before it is made (to be committed first); None where the row waits for no files any more."""
    still = [Inbox.id == row_id, Inbox.state == _FETCHING]
    statement = update(Inbox).where(*still).values(attempts=Inbox.attempts + 1)
    return connection.execute(statement.returning(Inbox.attempts)).scalar_one_or_none()


def fetched(connection: Connection, row_id: int, files: Sequence[dict[str, Any]], failed_files: int) -> None:
    """The files of a fetching row are stored, or given up: it may be handled, with all its attempts before it."""
    connection.execute(
        update(Inbox)
        .where(Inbox.id == row_id, Inbox.state == _FETCHING)
        .values(state="waiting", files=list(files), failed_files=failed_files, attempts=0)
    )


# ---------------------------------------------------------------- handling


def claim(connection: Connection, *, only_chat: int | None = None, cautious_upto: int | None = None) -> Claim | None:
    """Locks a chat that nobody else handles and gives its oldest open row; None where nothing can be handled now.

    A chat whose oldest row still waits for its files is passed over. `cautious_upto` (`newest` at the start, after an unclean
    stop): only rows up to this id; then each is claimed twice, first to `begin_attempt` and commit, then to handle it.
    """
    candidates = _candidates(only_chat is not None, cautious_upto is not None)
    limits = {"only_chat": only_chat, "upto": cautious_upto}
    while (chat := connection.execute(candidates, limits).one_or_none()) is not None:
        # The choice was made on an older view than the lock: another worker may have finished that row in between.
        row = connection.execute(_OLDEST_OPEN, {"chat": chat.id}).one_or_none()
        if row is not None and row.state == "waiting":
            _note_reachable(connection, chat, row)
            return _claimed(chat, row)
    return None


@cache
def _candidates(only_chat: bool, upto: bool) -> Select[*tuple[Any, ...]]:
    older = aliased(Inbox)
    first = not_(
        select(older.id)
        .where(older.chat_id == Inbox.chat_id, older.id < Inbox.id, older.state.in_([_FETCHING, _WAITING]))
        .exists()
    )
    query: Select[*tuple[Any, ...]] = (
        select(Chat.id, Chat.channel, Chat.chat_key, Chat.private, Chat.unreachable)
        .join(Inbox, Inbox.chat_id == Chat.id)
        .where(Inbox.state == _WAITING, first)
        .order_by(Inbox.id)
        .limit(1)
        # key_share: a message may be accepted for the chat (it refers to the row) while an earlier one is handled
        .with_for_update(of=Chat, skip_locked=True, key_share=True)
    )
    if only_chat:  # the second condition says nothing new, but lets SQLite see that its index of open rows will do
        query = query.where(Inbox.chat_id == bindparam("only_chat"), Inbox.state.in_([_FETCHING, _WAITING]))
    return query.where(Inbox.id <= bindparam("upto")) if upto else query


_OLDEST_OPEN = (
    select(
        Inbox.id, Inbox.channel, Inbox.state, Inbox.person_key, Inbox.body, Inbox.files, Inbox.failed_files, Inbox.attempts,
        Inbox.received_at,
    )
    .where(Inbox.chat_id == bindparam("chat"), Inbox.state.in_([_FETCHING, _WAITING]))
    .order_by(Inbox.id)
    .limit(1)
)  # fmt: skip


def _note_reachable(connection: Connection, chat: Row[Any], row: Row[Any]) -> None:
    if chat.unreachable is not None and row.channel != INTERNAL:
        connection.execute(update(Chat).where(Chat.id == chat.id).values(unreachable=None))


def _claimed(chat: Row[Any], row: Row[Any]) -> Claim:
    return Claim(
        row_id=row.id, chat_id=chat.id, channel=chat.channel, chat_key=chat.chat_key, private=chat.private,
        person_key=row.person_key, body=row.body, files=tuple(row.files), failed_files=row.failed_files,
        attempts=row.attempts, received_at=row.received_at, internal=row.channel == INTERNAL,
    )  # fmt: skip


_FINISH = (
    update(Inbox).where(Inbox.id == bindparam("row")).values(state="handled", handled_at=bindparam("now"), body=None, reason=None)
)


def finish(connection: Connection, row_id: int, now: datetime) -> None:
    """Handled: the row keeps its key and loses its body."""
    connection.execute(_FINISH, {"row": row_id, "now": now})


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


# ---------------------------------------------------------------- looking after it


@dataclass(frozen=True)
class Parked:
    """A row as the command line lists it; never what it says."""

    row_id: int
    channel: str
    chat_id: int
    state: str
    attempts: int
    reason: str | None
    received_at: datetime


def depths(connection: Connection) -> dict[str, int]:
    """How many rows are fetching, waiting and parked."""
    states = ("fetching", "waiting", "parked")
    return {state: _number(connection, literal_column(f"'{state}'")) for state in states}


def _number(connection: Connection, state: Any) -> int:
    return connection.execute(select(func.count()).select_from(Inbox).where(Inbox.state == state)).scalar_one()


def oldest_waiting(connection: Connection) -> datetime | None:
    """When the oldest row that still waits was received."""
    return connection.execute(select(func.min(Inbox.received_at)).where(Inbox.state == _WAITING)).scalar_one()


def listing(connection: Connection, *, limit: int = 100) -> list[Parked]:
    """The parked rows, oldest first."""
    return [_parked(row) for row in connection.execute(_rows().where(Inbox.state == _PARKED).order_by(Inbox.id).limit(limit))]


def show(connection: Connection, row_id: int) -> tuple[Parked, bytes | None] | None:
    """One row and its body, for an operator who asks for it."""
    row = connection.execute(_rows().add_columns(Inbox.body).where(Inbox.id == row_id)).one_or_none()
    return None if row is None else (_parked(row), row.body)


def _rows() -> Select[*tuple[Any, ...]]:
    return select(Inbox.id, Inbox.channel, Inbox.chat_id, Inbox.state, Inbox.attempts, Inbox.reason, Inbox.received_at)


def _parked(row: Row[Any]) -> Parked:
    return Parked(row.id, row.channel, row.chat_id, row.state, row.attempts, row.reason, row.received_at)


def retry(connection: Connection, row_id: int) -> bool:
    """Lets a parked row be handled again, with three new attempts; False where none such is parked, or it was wiped."""
    values = {"state": "waiting", "attempts": 0, "reason": None, "handled_at": None}
    statement = update(Inbox).where(_parked_row(row_id), Inbox.body.is_not(None)).values(**values)
    return connection.execute(statement).rowcount == 1


def drop(connection: Connection, row_id: int, now: datetime) -> bool:
    """Gives a parked row up, and forgets its body; False where none such is parked."""
    Database.wipe_traces(connection)
    values = {"state": "dropped", "body": None, "handled_at": now}
    return connection.execute(update(Inbox).where(_parked_row(row_id)).values(**values)).rowcount == 1


def _parked_row(row_id: int) -> Any:
    return and_(Inbox.id == row_id, Inbox.state == _PARKED)
