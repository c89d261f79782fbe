"""What somebody is to be told of a case: written with the message that tells it, settled by what becomes of that.

A telling may go to several chats: it is reached when one of them got it, and failed when none is left that may."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, String, Table, bindparam, literal_column, null, select, update

from db.engine.database import ignoring_insert
from db.engine.prepared import Prepared, filled_in
from db.tables import Instant, Outbox, Telling

_TABLE = cast(Table, Telling.__table__)
_WAITING: ColumnElement[str] = literal_column("'waiting'", String)
_SENDING: ColumnElement[str] = literal_column("'sending'", String)
NO_CHAT, DROPPED = "no_chat", "dropped"  # reasons


@dataclass(frozen=True)
class Recipient:
    """Exactly one of the three: a citizen by their submission, an officer, a group chat of officers."""

    submission_id: int | None = None
    person_id: int | None = None
    chat_id: int | None = None

    @property
    def name(self) -> str:
        if self.submission_id is not None:
            return f"s{self.submission_id}"
        return f"p{self.person_id}" if self.person_id is not None else f"g{self.chat_id}"


def key(case_id: int, event: int, what: str, to: Recipient) -> str:
    return f"{case_id}:{event}:{what}:{to.name}"


def add(
    connection: Connection, case_id: int, event: int, what: str, told: Sequence[tuple[Recipient, bool]], now: datetime
) -> None:
    """One row each; those for whom there is no chat (False) have failed already. A known key is passed over."""
    rows: list[dict[str, Any]] = [
        {
            "key": key(case_id, event, what, to), "case_id": case_id, "event": event, "what": what,
            "submission_id": to.submission_id, "person_id": to.person_id, "chat_id": to.chat_id,
            "state": "waiting" if has_chat else "failed", "reason": None if has_chat else NO_CHAT,
            "made_at": now, "settled_at": None if has_chat else now,
        }
        for to, has_chat in told
    ]  # fmt: skip
    _ADD.send(connection, *rows)


_COLUMNS = (
    "key", "case_id", "event", "what", "submission_id", "person_id", "chat_id", "state", "reason", "made_at", "settled_at",
)  # fmt: skip
_ADD = Prepared(lambda dialect: ignoring_insert(dialect, _TABLE, ["key"]).values(filled_in(_TABLE, *_COLUMNS)))


def reached(connection: Connection, keys: Iterable[str | None], how: str, now: datetime) -> None:
    """A message that carries it was delivered over the channel `how`."""
    _REACHED.send(connection, *({"key": one, "how": how, "now": now} for one in keys if one is not None))


_REACHED = Prepared(
    update(_TABLE)
    .where(_TABLE.c.key == bindparam("key"), _TABLE.c.state != literal_column("'reached'", String))
    .values(state="reached", how=bindparam("how", type_=String), reason=null(), settled_at=bindparam("now", type_=Instant))
)


def failed(connection: Connection, one: str | None, reason: str, now: datetime) -> None:
    """A message that carries it will never be delivered; another one that carries it still may."""
    if one is not None:
        _FAILED.send(connection, {"key": one, "reason": reason, "now": now})


_OTHERS = select(Outbox.id).where(
    Outbox.case_id == _TABLE.c.case_id, Outbox.telling == _TABLE.c.key, Outbox.state.in_([_WAITING, _SENDING])
)
_FAILED = Prepared(
    update(_TABLE)
    .where(_TABLE.c.key == bindparam("key"), _TABLE.c.state == _WAITING, ~_OTHERS.exists())
    .values(state="failed", reason=bindparam("reason", type_=String), settled_at=bindparam("now", type_=Instant))
)


def again(connection: Connection, one: str | None) -> None:
    """A message that carries it is sent once more."""
    if one is not None:
        mine = (Telling.key == one, Telling.state == "failed")
        connection.execute(update(Telling).where(*mine).values(state="waiting", reason=None, settled_at=None))


def shown(connection: Connection, submission_id: int, now: datetime) -> None:
    """Whoever sent it looked at the case with code and PIN: they know all that was to be told."""
    open_ = (Telling.submission_id == submission_id, Telling.state != "reached")
    connection.execute(update(Telling).where(*open_).values(state="reached", how="shown", reason=None, settled_at=now))
