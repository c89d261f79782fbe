"""A browser or script that talks to the application in process, and a site to talk to."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from typing import Any

import httpx
from fastapi import FastAPI

from db.engine.database import Database
from db.queues import outbox
from db.queues.inbox import ensure_chat
from db.queues.messages import Choice, Outgoing, Tap
from db.queues.outbox import Draft
from web.sessions import Sessions, chat_key
from web.site import Site
from web.watch import ChatWatch

NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
URL = "http://test"
HERE = {"Origin": URL}
FORM = {"Accept": "text/html", "Origin": URL}
TOKEN = "0123456789abcdef" * 2
MENU = (Choice(label="Gặp cán bộ", value=Tap(flow="start", key="meet", value="").encode()),)


def site(database: Database, **facts: Any) -> Site:
    known: dict[str, Any] = {
        "now": lambda: NOW,
        "office": "Bình Sơn",
        "build": "9.9",
        "emergency": (("113", "công an"),),
        "starters": MENU,
        "sessions": Sessions(URL),
    }
    return Site(database=database, channel="web", watch=ChatWatch(database, "web"), **(known | facts))


class Client:
    """Synchronous; all requests and the application share one event loop."""

    def __init__(self, app: FastAPI, runner: asyncio.Runner, address: str) -> None:
        transport = httpx.ASGITransport(app, client=(address, 40000))
        self.http = httpx.AsyncClient(transport=transport, base_url=URL)
        self._runner = runner

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self._runner.run(self.http.get(path, **options))

    def request(self, method: str, path: str) -> httpx.Response:
        return self._runner.run(self.http.request(method, path))

    def post(self, path: str, **options: Any) -> httpx.Response:
        return self._runner.run(self.http.post(path, **options))


@contextmanager
def client(app: FastAPI, address: str = "203.0.113.7") -> Iterator[Client]:
    with asyncio.Runner() as runner:
        made = Client(app, runner, address)
        yield made
        runner.run(made.http.aclose())


class Stream:
    """The events of one open stream, as they come."""

    def __init__(self) -> None:
        self.chunks: asyncio.Queue[str] = asyncio.Queue()
        self.status = 0

    async def send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        else:
            self.chunks.put_nowait(message.get("body", b"").decode())

    async def next(self, seconds: float = 5) -> str:
        return await asyncio.wait_for(self.chunks.get(), seconds)


@asynccontextmanager
async def streaming(app: FastAPI, path: str, query: str = "", **headers: str) -> AsyncIterator[Stream]:
    """Opens a stream on the running application and closes it at the end, as a browser that goes away."""
    stream, gone = Stream(), asyncio.Event()
    sent = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {
        "type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": sent,
        "client": ("203.0.113.7", 1), "server": ("test", 80), "scheme": "http", "root_path": "", "http_version": "1.1",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
    }  # fmt: skip
    began = False

    async def receive() -> Any:
        nonlocal began
        if not began:
            began = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await gone.wait()
        return {"type": "http.disconnect"}

    task = asyncio.create_task(app(scope, receive, stream.send))
    try:
        yield stream
    finally:
        gone.set()
        await asyncio.wait_for(task, 5)


def say(database: Database, token: str, outgoing: Outgoing, key: str = "k") -> int:
    """The bot says something in the chat of a token; returns the chat's id."""

    def write(connection: Any) -> int:
        chat_id = ensure_chat(connection, "web", chat_key(token), NOW)
        outbox.write(connection, [Draft(chat_id, outgoing, key)], NOW)
        return chat_id

    return database.write(write).result()
