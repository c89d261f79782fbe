"""Marked words, names, phones and tokens go down every path that fails; none of them may stand in the log or the metrics."""

import io
import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Connection, insert

from bot.channels.registry import TRAITS
from bot.clock import Clock
from bot.engine.worker import Office, attempt_next
from bot.logs import Line
from db.engine.database import Database
from db.queues import inbox, parked
from db.tables import Person
from faq.content import Content, Contents
from faq.matching import Match, Matcher
from handlers.engine.visit import ChatDesk
from handlers.flows import BUTTONS, FLOWS, offering
from localities.loading import load as load_locality
from office.files.store import FileStore
from tests.kits import KITS, web_app
from tests.web.client import client

MARK = "đánhdấu7391"
PHONE = "0912739155"
TOKEN = "feed7391" * 4
MARKS = (MARK, PHONE, TOKEN)
NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)


class Failing(Matcher):
    """Fails with the citizen's words in its error."""

    def match(self, text: str) -> Match:
        raise ValueError(f"cannot match {text} of {PHONE}")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that would be written to stderr, and more: every level, of every library."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Line())
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield written
    root.removeHandler(handler)
    root.setLevel(before)


@pytest.fixture
def office(sqlite: Database) -> Office:
    desk = ChatDesk(
        locality=load_locality("binh-son"),
        contents=Contents(Content({}, Failing({}))),
        secret=b"s",
        random=Random(1),
        flows=FLOWS,
        buttons=BUTTONS,
        offering=offering,
        traits=TRAITS,
    )
    return Office(sqlite, desk, KITS, lambda: NOW)


def receive(office: Office, channel: str, key: str, body: bytes) -> None:
    office.database.write(
        lambda connection: inbox.accept(connection, channel=channel, update_key=key, chat_key=PHONE, body=body, now=NOW)
    ).result()


def work(office: Office) -> None:
    while office.database.write(lambda connection: attempt_next(office, connection)).result():
        pass


def test_messages_that_fail_leave_no_words_in_the_log(office: Office, log: io.StringIO) -> None:
    receive(office, "terminal", "raises", json.dumps({"text": f"{MARK} gọi {PHONE}", "position": None}).encode())
    receive(office, "web", "not json", f"{MARK} {{".encode())
    receive(office, "web", "wrong shape", json.dumps({"text": [MARK, PHONE]}).encode())
    receive(office, "telegram", "foreign", json.dumps({"update_id": 1, "message": {"text": MARK, "from": PHONE}}).encode())
    work(office)
    aside = office.database.read(parked.listing)
    assert len(aside) >= 3
    assert "ValueError" in log.getvalue()
    assert not [mark for mark in MARKS if mark in log.getvalue() + repr(aside)]


def test_statements_that_fail_leave_no_values_in_the_log(office: Office, log: io.StringIO) -> None:
    def clash(connection: Connection) -> None:
        connection.execute(insert(Person).values(id=1, name=MARK, phone=PHONE, created_at=NOW, keeps_words=False))
        connection.execute(insert(Person).values(id=1, name=MARK, phone=PHONE, created_at=NOW, keeps_words=False))

    error = office.database.write(clash).exception()
    logging.getLogger("db").error("it failed", exc_info=error)
    assert error is not None
    assert "IntegrityError" in log.getvalue()
    assert not [mark for mark in MARKS if mark in log.getvalue() + str(error)]


def test_requests_that_fail_leave_nothing_in_log_and_metrics(office: Office, tmp_path: Path, log: io.StringIO) -> None:
    store = FileStore(tmp_path / "files")
    app = web_app(office.database, store, office.desk, Clock(NOW))
    with client(app) as browser:
        answers = [
            browser.post("/chat/messages", json={"text": f"{MARK} {PHONE}"}, headers={"X-Chat-Token": TOKEN}),
            browser.post(
                "/chat/messages", content=f"{{{MARK}", headers={"X-Chat-Token": TOKEN, "Content-Type": "application/json"}
            ),
            browser.post("/chat/messages", json={"text": MARK}, headers={"X-Chat-Token": f"{TOKEN}{MARK}".encode().hex() + "!"}),
            browser.post(
                "/chat/messages",
                data={"text": ""},
                files={"files": (f"{MARK}.jpg", b"MZ" + PHONE.encode())},
                headers={"X-Chat-Token": TOKEN},
            ),
            browser.get(f"/{PHONE}/{TOKEN}?q={PHONE}"),
            browser.get(f"/chat/messages?after={PHONE}x", headers={"X-Chat-Token": TOKEN}),
        ]
        work(office)
        metrics = browser.get("/metrics").text
    assert {answer.status_code for answer in answers} >= {202, 400, 404}
    logging.getLogger("asyncio").warning("the log is alive")
    assert "the log is alive" in log.getvalue()
    assert "nghedan_" in metrics
    assert not [mark for mark in MARKS if mark in log.getvalue() + metrics]
