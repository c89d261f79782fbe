"""From the outbox to a platform: what may be sent now, and what became of it.

Replies and case messages of a chat leave by number; broadcasts stand outside that order and yield. A row on its way is
`sending` with a lease; its result counts only while that claim is the latest one (`lease_until` and `attempts` unchanged).
One claim is one call to the platform: a message that takes several is put back in between, with `progress` counted up.
`sent_at` is when a call was last made, or perhaps was: pacing over a restart counts it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    String,
    Update,
    and_,
    bindparam,
    case,
    literal_column,
    not_,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.orm import aliased

from db import chats, outbox
from db.messages import Outgoing
from db.outbox import Lane
from db.tables import Chat, Instant, Outbox

LOSSES = 5  # then nobody tries any more: each may have reached the person
BACK_OFF_LIMIT = 30  # seconds

# The busy statements are built once: putting one together costs several times what running it does.
# States are written out, not bound: a partial index is used only where its very words stand in the statement.
_WAITING: ColumnElement[str] = literal_column("'waiting'", String)
_SENDING: ColumnElement[str] = literal_column("'sending'", String)


@dataclass(frozen=True)
class Claimed:
    """A message to send now, before `lease_until`."""

    row_id: int
    key: str
    chat_id: int
    chat_key: str
    private: bool
    channel: str
    lane: Lane
    outgoing: Outgoing
    attempts: int
    losses: int
    progress: int  # calls already done
    external_id: str  # the platform's ids of what those sent, joined by commas
    lease_until: datetime


def claim(
    connection: Connection, channel: str, now: datetime, limit: int, lease_seconds: float, *, resting: Collection[int] = (),
    broadcasts: int | None = None,
) -> list[Claimed]:  # fmt: skip
    """Takes up to `limit` messages to send now, one of each chat at most, none of the chats in `resting`: replies first, then
    case messages, then up to `broadcasts` of those. A lease that ran out counts as a loss first."""
    _expire(connection, channel, now)
    busy, ids = set(resting), list[int]()
    for lane, query in _DUE.items():
        room = limit - len(ids)
        if lane == "broadcast" and broadcasts is not None:
            room = min(room, broadcasts)
        if room > 0:
            taken = connection.execute(query, {"channel": channel, "now": now, "most": room, "busy": busy}).all()
            ids += [row.id for row in taken]
            busy.update(row.chat_id for row in taken)
    if not ids:
        return []
    connection.execute(_TAKE, {"ids": ids, "until": now + timedelta(seconds=lease_seconds), "now": now})
    return sorted(map(_claimed, connection.execute(_TAKEN, {"ids": ids})), key=lambda one: ids.index(one.row_id))


def _expire(connection: Connection, channel: str, now: datetime) -> None:
    connection.execute(_EXPIRE, {"on": channel, "now": now})


def abandon(connection: Connection, channel: str, now: datetime) -> int:
    """Nobody is sending any more: each message on its way is a loss, whatever its lease says. Returns how many there were."""
    return connection.execute(_ABANDON, {"on": channel, "now": now}).rowcount


_LOST_FOR_GOOD = Outbox.losses + 1 >= LOSSES
_ABANDON = (
    update(Outbox)
    .where(Outbox.channel == bindparam("on"), Outbox.state == _SENDING)
    .values(
        losses=Outbox.losses + 1, state=case((_LOST_FOR_GOOD, "dead"), else_="waiting"),
        reason=case((_LOST_FOR_GOOD, "unknown"), else_="lost"), due_at=bindparam("now", type_=Instant), lease_until=null(),
        sent_at=bindparam("now", type_=Instant),
    )
)  # fmt: skip
_EXPIRE = _ABANDON.where(Outbox.lease_until <= bindparam("now", type_=Instant))


def _held() -> ColumnElement[bool]:
    """An earlier reply or case message of the chat is on its way, due or in retry; or the platform asked its chat to wait."""
    other, now = aliased(Outbox), bindparam("now", type_=Instant)
    begun = or_(other.state == _SENDING, other.due_at <= now, other.attempts > 0)
    ahead = and_(Outbox.lane != "broadcast", other.lane != "broadcast", other.seq < Outbox.seq, begun)
    told_to_wait = and_(other.reason == "retry_after", other.due_at > now)
    open_ = other.state.in_([_WAITING, _SENDING])
    return select(other.id).where(other.chat_id == Outbox.chat_id, open_, or_(ahead, told_to_wait)).exists()


def _later_of_chat() -> ColumnElement[bool]:
    """Another broadcast of the chat comes first, or one of its messages is on its way."""
    other, now = aliased(Outbox), bindparam("now", type_=Instant)
    first = and_(other.state == _WAITING, other.lane == "broadcast", other.due_at <= now, other.seq < Outbox.seq)
    open_ = other.state.in_([_WAITING, _SENDING])
    return select(other.id).where(other.chat_id == Outbox.chat_id, open_, or_(first, other.state == _SENDING)).exists()


def _due(lane: Lane, *more: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """In the order of the index, so that a long queue is not sorted each time."""
    mine = [
        Outbox.channel == bindparam("channel"),
        Outbox.state == _WAITING,
        Outbox.lane == lane,
        Outbox.due_at <= bindparam("now"),
    ]
    return (
        select(Outbox.id, Outbox.chat_id)
        .where(*mine, *more, not_(_held()), Outbox.chat_id.not_in(bindparam("busy", expanding=True)))
        .order_by(Outbox.due_at, Outbox.id)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
    )


_DUE: dict[Lane, Select[*tuple[Any, ...]]] = {
    "reply": _due("reply"), "case": _due("case"), "broadcast": _due("broadcast", not_(_later_of_chat())),
}  # fmt: skip
_TAKE = (
    update(Outbox)
    .where(Outbox.id.in_(bindparam("ids", expanding=True)))
    .values(state="sending", attempts=Outbox.attempts + 1, lease_until=bindparam("until"), sent_at=bindparam("now"))
)
_TAKEN: Select[*tuple[Any, ...]] = (
    select(
        Outbox.id, Outbox.key, Outbox.chat_id, Outbox.channel, Outbox.lane, Outbox.body, Outbox.attempts, Outbox.losses,
        Outbox.progress, Outbox.external_id, Outbox.lease_until, Chat.chat_key, Chat.private,
    )
    .join(Chat, Chat.id == Outbox.chat_id)
    .where(Outbox.id.in_(bindparam("ids", expanding=True)))
)  # fmt: skip


def _claimed(row: Row[*tuple[Any, ...]]) -> Claimed:
    return Claimed(
        row_id=row.id, key=row.key, chat_id=row.chat_id, chat_key=row.chat_key, private=row.private, channel=row.channel,
        lane=row.lane, outgoing=Outgoing.model_validate(row.body), attempts=row.attempts, losses=row.losses,
        progress=row.progress, external_id=row.external_id or "", lease_until=row.lease_until,
    )  # fmt: skip


def record_sent(connection: Connection, claimed: Claimed, now: datetime, external_id: str = "") -> bool:
    """The platform took it, all of it. Like all `record_…`: False, and nothing recorded, where the claim is not the latest."""
    values = {"state": "sent", "sent_at": now, "external_id": _joined(claimed, external_id), "reason": None}
    if not _record(connection, claimed, values):
        return False
    outbox.keep_afterwards(connection, claimed.row_id, claimed.outgoing)
    return True


def record_progress(connection: Connection, claimed: Claimed, now: datetime, external_id: str = "") -> bool:
    """The platform took a part of it; the next one follows when its chat may get it."""
    values = {
        "state": "waiting", "due_at": now, "sent_at": now, "reason": None,
        "progress": claimed.progress + 1, "external_id": _joined(claimed, external_id),
    }  # fmt: skip
    return _record(connection, claimed, values)


def _joined(claimed: Claimed, external_id: str) -> str | None:
    return ",".join(filter(None, (claimed.external_id, external_id))) or None


def record_lost(connection: Connection, claimed: Claimed, now: datetime) -> bool:
    """No answer came: it was perhaps sent. It is sent once more; after five losses it is dead with reason `unknown`."""
    losses = claimed.losses + 1
    if losses >= LOSSES:
        return _record(connection, claimed, {"state": "dead", "losses": losses, "reason": "unknown", "sent_at": now})
    values = {"state": "waiting", "losses": losses, "reason": "lost", "due_at": now + _back_off(losses), "sent_at": now}
    return _record(connection, claimed, values)


def record_not_sent(connection: Connection, claimed: Claimed, now: datetime, reason: str) -> bool:
    """It certainly did not leave (connection refused): tried again, ever later, as long as it takes."""
    values: dict[str, Any] = {"state": "waiting", "due_at": _later(claimed, now), "reason": reason}
    if claimed.attempts == 1:  # else an earlier attempt may have reached the platform
        values["sent_at"] = None
    return _record(connection, claimed, values)


def record_failed(connection: Connection, claimed: Claimed, now: datetime, reason: str) -> bool:
    """The platform answered that something is wrong with itself: tried again, ever later, as long as it takes."""
    return _record(connection, claimed, {"state": "waiting", "due_at": _later(claimed, now), "reason": reason, "sent_at": now})


def _later(claimed: Claimed, now: datetime) -> datetime:
    return now + _back_off(claimed.attempts - claimed.progress)


def _back_off(times: int) -> timedelta:
    return timedelta(seconds=min(2 ** min(times, 20), BACK_OFF_LIMIT))


def record_retry_after(connection: Connection, claimed: Claimed, now: datetime, seconds: float) -> bool:
    """The platform asked to wait: nothing leaves for this chat until then."""
    values = {"state": "waiting", "due_at": now + timedelta(seconds=seconds), "reason": "retry_after", "sent_at": now}
    return _record(connection, claimed, values)


def record_refused(connection: Connection, claimed: Claimed, now: datetime, reason: str, *, unreachable: bool = False) -> bool:
    """A refusal that will not change: dead at once, and the chat's next message goes. `unreachable`: the whole chat is."""
    recorded = _record(connection, claimed, {"state": "dead", "reason": reason, "sent_at": now})
    if recorded and unreachable:
        connection.execute(update(Chat).where(Chat.id == claimed.chat_id).values(unreachable=reason))
    return recorded


def record_moved(connection: Connection, claimed: Claimed, now: datetime, chat_key: str) -> bool:
    """The chat goes on under another key; so do this message, at once, and all others that wait for it."""
    chats.move(connection, claimed.channel, claimed.chat_key, chat_key)
    return _record(connection, claimed, {"state": "waiting", "due_at": now, "reason": "moved", "sent_at": now})


def _record(connection: Connection, claimed: Claimed, values: dict[str, Any]) -> bool:
    latest = {"row": claimed.row_id, "lease": claimed.lease_until, "try": claimed.attempts}
    changes: dict[str, Any] = {f"to_{name}": value for name, value in values.items()}
    return connection.execute(_recording(tuple(values)), latest | changes).rowcount == 1


@cache
def _recording(columns: tuple[str, ...]) -> Update:
    latest = [
        Outbox.id == bindparam("row"), Outbox.state == _SENDING,
        Outbox.lease_until == bindparam("lease"), Outbox.attempts == bindparam("try"),
    ]  # fmt: skip
    changes: dict[str, Any] = {name: bindparam(f"to_{name}") for name in columns}
    return update(Outbox).where(*latest).values(lease_until=null(), **changes)


@dataclass(frozen=True)
class Recent:
    """`calls`: how many were made for a message at the most, the last one at `at`."""

    chat_id: int
    private: bool
    at: datetime
    calls: int


def recent(connection: Connection, channel: str, since: datetime, now: datetime) -> list[Recent]:
    """What was, or perhaps was, given to the platform since: what a process that begins to send must reckon with."""
    rows = connection.execute(
        select(Outbox.chat_id, Chat.private, Outbox.sent_at, Outbox.attempts, Outbox.state)
        .join(Chat, Chat.id == Outbox.chat_id)
        .where(Outbox.channel == channel, Outbox.sent_at >= since)
    )
    return [Recent(row.chat_id, row.private, _last_call(row.state, row.sent_at, now), row.attempts) for row in rows]


def _last_call(state: str, sent_at: datetime | None, now: datetime) -> datetime:
    """That of a message still on its way may be made any moment."""
    return now if state == "sending" or sent_at is None else sent_at
