"""Telegram's webhook: the route that updates are posted to, and the loop that keeps it registered."""

import asyncio
import json
from hmac import compare_digest
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.telegram.api import Patience, Sleep, TelegramApi
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.state import Status
from bot.channels.telegram.updates import KINDS

PATH = "/hooks/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
BODY_LIMIT = 1024 * 1024  # bytes
LOOK_SECONDS = 60.0  # whether Telegram still knows the address


def router(intake: Intake, secret: str) -> APIRouter:
    """Answers 200 after the commit; until then Telegram keeps the update and sends it again."""
    routes = APIRouter()

    async def receive(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not compare_digest(given.encode(), secret.encode()):
            return Response(status_code=403)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return Response(status_code=415)
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        await intake.store([(body, _loaded(body))])
        return Response(status_code=200)

    routes.add_route(PATH, receive, methods=["POST"])
    return routes


async def _body(request: Request) -> bytes | None:
    """None where it is too long, however long it says it is."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_LIMIT:
            return None
    return bytes(body)


def _loaded(body: bytes) -> Any:
    """For its keys only. What is no JSON is stored and put aside like everything that nobody can read."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


class Registration:
    """Tells Telegram where to post updates, and looks now and then whether it still knows and gets through."""

    def __init__(self, api: TelegramApi, status: Status, public_url: str, secret: str, sleep: Sleep = asyncio.sleep) -> None:
        self._api = api
        self._status = status
        self._url = public_url.rstrip("/") + PATH
        self._secret = secret
        self._told = False
        self._sleep = sleep

    async def run(self) -> None:
        patience = Patience(self._sleep)
        while True:
            try:
                await self._look()
                patience.forget()
                await self._sleep(LOOK_SECONDS)
            except Exception as error:  # noqa: BLE001 - it outlives whatever one look met
                await self._status.failed(error)
                await patience.after(error)

    async def _look(self) -> None:
        """Once in a process's life it is told anyway: the secret may be another one."""
        known = await self._api.call("getWebhookInfo")
        if not self._told or known.get("url") != self._url:
            await self._api.call("setWebhook", url=self._url, secret_token=self._secret, allowed_updates=list(KINDS))
            self._told = True
        await self._status.answered(webhook_error_at=known.get("last_error_date"))
