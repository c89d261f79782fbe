"""Future deeds: reminders, escalations, digests. Each is fired in the transaction that does it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, String, bindparam, func, literal_column, null, select, update

from db.engine.database import insert_ignore
from db.engine.prepared import Prepared
from db.tables import Instant, Timer

ATTEMPTS = 3
RETRY_SECONDS = 60

_WAITING: ColumnElement[str] = literal_column("'waiting'", String)  # written out, so that the partial index is used


@dataclass(frozen=True)
class DueTimer:
    """A timer that is due, locked until the transaction ends."""

    id: int
    key: str
    kind: str
    due_at: datetime
    payload: dict[str, Any]
    attempts: int


def schedule(connection: Connection, key: str, kind: str, due_at: datetime, payload: dict[str, Any]) -> bool:
    """Sets a timer once: a known `key`, whatever became of it, changes nothing and gives False."""
    values = {"key": key, "kind": kind, "due_at": due_at, "payload": payload, "state": "waiting"}
    return insert_ignore(connection, Timer.__table__, values, conflict=["key"]) is not None


def cancel(connection: Connection, key: str) -> bool:
    """Cancels a waiting timer. One that is being fired this moment is left alone (waiting for it could be a deadlock):
    what it does must look at the case's state, under the case's lock, anyway."""
    waiting = select(Timer.id).where(Timer.key == key, Timer.state == "waiting").with_for_update(skip_locked=True)
    return connection.execute(update(Timer).where(Timer.id.in_(waiting)).values(state="cancelled")).rowcount == 1


def claim_due(connection: Connection, now: datetime) -> DueTimer | None:
    """Locks the timer that has been due longest and that nobody else fires."""
    return next(iter(claim_some(connection, now, 1)), None)


def claim_some(connection: Connection, now: datetime, most: int) -> list[DueTimer]:
    """The same for up to `most` timers."""
    return [DueTimer(*row) for row in _DUE.all(connection, {"now": now, "most": most})]


_DUE = Prepared(
    select(Timer.id, Timer.key, Timer.kind, Timer.due_at, Timer.payload, Timer.attempts)
    .where(Timer.state == _WAITING, Timer.due_at <= bindparam("now", type_=Instant))
    .order_by(Timer.due_at, Timer.id)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(skip_locked=True)
)


def next_due(connection: Connection) -> datetime | None:
    """When the next timer is due."""
    return connection.execute(select(func.min(Timer.due_at)).where(Timer.state == _WAITING)).scalar_one()


def fired(connection: Connection, timer_id: int) -> None:
    fired_all(connection, [timer_id])


def fired_all(connection: Connection, timer_ids: Sequence[int]) -> None:
    """The same for several timers."""
    _FIRED.send(connection, *({"timer": timer_id} for timer_id in timer_ids))


_FIRED = Prepared(update(Timer).where(Timer.id == bindparam("timer")).values(state="fired", reason=null()))


def failed(connection: Connection, timer_id: int, now: datetime, reason: str) -> int:
    """Notes a failed attempt and returns how many there were: it is tried again a minute later, after three it is parked."""
    statement = update(Timer).where(Timer.id == timer_id).values(attempts=Timer.attempts + 1, reason=reason)
    attempts = connection.execute(statement.returning(Timer.attempts)).scalar_one()
    later = {"state": "parked"} if attempts >= ATTEMPTS else {"due_at": now + timedelta(seconds=RETRY_SECONDS)}
    connection.execute(update(Timer).where(Timer.id == timer_id).values(**later))
    return attempts


def depths(connection: Connection) -> dict[str, int]:
    """How many timers wait and are parked."""
    counted = select(Timer.state, func.count().label("number")).group_by(Timer.state)
    rows = connection.execute(counted.where(Timer.state.in_(["waiting", "parked"])))
    return {"waiting": 0, "parked": 0} | {row.state: row.number for row in rows}
