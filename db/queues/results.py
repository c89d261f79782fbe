"""What became of a message that was given to a platform, as long as the claim it was sent by is the latest one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, String, Update, bindparam, literal_column, null, select, update

from db.engine.prepared import Prepared
from db.queues import chats, outbox, tellings
from db.queues.delivery import LOSSES, Claimed
from db.tables import Chat, Instant, Outbox

BACK_OFF_LIMIT = 30  # seconds

# Written out, not bound: a partial index is used only where its very words stand in the statement.
_SENDING: ColumnElement[str] = literal_column("'sending'", String)


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


def record_rekeyed(connection: Connection, claimed: Claimed, now: datetime, chat_key: str) -> bool:
    """The chat goes on under another key; so do this message, at once, and all others that wait for it."""
    chats.rekey(connection, claimed.channel, claimed.chat_key, chat_key)
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
