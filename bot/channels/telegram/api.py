"""Calls to the Bot API. The token is part of every address: no error that leaves here carries one."""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from urllib.parse import quote

import httpx
from telegram.error import RetryAfter, TelegramError
from telegram.request import HTTPXRequest, RequestData
from telegram.request._requestparameter import RequestParameter  # no public name makes one; the version is pinned

CONNECTIONS = 16  # for calls and downloads at the same time, the long poll apart; sending alone takes up to eight
CONNECT_SECONDS = 10.0
CALL_SECONDS = 20.0  # until an answer begins
DOWNLOAD_SECONDS = 60.0
PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)  # seconds, after one failure, two …

logging.getLogger("httpx").setLevel(logging.WARNING)  # its lines of lower levels carry whole addresses
os.environ.setdefault("PTB_TIMEDELTA", "true")  # else the library warns of its own future at every RetryAfter


class TelegramApi:
    """One bot. Every call raises telegram.error.TelegramError; its class tells what happened, its words are for nobody."""

    def __init__(self, token: str, base_url: str, *, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._token = token
        self.bot_id = token.partition(":")[0]
        self._methods = f"{base_url.rstrip('/')}/bot{token}/"
        self._files = f"{base_url.rstrip('/')}/file/bot{token}/"
        self._polling = _request(1, transport)
        self._calling = _request(CONNECTIONS, transport)

    async def call(self, method: str, *, seconds: float = CALL_SECONDS, **parameters: Any) -> Any:
        """The result as the platform's JSON says it. Parameters may be anything that python-telegram-bot sends."""
        return await self._post(self._calling, method, parameters, seconds)

    async def updates(self, offset: int | None, seconds: int, kinds: tuple[str, ...]) -> list[Any]:
        """A long poll: what came, at most a hundred; empty after so many seconds. An offset confirms all before it."""
        parameters: dict[str, Any] = {"timeout": seconds, "limit": 100, "allowed_updates": list(kinds)}
        if offset is not None:
            parameters["offset"] = offset
        found = await self._post(self._polling, "getUpdates", parameters, seconds + CALL_SECONDS)
        if not isinstance(found, list):
            raise TelegramError("not a list of updates")
        return found

    async def download(self, path: str) -> bytes:
        """A file that getFile named."""
        try:
            return await self._calling.retrieve(self._files + quote(path), read_timeout=DOWNLOAD_SECONDS)
        except TelegramError as error:
            raise self._without_token(error) from None

    async def close(self) -> None:
        await self._polling.shutdown()
        await self._calling.shutdown()

    async def _post(self, request: HTTPXRequest, method: str, parameters: dict[str, Any], seconds: float) -> Any:
        data = RequestData([RequestParameter.from_input(name, value) for name, value in parameters.items()])
        try:
            return await request.post(self._methods + method, data, read_timeout=seconds)
        except TelegramError as error:
            raise self._without_token(error) from None  # what it came from knows the address
        except (KeyError, TypeError, RecursionError):
            raise TelegramError("no answer of the Bot API") from None

    def _without_token(self, error: TelegramError) -> TelegramError:
        error.message = error.message.replace(self._token, "TOKEN")
        return error


def _request(connections: int, transport: httpx.AsyncBaseTransport | None) -> HTTPXRequest:
    options = {"transport": transport} if transport else {}
    return HTTPXRequest(
        connection_pool_size=connections, connect_timeout=CONNECT_SECONDS, pool_timeout=CALL_SECONDS, httpx_kwargs=options
    )


def wait_seconds(error: RetryAfter) -> float:
    """How long the platform asks to wait."""
    wait = error.retry_after
    return wait if isinstance(wait, int) else wait.total_seconds()


Sleep = Callable[[float], Awaitable[None]]


class Patience:
    """Waits before the next try: longer each time, and at least as long as the platform asks."""

    def __init__(self, sleep: Sleep = asyncio.sleep, pauses: Sequence[float] = PAUSES) -> None:
        self._sleep = sleep
        self._pauses = pauses
        self._failures = 0

    def forget(self) -> None:
        self._failures = 0

    async def after(self, error: Exception) -> None:
        pause = self._pauses[min(self._failures, len(self._pauses) - 1)]
        self._failures += 1
        await self._sleep(max(pause, wait_seconds(error)) if isinstance(error, RetryAfter) else pause)
