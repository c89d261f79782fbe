"""From the outbox to a platform: what may be sent now, and what became of it.

Replies and case messages of a chat leave by number; broadcasts stand outside that order and yield. A row on its way is
`sending` with a lease; its result counts only while that claim is the latest one (`lease_until` and `attempts` unchanged).
`sent_at` is when it was, or perhaps was, given to the platform: pacing counts it.
"""

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
    func,
    literal_column,
    not_,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.orm import aliased

from db.messages import Outgoing
from db.outbox import Lane
from db.tables import Chat, Instant, Outbox

LOSSES = 5  # then nobody tries any more: each may have reached the person
BACK_OFF_LIMIT = 300  # seconds

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
    channel: str
    lane: Lane
    outgoing: Outgoing
    attempts: int
    losses: int
    lease_until: datetime


def claim(connection: Connection, channel: str, now: datetime, limit: int, lease_seconds: float) -> list[Claimed]:
    """Takes up to `limit` messages to send now, at most one of each chat's ordered ones; broadcasts where room is left.
    A lease that ran out counts as a loss first."""
    _expire(connection, channel, now)
    due = {"channel": channel, "now": now}
    ids = list(connection.scalars(_DUE_IN_ORDER, due | {"most": limit}))
    if len(ids) < limit:
        ids += connection.scalars(_DUE_BROADCASTS, due | {"most": limit - len(ids)})
    if not ids:
        return []
    connection.execute(_TAKE, {"ids": ids, "until": now + timedelta(seconds=lease_seconds), "now": now})
    return sorted(map(_claimed, connection.execute(_TAKEN, {"ids": ids})), key=lambda one: ids.index(one.row_id))


def _expire(connection: Connection, channel: str, now: datetime) -> None:
    connection.execute(_EXPIRE, {"on": channel, "now": now})


_LOST_FOR_GOOD = Outbox.losses + 1 >= LOSSES
_EXPIRE = (
    update(Outbox)
    .where(Outbox.channel == bindparam("on"), Outbox.state == _SENDING, Outbox.lease_until <= bindparam("now", type_=Instant))
    .values(
        losses=Outbox.losses + 1, state=case((_LOST_FOR_GOOD, "dead"), else_="waiting"),
        reason=case((_LOST_FOR_GOOD, "unknown"), else_="lost"), due_at=bindparam("now", type_=Instant), lease_until=null(),
    )
)  # fmt: skip


def _held() -> ColumnElement[bool]:
    """An earlier reply or case message of the chat is on its way, due or in retry; or the platform asked its chat to wait."""
    other, now = aliased(Outbox), bindparam("now", type_=Instant)
    begun = or_(other.state == _SENDING, other.due_at <= now, other.attempts > 0)
    ahead = and_(Outbox.lane != "broadcast", other.lane != "broadcast", other.seq < Outbox.seq, begun)
    told_to_wait = and_(other.reason == "retry_after", other.due_at > now)
    open_ = other.state.in_([_WAITING, _SENDING])
    return select(other.id).where(other.chat_id == Outbox.chat_id, open_, or_(ahead, told_to_wait)).exists()


def _due(lane: ColumnElement[bool]) -> Select[int]:
    mine = [Outbox.channel == bindparam("channel"), Outbox.state == _WAITING, lane, Outbox.due_at <= bindparam("now")]
    return (
        select(Outbox.id)
        .where(*mine, not_(_held()))
        .order_by(Outbox.due_at, Outbox.id)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
    )


_DUE_IN_ORDER = _due(Outbox.lane.in_(["reply", "case"]))
_DUE_BROADCASTS = _due(Outbox.lane == "broadcast")
_TAKE = (
    update(Outbox)
    .where(Outbox.id.in_(bindparam("ids", expanding=True)))
    .values(state="sending", attempts=Outbox.attempts + 1, lease_until=bindparam("until"), sent_at=bindparam("now"))
)
_TAKEN: Select[*tuple[Any, ...]] = (
    select(
        Outbox.id, Outbox.key, Outbox.chat_id, Outbox.channel, Outbox.lane, Outbox.body, Outbox.attempts, Outbox.losses,
        Outbox.lease_until, Chat.chat_key,
    )
    .join(Chat, Chat.id == Outbox.chat_id)
    .where(Outbox.id.in_(bindparam("ids", expanding=True)))
)  # fmt: skip


def _claimed(row: Row[*tuple[Any, ...]]) -> Claimed:
    return Claimed(
        row_id=row.id, key=row.key, chat_id=row.chat_id, chat_key=row.chat_key, channel=row.channel, lane=row.lane,
        outgoing=Outgoing.model_validate(row.body), attempts=row.attempts, losses=row.losses, lease_until=row.lease_until,
    )  # fmt: skip


def record_sent(connection: Connection, claimed: Claimed, now: datetime, external_id: str | None = None) -> bool:
    """The platform took it. Like all `record_…`: False, and nothing recorded, where the claim is no longer the latest."""
    return _record(connection, claimed, {"state": "sent", "sent_at": now, "external_id": external_id, "reason": None})


def record_lost(connection: Connection, claimed: Claimed, now: datetime) -> bool:
    """No answer came: it was perhaps sent. It is sent once more; after five losses it is dead with reason `unknown`."""
    losses = claimed.losses + 1
    if losses >= LOSSES:
        return _record(connection, claimed, {"state": "dead", "losses": losses, "reason": "unknown"})
    values = {"state": "waiting", "losses": losses, "reason": "lost", "due_at": now + _back_off(losses)}
    return _record(connection, claimed, values)


def record_not_sent(connection: Connection, claimed: Claimed, now: datetime, reason: str) -> bool:
    """It certainly did not leave (connection refused): tried again, ever later, as long as it takes."""
    return _put_back(connection, claimed, now + _back_off(claimed.attempts), reason)


def _back_off(times: int) -> timedelta:
    return timedelta(seconds=min(2 ** min(times, 20), BACK_OFF_LIMIT))


def record_retry_after(connection: Connection, claimed: Claimed, now: datetime, seconds: float) -> bool:
    """The platform asked to wait: nothing leaves for this chat until then."""
    return _put_back(connection, claimed, now + timedelta(seconds=seconds), "retry_after")


def record_refused(connection: Connection, claimed: Claimed, reason: str, *, unreachable: bool = False) -> bool:
    """A refusal that will not change: dead at once, and the chat's next message goes. `unreachable`: the whole chat is."""
    if unreachable:
        connection.execute(update(Chat).where(Chat.id == claimed.chat_id).values(unreachable=reason))
    return _record(connection, claimed, {"state": "dead", "reason": reason, "sent_at": None})


def _put_back(connection: Connection, claimed: Claimed, due_at: datetime, reason: str) -> bool:
    return _record(connection, claimed, {"state": "waiting", "due_at": due_at, "reason": reason, "sent_at": None})


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


def sent_since(connection: Connection, channel: str, since: datetime, *, chat_id: int | None = None) -> int:
    """How many messages were, or perhaps were, given to the platform since; repeats of one message count once."""
    query = select(func.count()).select_from(Outbox).where(Outbox.channel == channel, Outbox.sent_at >= since)
    return connection.execute(query if chat_id is None else query.where(Outbox.chat_id == chat_id)).scalar_one()


def next_due(connection: Connection, channel: str) -> datetime | None:
    """When the next waiting message of a channel is due."""
    return connection.execute(
        select(func.min(Outbox.due_at)).where(Outbox.channel == channel, Outbox.state == _WAITING)
    ).scalar_one()
