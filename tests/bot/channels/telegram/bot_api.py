"""A Bot API at the HTTP port: answers from a script, and remembers what was asked."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import parse_qsl

import httpx

from bot.channels.telegram.api import TelegramApi

TOKEN = "123456:SECRET"

Answer = httpx.Response | Exception | Callable[[], httpx.Response]


def ok(result: Any) -> httpx.Response:
    return httpx.Response(200, json={"ok": True, "result": result})


def refused(status: int, description: str, **parameters: Any) -> httpx.Response:
    return httpx.Response(status, json={"ok": False, "error_code": status, "description": description, "parameters": parameters})


class BotApi(httpx.AsyncBaseTransport):
    """`answers[method]`: one after the other, the last one for ever; a method nobody scripted is answered true. Files by path."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer]] = {}
        self.files: dict[str, bytes] = {}
        self.calls: list[tuple[str, dict[str, str]]] = []
        self.client = TelegramApi(TOKEN, "https://api.test", transport=self)

    def answer(self, method: str, *answers: Answer) -> None:
        self.answers[method] = list(answers)

    def asked(self, method: str) -> list[dict[str, str]]:
        return [fields for name, fields in self.calls if name == method]

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        _, root, rest = request.url.path.split("/", 2)
        assert str(request.url).startswith(f"https://api.test/{root}/")
        if root == "file":
            data = self.files.get(rest.partition("/")[2])
            return httpx.Response(200, content=data) if data is not None else refused(404, "Not Found")
        self.calls.append((rest, dict(parse_qsl((await request.aread()).decode()))))
        await asyncio.sleep(0)
        return self._next(rest)

    def _next(self, method: str) -> httpx.Response:
        answers = self.answers.get(method, [])
        answer = answers.pop(0) if len(answers) > 1 else answers[0] if answers else ok(True)
        if isinstance(answer, Exception):
            raise answer
        return answer() if callable(answer) else httpx.Response(answer.status_code, content=answer.content)


async def run_until(work: Coroutine[Any, Any, None], happened: Callable[[], bool]) -> None:
    """Runs what would go on for ever until something happened, and sees that it can be stopped."""
    working = asyncio.create_task(work)
    async with asyncio.timeout(10):
        while not (happened() or working.done()):  # noqa: ASYNC110 - it may be anything
            await asyncio.sleep(0.005)
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
    assert working.cancelled()


def loaded(fields: dict[str, str], name: str) -> Any:
    return json.loads(fields[name])
