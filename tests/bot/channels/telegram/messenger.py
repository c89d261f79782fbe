"""The sending half of the Bot API behind httpx, without a socket: keeps every call, and fails when it is told to."""

import asyncio
import itertools
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qsl

import httpx

from bot.channels.telegram.api import TelegramApi
from bot.clock import monotonic

TOKEN = "123456:ABC-def"

Failure = Callable[[httpx.Request], httpx.Response]  # or raises


@dataclass(frozen=True)
class Called:
    """`files`: parameter → (name, bytes). `done`: the platform did what it was asked; `lost`: and its answer got lost."""

    method: str
    fields: dict[str, Any]
    files: dict[str, tuple[str, bytes]]
    at: float
    done: bool
    lost: bool
    message_id: str

    @property
    def chat(self) -> str:
        return str(self.fields.get("chat_id", ""))

    @property
    def text(self) -> str:
        return str(self.fields.get("text", ""))


def answer(status: int, description: str = "", **parameters: int) -> Failure:
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    body |= {"parameters": parameters} if parameters else {}
    return lambda request: httpx.Response(status, json=body, request=request)


def page(status: int) -> Failure:
    return lambda request: httpx.Response(status, html="<html>nginx</html>", request=request)


def breaks(error: type[httpx.HTTPError]) -> Failure:
    def fail(request: httpx.Request) -> httpx.Response:
        raise error(f"{request.url} broke")

    return fail


REFUSED = breaks(httpx.ConnectError)
RESET = breaks(httpx.ReadError)
LOST = breaks(httpx.ReadTimeout)
BAD_GATEWAY = page(502)
FLOOD = answer(429, "Too Many Requests: retry after 1", retry_after=1)
WEATHER = (FLOOD, BAD_GATEWAY, RESET, LOST)


@dataclass
class Messenger(httpx.AsyncBaseTransport):
    """`failures`: what happens to the next calls, first come first served; `refusals`: to every call for a chat; `rate`: the
    share of the others that fails in one of the ways of `weather`, drawn with `seed`."""

    failures: list[Failure] = field(default_factory=list)
    refusals: dict[str, Failure] = field(default_factory=dict)
    rate: float = 0.0
    weather: tuple[Failure, ...] = WEATHER
    seed: int = 0
    answer_seconds: float = 0.0
    calls: list[Called] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self._ids = itertools.count(1000)
        self.api = TelegramApi(TOKEN, "http://telegram.test", transport=self)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        at = monotonic()
        fields, files = _taken_apart(request)
        failure = self._failure(str(fields.get("chat_id", "")))
        done, lost = failure in (None, LOST), failure is LOST
        message_id = next(self._ids) if done else 0
        method = request.url.path.rpartition("/")[2]
        self.calls.append(Called(method, fields, files, at, done, lost, str(message_id or "")))
        if self.answer_seconds:
            await asyncio.sleep(self.answer_seconds)
        if failure is not None:
            return failure(request)
        return httpx.Response(200, json={"ok": True, "result": {"message_id": message_id, "date": 1}}, request=request)

    def _failure(self, chat: str) -> Failure | None:
        if chat in self.refusals:
            return self.refusals[chat]
        if self.failures:
            return self.failures.pop(0)
        return self._random.choice(self.weather) if self._random.random() < self.rate else None

    # ------------------------------------------------------------ looking back

    def done(self, chat: str | None = None) -> list[Called]:
        """What a chat really got, or all of them."""
        return [call for call in self.calls if call.done and chat in (None, call.chat)]

    def texts(self, chat: str | None = None) -> list[str]:
        return [call.text for call in self.done(chat)]


def _taken_apart(request: httpx.Request) -> tuple[dict[str, Any], dict[str, tuple[str, bytes]]]:
    kind = request.headers.get("content-type", "")
    if not kind.startswith("multipart/"):
        return {name: _read(value) for name, value in parse_qsl(request.content.decode())}, {}
    whole = f"Content-Type: {kind}\r\n\r\n".encode() + request.content
    parts: Any = BytesParser(policy=HTTP).parsebytes(whole).get_payload()
    fields: dict[str, Any] = {}
    files: dict[str, tuple[str, bytes]] = {}
    for part in parts:
        name, filename = part.get_param("name", header="content-disposition"), part.get_filename()
        if filename is None:
            fields[name] = _read(part.get_payload(decode=True).decode())
        else:
            files[name] = (filename, part.get_payload(decode=True))
    return fields, files


def _read(value: str) -> Any:
    """Parameters that are objects come as JSON."""
    return json.loads(value) if value[:1] in "{[" and value[-1:] in "}]" else value
