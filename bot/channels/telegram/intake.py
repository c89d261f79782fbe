"""Receiving from Telegram: updates are stored as they came, and only then confirmed."""

import asyncio
import hashlib
import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from telegram.error import Conflict, TelegramError

from bot.channels.telegram.api import Patience, Sleep, TelegramApi
from bot.channels.telegram.state import Status
from bot.channels.telegram.traits import NAME
from bot.channels.telegram.updates import KINDS
from bot.clock import monotonic
from db.engine.database import Database
from db.queues import inbox

POLL_SECONDS = 25
SHORT_SECONDS = 0.5
FILES = ("photo", "voice", "video", "video_note", "audio", "animation", "document")

log = logging.getLogger(__name__)


# ---------------------------------------------------------------- keys


@dataclass(frozen=True)
class Keys:
    """What can be told of an update without understanding it. `chat_key` is empty where it names no chat, `person_key` in a
    private chat; `callback`: the query to be answered."""

    chat_key: str = ""
    person_key: str = ""
    private: bool = False
    has_files: bool = False
    callback: str = ""


def lenient_keys(update: dict[str, Any]) -> Keys:
    """Never raises, whatever the shape."""
    kind, event = next(((name, value) for name, value in update.items() if isinstance(value, dict)), ("", {}))
    message = event.get("message") if kind == "callback_query" else event
    chat = message.get("chat") if isinstance(message, dict) else None
    person = _id(event.get("from") or event.get("user"))
    if not isinstance(chat, dict):
        chat = {"id": event["from"].get("id"), "type": "private"} if kind == "callback_query" and person else {}
    chat_key = _id(chat)
    private = chat.get("type") == "private" if "type" in chat else bool(chat_key) and not chat_key.startswith("-")
    return Keys(
        chat_key=chat_key,
        person_key="" if private or not chat_key else person,
        private=private,
        has_files=kind == "message" and any(event.get(name) for name in FILES),
        callback=event["id"] if kind == "callback_query" and isinstance(event.get("id"), str) else "",
    )


def _id(owner: Any) -> str:
    value = owner.get("id") if isinstance(owner, dict) else None
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63 else ""


def _number(update: Any) -> int | None:
    value = update.get("update_id") if isinstance(update, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63 else None


# ---------------------------------------------------------------- storing


class Intake:
    """Stores updates, each once; a button's query is answered, empty, right after the commit. `wake_fetcher` is called where
    files are to be fetched."""

    def __init__(
        self, api: TelegramApi, database: Database, status: Status, now: Callable[[], datetime], wake_fetcher: Callable[[], None]
    ) -> None:
        self._api = api
        self._database = database
        self._status = status
        self._now = now
        self._wake_fetcher = wake_fetcher
        self._answering: set[asyncio.Task[None]] = set()

    async def store(self, updates: Sequence[tuple[bytes, Any]]) -> None:
        """Each as its body and what JSON made of it. Returns after the commit."""
        now = self._now()
        stored = await self._database.arun(
            lambda connection: [self._accept(connection, body, update, now) for body, update in updates]
        )
        self._status.received(now)
        if any(keys.has_files for keys in stored):
            self._wake_fetcher()
        for keys in stored:
            if keys.callback:
                task = asyncio.create_task(self._answer(keys.callback))
                self._answering.add(task)
                task.add_done_callback(self._answering.discard)

    def _accept(self, connection: Connection, body: bytes, update: Any, now: datetime) -> Keys:
        """Nothing in the keys asks for a further deed where the update came before."""
        number = _number(update)
        keys = Keys() if number is None else lenient_keys(update)
        accepted = inbox.accept(
            connection, channel=NAME, update_key=self._update_key(number, body), chat_key=keys.chat_key, body=body, now=now,
            person_key=keys.person_key, private=keys.private, fetching=keys.has_files and bool(keys.chat_key),
        )  # fmt: skip
        if accepted.repeated:
            return Keys()
        if not keys.chat_key:
            inbox.park(connection, accepted.row_id, now, "NoChat")
        return keys

    def _update_key(self, number: int | None, body: bytes) -> str:
        """Numbers are each bot's own: an office that changes its bot must not take new updates for repeated ones."""
        return f"{self._api.bot_id}:{hashlib.sha256(body).hexdigest() if number is None else number}"

    async def _answer(self, query: str) -> None:
        try:
            await self._api.call("answerCallbackQuery", callback_query_id=query)
        except TelegramError as error:  # too old, or no connection: the button just turns a little longer
            log.info("a button's query was not answered: %s", type(error).__name__)


# ---------------------------------------------------------------- polling


class Poller:
    """Asks for updates for ever. The next question, which confirms what came before, is asked after the commit."""

    def __init__(self, api: TelegramApi, intake: Intake, status: Status, sleep: Sleep = asyncio.sleep) -> None:
        self._api = api
        self._intake = intake
        self._status = status
        self._offset: int | None = None
        self._answered = False  # the first question is asked without waiting: it tells whether the token is good
        self._sleep = sleep
        self._patience = Patience(sleep)

    async def run(self) -> None:
        while True:
            try:
                await self._round()
                self._patience.forget()
            except Exception as error:  # noqa: BLE001 - polling outlives whatever one round met
                await self._failed(error)

    async def _round(self) -> None:
        begun = monotonic()
        updates = await self._api.updates(self._offset, POLL_SECONDS if self._answered else 0, KINDS)
        self._answered = True
        if updates:
            await self._intake.store([(json.dumps(update).encode(), update) for update in updates])
        await self._status.answered()
        numbers = [number + 1 for number in map(_number, updates) if number is not None]
        if numbers:
            self._offset = max(numbers)
        elif monotonic() - begun < SHORT_SECONDS:  # a server that does not wait, or sends what cannot be confirmed
            await self._sleep(SHORT_SECONDS)

    async def _failed(self, error: Exception) -> None:
        await self._status.failed(error)
        if isinstance(error, Conflict) and "webhook" in error.message:
            await self._take_over_from_webhook()
        await self._patience.after(error)

    async def _take_over_from_webhook(self) -> None:
        """A webhook set earlier keeps updates from polling; what waits there stays."""
        try:
            await self._api.call("deleteWebhook", drop_pending_updates=False)
        except TelegramError as error:
            log.warning("the webhook was not removed: %s", type(error).__name__)
