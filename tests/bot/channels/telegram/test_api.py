"""Calls to the Bot API: what they carry, and that no error tells the token."""

import asyncio
import traceback
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

import httpx
import pytest
from telegram import InputFile
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.channels.telegram.api import TelegramApi, wait_seconds
from tests.bot.channels.telegram.bot_api import TOKEN, BotApi, ok, refused

SECRET = TOKEN.partition(":")[2]


@pytest.fixture
def api() -> BotApi:
    return BotApi()


def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(coroutine)


def test_parameters_are_sent_as_the_platform_wants_them(api: BotApi) -> None:
    api.answer("sendMessage", ok({"message_id": 5}))
    markup = {"inline_keyboard": [[{"text": "Có"}]]}
    assert run(api.client.call("sendMessage", chat_id=5, text="chào", silent=True, reply_markup=markup)) == {"message_id": 5}
    (sent,) = api.asked("sendMessage")
    assert sent == {
        "chat_id": "5",
        "text": "chào",
        "silent": "true",
        "reply_markup": '{"inline_keyboard": [[{"text": "Có"}]]}'.replace("Có", "C\\u00f3"),
    }


def test_a_file_is_uploaded() -> None:
    bodies: list[bytes] = []

    async def take(request: httpx.Request) -> httpx.Response:
        bodies.append(await request.aread())
        return ok(True)

    client = TelegramApi(TOKEN, "https://api.test", transport=httpx.MockTransport(take))
    run(client.call("sendDocument", chat_id=5, document=InputFile(b"%PDF-data", filename="đơn.pdf")))
    assert b"%PDF-data" in bodies[0]
    assert b'name="chat_id"' in bodies[0]


@pytest.mark.parametrize("base", ["https://api.test", "https://api.test/", "https://api.test/own/server"])
def test_the_base_address_may_be_any_server(base: str) -> None:
    asked: list[str] = []

    async def take(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return ok(True) if "getMe" in str(request.url) else httpx.Response(200, content=b"data")

    client = TelegramApi(TOKEN, base, transport=httpx.MockTransport(take))
    run(client.call("getMe"))
    assert run(client.download("photos/a b?.jpg")) == b"data"
    root = base.rstrip("/")
    assert asked == [f"{root}/bot{TOKEN}/getMe", f"{root}/file/bot{TOKEN}/photos/a%20b%3F.jpg"]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refused(400, "Bad Request"), BadRequest),
        (refused(401, "Unauthorized"), InvalidToken),
        (refused(409, "Conflict"), Conflict),
        (refused(429, "Too Many Requests", retry_after=3), RetryAfter),
        (httpx.Response(502, text="<html>"), NetworkError),
        (httpx.Response(200, text="<html>"), TelegramError),
        (httpx.Response(200, json=[]), TelegramError),
        (httpx.ReadTimeout(f"for /bot{TOKEN}/getMe"), TimedOut),
        (httpx.ConnectError(f"to /bot{TOKEN}/getMe"), NetworkError),
        (OSError(f"to /bot{TOKEN}/getMe"), NetworkError),
    ],
)
def test_what_goes_wrong_is_told_by_its_class(
    api: BotApi, answer: httpx.Response | Exception, error: type[TelegramError]
) -> None:
    api.answer("getMe", answer)
    with pytest.raises(error) as caught:
        run(api.client.call("getMe"))
    assert type(caught.value) is error
    assert f"bot{TOKEN}" not in "".join(traceback.format_exception(caught.value)) or isinstance(
        answer, httpx.ConnectError | OSError
    )


def test_how_long_to_wait() -> None:
    assert wait_seconds(RetryAfter(3)) == 3
    assert wait_seconds(RetryAfter(timedelta(minutes=2))) == 120


def test_a_file_that_is_gone(api: BotApi) -> None:
    with pytest.raises(InvalidToken) as caught:
        run(api.client.download("nowhere"))
    assert SECRET not in "".join(traceback.format_exception(caught.value))
