"""From the outbox to a platform: what may be sent now, and what became of it.

Replies and case messages of a chat leave by number; broadcasts stand outside that order and yield. A row on its way is
`sending` with a lease; its result counts only while that claim is the latest one (`lease_until` and `attempts` unchanged).
One claim is one call to the platform: a message that takes several is put back in between, with `progress` counted up.
`sent_at` is when a call was last made, or perhaps was: pacing over a restart counts it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
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

from db.engine.prepared import Prepared
from db.queues import chats, outbox, tellings
from db.queues.messages import Outgoing
from db.queues.outbox import Lane
from db.tables import Chat, Instant, Outbox, Telling

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
    telling: str | None = None


def claim(
    connection: Connection, channel: str, now: datetime, limit: int, lease_seconds: float, *, resting: Collection[int] = (),
    broadcasts: int | None = None,
) -> list[Claimed]:  # fmt: skip
    """Takes up to `limit` messages to send now, one of each chat at most, none of the chats in `resting`: replies first, then
    case messages, then up to `broadcasts` of those. A lease that ran out counts as a loss first."""
    _GIVE_UP.send(connection, {"on": channel, "now": now})
    _EXPIRE.send(connection, {"on": channel, "now": now})
    until = now + timedelta(seconds=lease_seconds)
    busy, taken = set(resting), list[Claimed]()
    for lane, query in _DUE.items():
        room = limit - len(taken)
        if lane == "broadcast" and broadcasts is not None:
            room = min(room, broadcasts)
        if room > 0:
            # of each chat there is one message at most, so that many more are enough to leave out those of busy chats
            found = query.each(connection, {"channel": channel, "now": now, "most": room + len(busy)})
            fresh = [_claimed(row, until) for row in islice((row for row in found if row[_CHAT] not in busy), room)]
            busy.update(one.chat_id for one in fresh)
            taken += fresh
    _TAKE.send(connection, *({"row": one.row_id, "until": until, "now": now} for one in taken))
    return taken


def abandon(connection: Connection, channel: str, now: datetime) -> int:
    """Nobody is sending any more: each message on its way is a loss, whatever its lease says. Returns how many there were."""
    return connection.execute(_LOSE, {"on": channel, "now": now}).rowcount


_LOST_FOR_GOOD = Outbox.losses + 1 >= LOSSES
_LOSE = (
    update(Outbox)
    .where(Outbox.channel == bindparam("on", type_=String), Outbox.state == _SENDING)
    .values(
        losses=Outbox.losses + 1, state=case((_LOST_FOR_GOOD, "dead"), else_="waiting"),
        reason=case((_LOST_FOR_GOOD, "unknown"), else_="lost"), due_at=bindparam("now", type_=Instant), lease_until=null(),
        sent_at=bindparam("now", type_=Instant),
    )
)  # fmt: skip
_OVER = (
    Outbox.channel == bindparam("on", type_=String), Outbox.state == _SENDING,
    Outbox.lease_until <= bindparam("now", type_=Instant),
)  # fmt: skip
_EXPIRE = Prepared(_LOSE.where(_OVER[-1]))
_GIVE_UP = Prepared(  # what is told with them, before they are dead
    update(Telling)
    .where(Telling.state == _WAITING, Telling.key.in_(select(Outbox.telling).where(*_OVER, _LOST_FOR_GOOD)))
    .values(state="failed", reason="unknown", settled_at=bindparam("now", type_=Instant))
)


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


def _due(lane: Lane, *more: ColumnElement[bool]) -> Prepared:
    """In the order of the index, so that a long queue is not sorted each time."""
    mine = [
        Outbox.channel == bindparam("channel"),
        Outbox.state == _WAITING,
        Outbox.lane == literal_column(f"'{lane}'", String),
        Outbox.due_at <= bindparam("now", type_=Instant),
    ]
    return Prepared(
        select(
            Outbox.id, Outbox.key, Outbox.chat_id, Chat.chat_key, Chat.private, Outbox.channel, Outbox.lane, Outbox.body,
            Outbox.attempts, Outbox.losses, Outbox.progress, Outbox.external_id, Outbox.telling,
        )
        .join(Chat, Chat.id == Outbox.chat_id)
        .where(*mine, *more, not_(_held()))
        .order_by(Outbox.due_at, Outbox.id)
        .limit(bindparam("most", type_=Integer))
        .with_for_update(of=Outbox, skip_locked=True)
    )  # fmt: skip


_CHAT = 2  # its place in those rows
_DUE: dict[Lane, Prepared] = {
    "reply": _due("reply"), "case": _due("case"), "broadcast": _due("broadcast", not_(_later_of_chat())),
}  # fmt: skip
_TAKE = Prepared(
    update(Outbox)
    .where(Outbox.id == bindparam("row"))
    .values(
        state="sending", attempts=Outbox.attempts + 1, lease_until=bindparam("until", type_=Instant),
        sent_at=bindparam("now", type_=Instant),
    )
)  # fmt: skip


def _claimed(row: tuple[Any, ...], until: datetime) -> Claimed:
    row_id, key, chat_id, chat_key, private, channel, lane, body, attempts, losses, progress, external_id, telling = row
    return Claimed(
        row_id, key, chat_id, chat_key, private, channel, lane, Outgoing.model_validate(body), attempts + 1, losses, progress,
        external_id or "", until, telling,
    )  # fmt: skip


def record_all_sent(connection: Connection, sent: Sequence[tuple[Claimed, str]], now: datetime) -> None:
    """`record_sent` for several messages, each with the platform's id of it."""
    _SENT.send(
        connection,
        *(
            {"row": one.row_id, "lease": one.lease_until, "try": one.attempts, "now": now, "id": _joined(one, external_id)}
            for one, external_id in sent
            if not one.outgoing.afterwards
        ),
    )
    for claimed, external_id in sent:
        if claimed.outgoing.afterwards:
            record_sent(connection, claimed, now, external_id)
        elif claimed.telling is not None:
            tellings.reached(connection, [claimed.telling], claimed.channel, now)


def record_sent(connection: Connection, claimed: Claimed, now: datetime, external_id: str = "") -> bool:
    """The platform took it, all of it. Like all `record_…`: False, and nothing recorded, where the claim is not the latest."""
    values = {"state": "sent", "sent_at": now, "external_id": _joined(claimed, external_id), "reason": None}
    if not _record(connection, claimed, values):
        return False
    outbox.keep_afterwards(connection, claimed.row_id, claimed.outgoing)
    tellings.reached(connection, [claimed.telling], claimed.channel, now)
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
        return _give_up(connection, claimed, {"losses": losses, "reason": "unknown", "sent_at": now}, now)
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
    recorded = _give_up(connection, claimed, {"reason": reason, "sent_at": now}, now)
    if recorded and unreachable:
        connection.execute(update(Chat).where(Chat.id == claimed.chat_id).values(unreachable=reason))
    return recorded


def record_moved(connection: Connection, claimed: Claimed, now: datetime, chat_key: str) -> bool:
    """The chat goes on under another key; so do this message, at once, and all others that wait for it."""
    chats.move(connection, claimed.channel, claimed.chat_key, chat_key)
    return _record(connection, claimed, {"state": "waiting", "due_at": now, "reason": "moved", "sent_at": now})


def _give_up(connection: Connection, claimed: Claimed, values: dict[str, Any], now: datetime) -> bool:
    """It is dead; so is what it tells, unless it still goes to another chat."""
    recorded = _record(connection, claimed, values | {"state": "dead"})
    if recorded:
        tellings.failed(connection, claimed.telling, values["reason"], now)
    return recorded


def _record(connection: Connection, claimed: Claimed, values: dict[str, Any]) -> bool:
    latest = {"row": claimed.row_id, "lease": claimed.lease_until, "try": claimed.attempts}
    changes: dict[str, Any] = {f"to_{name}": value for name, value in values.items()}
    return connection.execute(_recording(tuple(values)), latest | changes).rowcount == 1


_LATEST = (
    Outbox.id == bindparam("row"), Outbox.state == _SENDING,
    Outbox.lease_until == bindparam("lease", type_=Instant), Outbox.attempts == bindparam("try", type_=Integer),
)  # fmt: skip
_SENT = Prepared(
    update(Outbox)
    .where(*_LATEST)
    .values(
        state="sent", sent_at=bindparam("now", type_=Instant), external_id=bindparam("id", type_=String), reason=null(),
        lease_until=null(),
    )
)  # fmt: skip


@cache
def _recording(columns: tuple[str, ...]) -> Update:
    changes: dict[str, Any] = {name: bindparam(f"to_{name}") for name in columns}
    return update(Outbox).where(*_LATEST).values(lease_until=null(), **changes)


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
