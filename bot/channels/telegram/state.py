"""How receiving from Telegram goes: kept in the database, so that `/health` and `nghedan check` see it from any process."""

import json
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, String, func, literal_column, select
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import BadRequest, Conflict, InvalidToken, TelegramError

from bot.channels.telegram.traits import NAME
from bot.clock import monotonic
from db.engine.database import Database, DatabaseBusy, DatabaseClosed
from db.engine.storing import in_session
from db.stores import settings
from db.tables import Inbox, Outbox

SETTING = "telegram_receiving"
SAVE_SECONDS = 15.0
SILENT_SECONDS = 120.0  # without an answer of Telegram: several polls, or two looks at the webhook, failed

log = logging.getLogger(__name__)


class Status:
    """Notes what the platform last answered; saved when the state changes, else every 15 seconds at most."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now
        self._facts: dict[str, str | None] = {"state": "starting", "answered_at": None, "received_at": None}
        self._save_at = 0.0

    @property
    def state(self) -> str:
        return self._facts["state"] or ""

    def received(self, at: datetime) -> None:
        self._facts["received_at"] = at.isoformat()

    async def answered(self, webhook_error_at: float | None = None) -> None:
        """`webhook_error_at`: when Telegram last failed to reach our webhook, in seconds since 1970."""
        now = self._now()
        self._facts["answered_at"] = now.isoformat()
        unreached = webhook_error_at is not None and now.timestamp() - webhook_error_at < SILENT_SECONDS
        await self._turn("webhook_unreached" if unreached else "ok")

    async def failed(self, error: Exception) -> None:
        state = _state(error)
        if state != self._facts["state"]:
            log.warning("telegram does not answer: %s (%s)", state, type(error).__name__)
        await self._turn(state)

    async def _turn(self, state: str) -> None:
        changed = state != self._facts["state"]
        self._facts["state"] = state
        if changed or monotonic() >= self._save_at:
            self._save_at = monotonic() + SAVE_SECONDS
            facts = json.dumps(self._facts)
            with suppress(SQLAlchemyError, DatabaseBusy, DatabaseClosed):  # shown later, then
                await self._database.arun(in_session(lambda session: settings.put(session, SETTING, facts)))


def _state(error: Exception) -> str:
    if isinstance(error, InvalidToken):
        return "invalid_token"
    if isinstance(error, Conflict):
        return "conflict"
    if isinstance(error, BadRequest):
        return "refused"
    return "unreachable" if isinstance(error, TelegramError) else "not_stored"


@dataclass(frozen=True)
class Report:
    """`state`: ok, starting, silent, invalid_token, conflict, refused, unreachable, webhook_unreached or not_stored. Seconds
    since Telegram last answered; when the last update came; what waits here."""

    state: str
    answered_seconds: float | None
    last_update: str | None
    to_handle: int
    to_send: int

    def as_json(self) -> dict[str, Any]:
        return {
            "state": self.state, "poll_lag_seconds": self.answered_seconds, "last_update": self.last_update,
            "to_handle": self.to_handle, "to_send": self.to_send,
        }  # fmt: skip


def report(connection: Connection, now: datetime) -> Report:
    saved = in_session(lambda session: settings.value(session, SETTING))(connection)
    facts: dict[str, str | None] = json.loads(saved) if saved else {"state": "starting"}
    answered = facts.get("answered_at")
    since = round((now - datetime.fromisoformat(answered)).total_seconds(), 1) if answered else None
    state = facts["state"] or "starting"
    if state == "ok" and since is not None and since > SILENT_SECONDS:
        state = "silent"
    to_handle, to_send = (connection.execute(_count(*table_and_states)).scalar_one() for table_and_states in _OPEN)
    return Report(state, since, facts.get("received_at"), to_handle, to_send)


# The very words, in their order, of the indexes of what is open.
_OPEN: tuple[tuple[type[Inbox] | type[Outbox], str, str], ...] = ((Inbox, "fetching", "waiting"), (Outbox, "waiting", "sending"))


def _count(table: type[Inbox] | type[Outbox], *states: str) -> Select[int]:
    open_ = table.state.in_([literal_column(f"'{state}'", String) for state in states])
    return select(func.count()).select_from(table).where(table.channel == NAME, open_)
