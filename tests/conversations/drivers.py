"""Somebody's chat on each channel: what they say goes in as the channel takes it, what they read comes out as it shows it."""

import asyncio
import itertools
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import httpx
from fastapi import FastAPI
from sqlalchemy import Connection, select

from bot.channels.telegram.intake import lenient_keys
from bot.channels.telegram.rendering import Call, calls
from bot.channels.terminal.terminal import Terminal
from bot.clock import Clock
from bot.engine.worker import Office
from db.engine.database import Database
from db.queues import delivery, inbox, results
from db.queues.delivery import Claimed
from db.queues.messages import Choice, Tap
from db.tables import Chat
from office.files.store import FileStore


@dataclass(frozen=True)
class Read:
    """A message as a chat shows it."""

    text: str
    choices: tuple[Choice, ...]
    numbered: bool
    files: tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """What a person sends."""

    text: str
    files: tuple[tuple[str, bytes], ...] = ()
    position: tuple[float, float] | None = None


class Installed(Protocol):
    """What drivers need of a stage."""

    @property
    def database(self) -> Database: ...
    @property
    def files(self) -> FileStore: ...
    @property
    def office(self) -> Office: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def loop(self) -> asyncio.AbstractEventLoop: ...
    @property
    def web(self) -> FastAPI: ...


class Driver(Protocol):
    """Somebody's chat on a channel."""

    def say(self, said: Said, key: str = "") -> None:
        """With a key: as the channel repeats a message whose receipt it does not know."""
        ...

    def news(self) -> list[Read]: ...


class TerminalDriver:
    def __init__(self, stage: Installed, name: str) -> None:
        self._stage = stage
        self._terminal = Terminal(stage.database, name, stage.clock.now)

    def say(self, said: Said, key: str = "") -> None:
        files = [self._stage.files.store(data, name) for name, data in said.files]
        self._terminal.say(said.text, files, said.position)

    def news(self) -> list[Read]:
        return [
            Read(one.text, one.choices, one.outgoing is None or one.outgoing.numbered, tuple(file.kind for file in one.files))
            for one in self._terminal.news()
        ]


class WebDriver:
    def __init__(self, stage: Installed, name: str) -> None:
        app = stage.web
        self._loop = stage.loop
        self._client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app),
            base_url="http://test",
            headers={"X-Chat-Token": name.encode().hex().ljust(32, "0")},
        )
        self._seen = 0

    def say(self, said: Said, key: str = "") -> None:
        data = {"text": said.text}
        if said.position:
            data |= {"latitude": str(said.position[0]), "longitude": str(said.position[1])}
        files = [("files", (name, content)) for name, content in said.files]
        headers = {"Idempotency-Key": key} if key else None
        answer = self._loop.run_until_complete(
            self._client.post("/chat/messages", data=data, files=files or None, headers=headers)
        )
        assert answer.status_code == 202, answer.text

    def news(self) -> list[Read]:
        messages = self._after(self._seen)
        if messages:
            self._seen = messages[-1]["id"]
            self._after(self._seen)
        return [
            Read(
                one["text"], tuple(Choice(**choice) for choice in one["choices"]), one.get("hints", {}).get("numbered", True),
                tuple(file["kind"] for file in one["files"]),
            )
            for one in messages
            if one["from"] != "me"
        ]  # fmt: skip

    def _after(self, number: int) -> list[dict[str, Any]]:
        answer = self._loop.run_until_complete(self._client.get("/chat/messages", params={"after": number, "hints": ""}))
        messages: list[dict[str, Any]] = answer.json()
        return messages


# ---------------------------------------------------------------- Telegram

Update = tuple[dict[str, Any], Sequence[tuple[str, bytes]]]  # and the files it names

_numbers = itertools.count(1)
_KINDS = {"sendPhoto": "photo", "sendVoice": "voice", "sendVideo": "video", "sendDocument": "document"}


class TelegramDriver:
    """A private chat: updates as the Bot API gives them, and what its calls would show."""

    def __init__(self, stage: Installed, name: str) -> None:
        self._stage = stage
        self._key = str(int.from_bytes(name.encode()[:6], "big"))
        self._shown: dict[str, dict[str, Any]] = {}  # callback data → the message that bears the button
        self._said: dict[str, Sequence[Update]] = {}

    def say(self, said: Said, key: str = "") -> None:
        updates = self._said.get(key) or list(self._updates(said))
        if key:
            self._said[key] = updates
        for update, files in updates:
            self._take(update, files)

    def _updates(self, said: Said) -> Iterator[Update]:
        """One update a file: more than one are an album, with the words on the first."""
        if Tap.decode(said.text) is not None:
            yield self._pressed(said.text), ()
            return
        place = dict(zip(("latitude", "longitude"), said.position, strict=True)) if said.position else None
        content: dict[str, Any] = {"location": place} if place else {}
        album = {"media_group_id": str(next(_numbers))} if len(said.files) > 1 else {}
        for number, file in enumerate(said.files):
            yield (
                self._message(**_attached(file), **album, **({"caption": said.text} if said.text and not number else {})),
                (file,),
            )
        if content or not said.files:
            yield self._message(**content, **({"text": said.text} if not content else {})), ()

    def _message(self, **content: Any) -> dict[str, Any]:
        return {"update_id": next(_numbers), "message": self._frame() | content}

    def _frame(self) -> dict[str, Any]:
        who = {"id": int(self._key), "first_name": "Dân", "is_bot": False}
        at = int(self._stage.clock.now().timestamp())
        return {"message_id": next(_numbers), "date": at, "chat": {"id": int(self._key), "type": "private"}, "from": who}

    def _pressed(self, data: str) -> dict[str, Any]:
        frame = self._frame()
        message = self._shown.get(data, frame)
        query = {"id": "1", "from": frame["from"], "chat_instance": "1", "data": data, "message": message}
        return {"update_id": next(_numbers), "callback_query": query}

    def _take(self, update: dict[str, Any], files: Sequence[tuple[str, bytes]]) -> None:
        keys = lenient_keys(update)
        assert keys.private
        assert keys.has_files == bool(files)
        stored = [self._stage.files.store(data, name).model_dump() for name, data in files]
        accept: Callable[[Connection], object] = lambda connection: inbox.accept(  # noqa: E731
            connection, channel="telegram", update_key=str(update["update_id"]), chat_key=keys.chat_key, files=stored,
            body=json.dumps(update).encode(), now=self._stage.clock.now(), person_key=keys.person_key, private=keys.private,
        )  # fmt: skip
        self._stage.database.write(accept).result()

    def news(self) -> list[Read]:
        return list(self._delivered())

    def _delivered(self) -> Iterator[Read]:
        """What a deliverer would send now, one after the other; other chats' messages stay where they are."""
        while message := self._stage.database.write(self._next).result():
            made = calls(message.outgoing, message.chat_key, private=message.private)
            ids = ",".join(str(self._sent(call)) for call in made)
            yield _read(message, made)
            record: Callable[[Connection], object] = lambda connection, message=message, ids=ids: results.record_sent(  # type: ignore[misc] # noqa: E731
                connection, message, self._stage.clock.now(), ids
            )
            self._stage.database.write(record).result()

    def _next(self, connection: Connection) -> Claimed | None:
        mine = inbox.find_chat(connection, "telegram", self._key)
        others = connection.scalars(select(Chat.id).where(Chat.id != mine)).all()
        return next(iter(delivery.claim(connection, "telegram", self._stage.clock.now(), 1, 60, resting=others)), None)

    def _sent(self, call: Call) -> int:
        message = self._frame() | {"from": {"id": 1, "first_name": "Bot", "is_bot": True}} | call.parameters
        for row in call.parameters.get("reply_markup", {}).get("inline_keyboard", ()):
            self._shown.update({button["callback_data"]: message for button in row})
        return int(message["message_id"])


def _attached(file: tuple[str, bytes]) -> dict[str, Any]:
    data = {"file_id": "f", "file_unique_id": "u"}
    if file[0].endswith(".ogg"):
        return {"voice": data | {"duration": 3}}
    if file[0].endswith(".jpg"):
        return {"photo": [data | {"width": 9, "height": 9}]}
    return {"document": data | {"file_name": file[0]}}


def _read(message: Claimed, made: Sequence[Call]) -> Read:
    text = "\n".join(call.parameters["text"] for call in made if call.method == "sendMessage")
    files = tuple(_KINDS[call.method] for call in made if call.method != "sendMessage")
    markup: dict[str, Any] = next((call.parameters["reply_markup"] for call in made if "reply_markup" in call.parameters), {})
    numbered = message.outgoing.numbered
    return Read(text, tuple(_choices(markup, numbered)), numbered, files)


def _choices(markup: dict[str, Any], numbered: bool) -> Iterator[Choice]:
    """The buttons as people see them; keys that share a place or a number are Telegram's own."""
    for number, (button,) in enumerate(markup.get("inline_keyboard", ()), 1):
        label = button["text"]
        if numbered:
            assert label.startswith(f"{number}. ")
            label = label.removeprefix(f"{number}. ")
        yield Choice(label=label, value=button["callback_data"])
    for (key,) in markup.get("keyboard", ()):
        if not {"request_location", "request_contact"} & set(key):
            yield Choice(label=key["text"], value=key["text"])


DRIVERS: dict[str, Callable[[Installed, str], Driver]] = {
    "terminal": TerminalDriver, "web": WebDriver, "telegram": TelegramDriver,
}  # fmt: skip
