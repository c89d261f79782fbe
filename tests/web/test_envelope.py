import logging
from typing import NoReturn

import pytest
from fastapi import APIRouter
from sqlalchemy.exc import OperationalError
from starlette.requests import ClientDisconnect

from db.engine.database import Database
from tests.web.client import client, site
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
