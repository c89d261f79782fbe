import logging
import random
import re
from pathlib import Path
from typing import NoReturn

import pytest
from fastapi import APIRouter
from sqlalchemy.exc import OperationalError
from starlette.requests import ClientDisconnect

from bot.channels.web.routes import router
from db.engine.database import Database
from office.files.store import FileStore
from tests.web.client import Client, client, site
from texts.vi.web import refusals as texts
from web.app import create_app
from web.health import Checks

MARK = "0905123456"


def failing(error: Exception) -> APIRouter:
    router = APIRouter()

    async def fail() -> NoReturn:
        raise error

    router.add_api_route("/fail", fail, methods=["GET"], response_model=None)
    return router


def test_an_error_is_told_politely_and_its_words_stay_out_of_the_log(sqlite: Database, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), client(create_app(site(sqlite), Checks(), [failing(KeyError(MARK))])) as browser:
        answer = browser.get("/fail")
    assert (answer.status_code, answer.json()) == (500, {"error": texts.something_broke()})
    assert "KeyError at test_envelope.py" in caplog.text
    assert MARK not in caplog.text
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("error", [OperationalError(MARK, {}, Exception(MARK)), OSError(28, MARK)])
def test_a_database_or_disk_that_fails_asks_to_come_back(
    sqlite: Database, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    with caplog.at_level(logging.DEBUG), client(create_app(site(sqlite), Checks(), [failing(error)])) as browser:
        answer = browser.get("/fail")
    assert (answer.status_code, answer.json()) == (503, {"error": texts.server_busy()})
    assert answer.headers["retry-after"] == "5"
    assert MARK not in caplog.text


def test_a_client_that_went_away_is_no_error(sqlite: Database, caplog: pytest.LogCaptureFixture) -> None:
    with client(create_app(site(sqlite), Checks(), [failing(ClientDisconnect())])) as browser, pytest.raises(AssertionError):
        browser.get("/fail")  # the test transport misses the answer that nobody waits for
    assert caplog.records == []


# ---------------------------------------------------------------- what is counted


def counted(browser: Client) -> set[tuple[str, ...]]:
    """Label values of every series about requests, without the status, which no visitor makes up."""
    lines = [line for line in browser.get("/metrics").text.splitlines() if line.startswith("nghedan_http_")]
    return {tuple(re.findall(r'(?:method|route)="([^"]*)"', line)) for line in lines}


def test_a_visitor_adds_no_label(sqlite: Database) -> None:
    known = ["/", "/static/{name}", "/chat/messages", "/chat/files/{sha256}", "/health", "/metrics", "/nothing"]
    methods = ["GET", "HEAD", "POST", "BREW"]
    here = site(sqlite)
    files = FileStore(Path("files"))
    with client(create_app(here, Checks(), [router(here, files)])) as browser:
        for method in methods:
            for path in known:
                browser.request(method, path)
        browser.get("/metrics")  # counts itself
        before = counted(browser)
        assert {route for _, route in (labels for labels in before if len(labels) == 2)} == {*known[:-1], "other"}
        chance = random.Random(6)
        for number in range(200):
            made_up = "".join(chance.choices("static/chat{}%7Bname", k=chance.randint(1, 12)))
            path = ("/static/", "/chat/files/", "/chat/", "/")[number % 4] + made_up
            browser.request(chance.choice([*methods, f"X{number}"]), path)
        for part in ("t", "s", "/", "name", "static", "{name}", "chat", "f"):  # parts of the pattern itself
            browser.get(f"/static/{part}")
            browser.get(f"/chat/files/{part}")
        assert counted(browser) == before
