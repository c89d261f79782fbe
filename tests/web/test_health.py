import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from db.engine.database import Database, open_database
from db.engine.storing import in_session
from db.queues.inbox import accept, ensure_chat
from db.queues.messages import Outgoing
from db.queues.outbox import Draft, write
from db.stores import settings
from tests.web.client import NOW, TOKEN, Client, client, site
from web import health
from web.app import create_app
from web.health import Checks


@pytest.fixture
def browser(sqlite: Database) -> Iterator[Client]:
    with client(create_app(site(sqlite), Checks(channels=lambda: {"web": "ok", "telegram": "off"}))) as made:
        yield made


def report(sqlite: Database, checks: Checks, **facts: Any) -> tuple[int, dict[str, Any]]:
    with client(create_app(site(sqlite, **facts), checks)) as browser:
        answer = browser.get("/health")
        shown: dict[str, Any] = answer.json()
        return answer.status_code, shown


def test_all_well(browser: Client) -> None:
    answer = browser.get("/health")
    facts = answer.json()
    assert answer.status_code == 200
    assert facts["status"] == facts["database"] == facts["disk"] == "ok"
    assert (facts["schema"], facts["build"]) == ("current", "9.9")
    assert facts["channels"] == {"web": "ok", "telegram": "off"}
    assert facts["queues"] == dict.fromkeys(
        ("inbox_fetching", "inbox_waiting", "inbox_parked", "outbox_waiting", "outbox_sending", "outbox_dead"), 0
    )


def test_the_queues_are_counted(sqlite: Database) -> None:
    sqlite.write(lambda one: accept(one, channel="web", update_key="1", chat_key="c", body=b"x", now=NOW)).result()
    send(sqlite, "telegram")
    queues = report(sqlite, Checks())[1]["queues"]
    assert (queues["inbox_waiting"], queues["outbox_waiting"]) == (1, 1)


def send(sqlite: Database, channel: str) -> None:
    def work(connection: Connection) -> None:
        chat = ensure_chat(connection, channel, "c", NOW)
        write(connection, [Draft(chat, Outgoing(text="chuyện riêng"), f"to {channel}")], NOW)

    sqlite.write(work).result()


@pytest.mark.parametrize("channel", ["web", "terminal"])
def test_what_nobody_fetched_yet_waits_for_nobody_here(sqlite: Database, channel: str) -> None:
    """Else the alarm would ring for every citizen who read the answer and closed the page."""
    send(sqlite, channel)
    assert report(sqlite, Checks(read_here=[channel]))[1]["queues"]["outbox_waiting"] == 0


def test_a_postgresql_that_is_away_is_unreachable(postgres_url: str) -> None:
    nowhere = open_database(re.sub("host=[^&]+", "host=/nonexistent", postgres_url))
    code, facts = report(nowhere, Checks())
    nowhere.close()
    assert (code, facts["database"]) == (503, "unreachable")


def test_a_broken_channel_does_not_take_the_web_down(sqlite: Database) -> None:
    code, facts = report(sqlite, Checks(channels=lambda: {"telegram": "Unauthorized"}))
    assert (code, facts["status"]) == (200, "degraded")


def test_a_closed_database_is_red(sqlite: Database) -> None:
    sqlite.close()
    code, facts = report(sqlite, Checks())
    assert (code, facts["database"]) == (503, "closed")


def test_a_full_folder_is_red(sqlite: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert report(sqlite, Checks(folders=(tmp_path / "made later",)))[0] == 200
    monkeypatch.setattr(health, "ROOM", 1 << 60)
    code, facts = report(sqlite, Checks(folders=(tmp_path,)))
    assert (code, facts["disk"]) == (503, "full")


def test_a_database_that_takes_no_writes_is_red_until_it_does(sqlite: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "FRESH_SECONDS", 0)
    with client(create_app(site(sqlite), Checks())) as browser:
        limit = sqlite.write(lambda one: one.exec_driver_sql("PRAGMA max_page_count").scalar()).result()
        free = sqlite.read(lambda one: one.exec_driver_sql("PRAGMA freelist_count").scalar()) or 0  # what migrations left
        sqlite.write(in_session(lambda session: settings.put(session, "ballast", "." * 4096 * free))).result()
        sqlite.write(lambda one: one.exec_driver_sql("PRAGMA max_page_count=1").scalar()).result()  # as small as it is: full
        red = browser.get("/health")
        assert (red.status_code, red.json()["database"]) == (503, f"unwritable: {OperationalError.__name__}")
        sqlite.write(lambda one: one.exec_driver_sql(f"PRAGMA max_page_count={limit}").scalar()).result()
        assert browser.get("/health").status_code == 200


def test_a_clock_that_was_set_is_shown_in_red(sqlite: Database) -> None:
    later = NOW + timedelta(days=400)
    with client(create_app(site(sqlite, now=lambda: later), Checks(set_clock="2027-12-29T08:30+07:00"))) as browser:
        assert browser.get("/health").json()["clock"]["NGHEDAN_NOW"] == "2027-12-29T08:30+07:00"
        page = browser.get("/health", headers={"Accept": "text/html"})
    assert '<p style="color:#b00020">' in page.text
    assert "2027-12-29T08:30+07:00" in page.text


def test_metrics_count_and_tell_nothing_said(browser: Client, sqlite: Database) -> None:
    send(sqlite, "telegram")
    browser.get("/?start=Secret_Code")
    browser.get("/nothing/private")
    browser.get("/static/private")
    text = browser.get("/metrics").text
    assert 'nghedan_queue_depth{queue="outbox_waiting"} 1.0' in text
    assert 'nghedan_http_requests_total{method="GET",route="/",status="200"} 1.0' in text
    assert 'route="other",status="404"' in text
    assert 'route="/static/{name}",status="404"' in text
    assert not any(secret in text for secret in ("riêng", "Secret", "private", TOKEN))


def test_details_of_a_channel_tell_its_state_too(sqlite: Database) -> None:
    facts = {"state": "silent", "poll_lag_seconds": 130.0}
    code, shown = report(sqlite, Checks(channels=lambda: {"web": "ok", "telegram": "ok"}, details=lambda _: {"telegram": facts}))
    assert (code, shown["status"], shown["channels"]) == (200, "degraded", {"web": "ok", "telegram": "silent"})
    assert shown["telegram"] == facts
