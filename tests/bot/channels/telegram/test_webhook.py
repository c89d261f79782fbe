"""The route that Telegram posts to, in process, and its registration."""

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from bot.channels.telegram.intake import Intake
from bot.channels.telegram.state import Status, report
from bot.channels.telegram.updates import KINDS
from bot.channels.telegram.webhook import BODY_LIMIT, PATH, SECRET_HEADER, Registration, router
from db.engine.database import Database
from db.tables import Inbox
from tests.bot.channels.telegram.bot_api import BotApi, loaded, ok, refused
from tests.web.client import NOW, Client, client, site
from web.app import create_app
from web.health import Checks

SECRET = "bi-mat_1"
URL = "https://nghedan.test/hooks/telegram"
HEADERS = {SECRET_HEADER: SECRET, "Content-Type": "application/json"}
UPDATE = {"update_id": 7, "message": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "chào"}}


@pytest.fixture
def api() -> BotApi:
    return BotApi()


@pytest.fixture
def app(sqlite: Database, api: BotApi) -> FastAPI:
    intake = Intake(api.client, sqlite, Status(sqlite, lambda: NOW), lambda: NOW, lambda: None)
    return create_app(site(sqlite), Checks(), [router(intake, SECRET)])


@pytest.fixture
def telegram(app: FastAPI) -> Iterator[Client]:
    with client(app) as made:
        yield made


def stored(database: Database) -> list[tuple[str | None, ...]]:
    query = select(Inbox.update_key, Inbox.state, Inbox.reason).order_by(Inbox.id)
    return database.read(lambda connection: [tuple(row) for row in connection.execute(query)])


def post(telegram: Client, body: object = UPDATE, **headers: str) -> int:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return telegram.post(PATH, content=content, headers=HEADERS | named).status_code


def test_an_update_is_stored_once_and_answered_after_the_commit(telegram: Client, sqlite: Database) -> None:
    assert [post(telegram), post(telegram)] == [200, 200]
    assert stored(sqlite) == [("123456:7", "waiting", None)]


@pytest.mark.parametrize("secret", ["", "bi-mat_2", "bi-mat_", "bí-mật"])
def test_a_forged_secret_is_refused(telegram: Client, sqlite: Database, secret: str) -> None:
    headers = [(SECRET_HEADER.encode(), secret.encode()), (b"Content-Type", b"application/json")]
    answer = telegram.post(PATH, content=json.dumps(UPDATE), headers=headers)
    assert (answer.status_code, answer.content) == (403, b"")
    assert telegram.post(PATH, json=UPDATE).status_code == 403
    assert stored(sqlite) == []


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""])
def test_only_json_is_taken(telegram: Client, sqlite: Database, kind: str) -> None:
    assert post(telegram, Content_Type=kind) == 415
    assert stored(sqlite) == []


def test_a_named_character_set_is_no_obstacle(telegram: Client) -> None:
    assert post(telegram, Content_Type="Application/JSON; charset=utf-8") == 200


def test_a_body_has_a_limit(telegram: Client, sqlite: Database) -> None:
    room = BODY_LIMIT - len(json.dumps(UPDATE | {"x": ""}))
    assert post(telegram, UPDATE | {"x": "a" * room}) == 200
    assert post(telegram, UPDATE | {"update_id": 8, "x": "a" * (room + 1)}) == 413
    assert [key for key, *_ in stored(sqlite)] == ["123456:7"]


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"null", b"[1]", b'"x"', b'{"update_id": []}'])
def test_what_nobody_can_read_is_put_aside_and_comes_once(telegram: Client, sqlite: Database, body: bytes) -> None:
    assert [post(telegram, body), post(telegram, body), post(telegram)] == [200, 200, 200]
    assert [row[1:] for row in stored(sqlite)] == [("parked", "NoChat"), ("waiting", None)]


def test_while_it_cannot_be_stored_telegram_keeps_it(app: FastAPI, sqlite: Database) -> None:
    with client(app) as telegram:
        sqlite.close()
        assert post(telegram) == 503


def test_it_is_only_posted_to(telegram: Client) -> None:
    assert telegram.get(PATH, headers=HEADERS).status_code == 405


# ---------------------------------------------------------------- registration


def register(database: Database, api: BotApi, looks: int) -> tuple[list[float], str]:
    """Lets it look so many times; returns how long it would have waited each time, and the state."""
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == looks:
            raise asyncio.CancelledError

    async def whole() -> None:
        with pytest.raises(asyncio.CancelledError):
            await Registration(api.client, Status(database, lambda: NOW), "https://nghedan.test/", SECRET, sleep).run()

    asyncio.run(whole())
    return waits, database.read(lambda connection: report(connection, NOW)).state


def known(**more: Any) -> httpx.Response:
    return ok({"url": URL, "pending_update_count": 0, **more})


def test_telegram_is_told_once(memory: Database, api: BotApi) -> None:
    api.answer("getWebhookInfo", ok({"url": "https://elsewhere.test"}), known())
    assert register(memory, api, 3) == ([60, 60, 60], "ok")
    (told,) = api.asked("setWebhook")
    assert (told["url"], told["secret_token"], loaded(told, "allowed_updates")) == (URL, SECRET, list(KINDS))
    assert "drop_pending_updates" not in told


def test_a_known_address_is_told_again_for_the_secret(memory: Database, api: BotApi) -> None:
    api.answer("getWebhookInfo", known())
    register(memory, api, 2)
    assert len(api.asked("setWebhook")) == 1


def test_a_lost_registration_is_renewed(memory: Database, api: BotApi) -> None:
    api.answer("getWebhookInfo", known(), ok({"url": ""}), known())
    register(memory, api, 3)
    assert len(api.asked("setWebhook")) == 2


def test_a_refused_address_is_told(memory: Database, api: BotApi) -> None:
    api.answer("getWebhookInfo", known())
    api.answer("setWebhook", refused(400, "Bad Request: bad webhook: HTTPS url must be provided for webhook"))
    assert register(memory, api, 3) == ([1, 2, 5], "refused")


def test_an_address_that_telegram_cannot_reach_is_told(memory: Database, api: BotApi) -> None:
    api.answer("getWebhookInfo", known(last_error_date=int(NOW.timestamp()) - 5))
    assert register(memory, api, 1)[1] == "webhook_unreached"
