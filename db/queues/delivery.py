"""From the outbox to a platform: what may be sent now. db/queues/results.py notes what became of it.

Replies and case messages of a chat leave by number; broadcasts stand outside that order and yield. A row on its way is
`sending` with a lease; its result counts only while that claim is the latest one (`lease_until` and `attempts` unchanged).
One claim is one call to the platform: a message that takes several is put back in between, with `progress` counted up.
`sent_at` is when a call was last made, or perhaps was: pacing over a restart counts it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    String,
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
from db.queues.messages import Outgoing
from db.queues.outbox import Lane
from db.tables import Chat, Instant, Outbox, Telling

LOSSES = 5  # then nobody tries any more: each may have reached the person

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
            Outbox.id, Outbox.key, Outbox.chat_id, Chat.key, Chat.private, Outbox.channel, Outbox.lane, Outbox.body,
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
