"""Storing and polling, with the Bot API played at the HTTP port."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Row, select

from bot.channels.telegram.intake import Intake, Keys, Poller, lenient_keys
from bot.channels.telegram.state import Report, Status, report
from bot.channels.telegram.updates import KINDS
from db.engine.database import Database
from db.queues import parked
from db.tables import Chat, Inbox
from tests.bot.channels.telegram.bot_api import TOKEN, BotApi, loaded, ok, refused, run_until
from tests.conftest import NOW

LAN = {"id": 55, "is_bot": False, "first_name": "Lan"}
HERE = {"id": 55, "type": "private"}
GROUP = {"id": -100777, "type": "supergroup"}


def update(number: int, text: str = "chào", **message: Any) -> dict[str, Any]:
    return {"update_id": number, "message": {"message_id": 1, "date": 1, "chat": HERE, "from": LAN, "text": text, **message}}


# ---------------------------------------------------------------- keys


@pytest.mark.parametrize(
    ("kind", "event", "keys"),
    [
        ("message", {"chat": HERE, "from": LAN}, Keys("55", private=True)),
        ("message", {"chat": GROUP, "from": LAN}, Keys("-100777", "55")),
        ("message", {"chat": {"id": 55}, "from": LAN}, Keys("55", private=True)),
        ("message", {"chat": {"id": -5}}, Keys("-5")),
        ("edited_message", {"chat": HERE, "from": LAN, "photo": [{}]}, Keys("55", private=True)),
        ("message", {"chat": HERE, "photo": [{}]}, Keys("55", private=True, has_files=True)),
        ("message", {"chat": HERE, "voice": {"file_id": "f"}}, Keys("55", private=True, has_files=True)),
        ("message", {"chat": HERE, "photo": []}, Keys("55", private=True)),
        ("my_chat_member", {"chat": GROUP, "from": LAN}, Keys("-100777", "55")),
        ("message_reaction", {"chat": GROUP, "user": LAN}, Keys("-100777", "55")),
        ("callback_query", {"id": "q", "from": LAN, "message": {"chat": GROUP}}, Keys("-100777", "55", callback="q")),
        ("callback_query", {"id": "q", "from": LAN, "inline_message_id": "x"}, Keys("55", private=True, callback="q")),
        ("callback_query", {"id": 5, "from": 6}, Keys()),
        ("message", {"from": LAN}, Keys()),
        ("message", {"chat": {"id": "55"}, "from": LAN}, Keys()),
        ("message", {"chat": {"id": True}}, Keys()),
        ("message", {"chat": {"id": 2**80}}, Keys()),
        ("message", {"chat": "x", "from": "y"}, Keys()),
        ("message", [], Keys()),
        ("poll", {"id": "1"}, Keys()),
    ],
)
def test_keys_are_read_leniently(kind: str, event: Any, keys: Keys) -> None:
    assert lenient_keys({"update_id": 1, kind: event}) == keys


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["chat", "from", "id", "type", "message", "photo", "user"]), inner, max_size=4)
    ),
    max_leaves=10,
)


@given(update=st.dictionaries(st.sampled_from([*KINDS, "poll"]), JSON, max_size=3))
@settings(max_examples=150, deadline=None)
def test_no_shape_makes_them_fail(update: dict[str, Any]) -> None:
    keys = lenient_keys(update)
    assert keys.chat_key == "" or int(keys.chat_key)
    assert keys.person_key == "" or keys.chat_key


# ---------------------------------------------------------------- storing


class Here:
    """An intake over a database and a scripted Bot API."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.api = BotApi()
        self.status = Status(database, lambda: NOW)
        self.woken = 0
        self.intake = Intake(self.api.client, database, self.status, lambda: NOW, self._wake)

    def _wake(self) -> None:
        self.woken += 1

    def rows(self) -> list[Row[Any]]:
        query = select(Inbox, Chat.key, Chat.private).join(Chat, Chat.id == Inbox.chat_id).order_by(Inbox.id)
        return self.database.read(lambda connection: list(connection.execute(query)))

    def states(self) -> list[str]:
        return [row.state for row in self.rows()]

    def report(self) -> Report:
        return self.database.read(lambda connection: report(connection, NOW))


@pytest.fixture
def here(database: Database) -> Here:
    return Here(database)


def raw(update: Any) -> tuple[bytes, Any]:
    return json.dumps(update).encode(), update


def do(coroutine: Awaitable[None]) -> None:
    async def whole() -> None:
        await coroutine
        await asyncio.sleep(0.01)  # what was begun beside it

    asyncio.run(whole())


def test_an_update_is_stored_as_it_came(here: Here) -> None:
    said = update(9, "a\x00\ud800b")
    do(here.intake.store([raw(said)]))
    (row,) = here.rows()
    assert json.loads(row.body) == said
    assert (row.update_key, row.state, row.chat_key, row.private, row.person_key) == ("123456:9", "waiting", "55", True, "")


def test_updates_keep_their_order(here: Here) -> None:
    do(here.intake.store([raw(update(number)) for number in range(50)]))
    assert [row.update_key for row in here.rows()] == [f"123456:{number}" for number in range(50)]


def test_a_replay_changes_nothing(here: Here) -> None:
    pressed = {"update_id": 4, "callback_query": {"id": "q", "from": LAN, "message": {"chat": HERE}}}
    for _ in range(2):
        do(here.intake.store([raw(update(3)), raw(pressed)]))
    assert here.states() == ["waiting", "waiting"]
    assert here.api.asked("answerCallbackQuery") == [{"callback_query_id": "q"}]


def test_a_replay_does_not_touch_what_was_parked(here: Here) -> None:
    faceless = raw({"update_id": 4, "poll": {}})
    do(here.intake.store([faceless]))
    here.database.write(lambda connection: parked.drop(connection, here.rows()[0].id, NOW)).result()
    do(here.intake.store([faceless]))
    assert here.states() == ["dropped"]


@pytest.mark.parametrize(
    "strange", [{"update_id": 4, "message": {}}, {"update_id": -1}, {"update_id": "4"}, {}, [], None, 3, "x"]
)
def test_what_names_no_chat_is_parked_and_the_rest_goes_on(here: Here, strange: Any) -> None:
    do(here.intake.store([raw(strange), raw(update(5))]))
    assert [(row.state, row.reason) for row in here.rows()] == [("parked", "NoChat"), ("waiting", None)]


def test_a_file_is_waited_for(here: Here) -> None:
    do(here.intake.store([raw(update(1)), raw(update(2, voice={"file_id": "f"}))]))
    assert here.states() == ["waiting", "fetching"]
    assert here.woken == 1


def test_a_button_is_answered_only_after_the_commit(here: Here) -> None:
    pressed = {"update_id": 4, "callback_query": {"id": "q", "from": LAN, "message": {"chat": HERE}}}
    stored_when_answered: list[list[str]] = []

    def look() -> httpx.Response:
        stored_when_answered.append(here.states())
        return ok(True)

    here.api.answer("answerCallbackQuery", look)
    do(here.intake.store([raw(pressed)]))
    assert stored_when_answered == [["waiting"]]


def test_a_query_too_old_to_be_answered_is_no_error(here: Here) -> None:
    here.api.answer("answerCallbackQuery", refused(400, "Bad Request: query is too old"))
    do(here.intake.store([raw({"update_id": 4, "callback_query": {"id": "q", "from": LAN, "message": {"chat": HERE}}})]))
    assert here.states() == ["waiting"]


# ---------------------------------------------------------------- polling


def poll_until(here: Here, done: Callable[[], bool]) -> list[float]:
    """Returns how long it would have waited after each round."""
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        await asyncio.sleep(0.001)

    asyncio.run(run_until(Poller(here.api.client, here.intake, here.status, sleep).run(), done))
    return waits


def test_the_offset_moves_after_the_commit(here: Here) -> None:
    stored_when_asked: list[int] = []

    def answer(*updates: dict[str, Any]) -> Callable[[], httpx.Response]:
        def look() -> httpx.Response:
            stored_when_asked.append(len(here.rows()))
            return ok(updates)

        return look

    here.api.answer("getUpdates", answer(update(7), update(8)), answer(update(9)), answer())
    poll_until(here, lambda: len(stored_when_asked) >= 3)
    first, second, third = here.api.asked("getUpdates")[:3]
    assert "offset" not in first
    assert (second["offset"], third["offset"]) == ("9", "10")
    assert stored_when_asked[:3] == [0, 2, 3]
    assert loaded(first, "allowed_updates") == list(KINDS)


def test_the_first_question_does_not_wait(here: Here) -> None:
    here.api.answer("getUpdates", ok([]))
    poll_until(here, lambda: len(here.api.asked("getUpdates")) >= 2)
    assert [asked["timeout"] for asked in here.api.asked("getUpdates")[:2]] == ["0", "25"]
    assert here.report().state == "ok"


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (refused(409, "Conflict: terminated by other getUpdates request"), "conflict"),
        (refused(401, "Unauthorized"), "invalid_token"),
        (refused(404, "Not Found"), "invalid_token"),
        (refused(429, "Too Many Requests", retry_after=3), "unreachable"),
        (httpx.Response(502, text="<html>"), "unreachable"),
        (httpx.Response(200, text="<html>"), "unreachable"),
        (httpx.Response(200, json={}), "unreachable"),
        (httpx.Response(200, json=[]), "unreachable"),
        (ok({"no": "list"}), "unreachable"),
        (httpx.Response(200, text='{"result":' + "[" * 100_000), "unreachable"),
        (httpx.ConnectError("refused"), "unreachable"),
        (httpx.ReadTimeout("slow"), "unreachable"),
    ],
)
def test_a_bad_answer_is_told_and_outlived(here: Here, answer: httpx.Response | Exception, state: str) -> None:
    here.api.answer("getUpdates", answer)
    poll_until(here, lambda: here.report().state == state)
    here.api.answer("getUpdates", ok([update(7)]), ok([]))
    poll_until(here, lambda: here.report().state == "ok")
    assert here.states() == ["waiting"]


def test_it_asks_less_and_less_often_while_nothing_answers(here: Here) -> None:
    here.api.answer("getUpdates", httpx.ConnectError("refused"))
    assert poll_until(here, lambda: len(here.api.asked("getUpdates")) > 6)[:6] == [1, 2, 5, 10, 30, 30]
    here.api.answer("getUpdates", refused(429, "Too Many Requests", retry_after=77), ok([]))
    assert poll_until(here, lambda: here.report().state == "ok")[0] == 77


def test_a_webhook_in_the_way_is_removed_with_nothing_lost(here: Here) -> None:
    here.api.answer(
        "getUpdates", refused(409, "Conflict: can't use getUpdates method while webhook is active"), ok([update(7)]), ok([])
    )
    poll_until(here, lambda: here.states() == ["waiting"])
    assert here.api.asked("deleteWebhook") == [{"drop_pending_updates": "false"}]


def test_updates_are_asked_for_again_while_they_cannot_be_stored(memory: Database) -> None:
    here = Here(memory)
    here.api.answer("getUpdates", ok([update(7)]))

    def break_it(connection: Connection) -> None:
        connection.exec_driver_sql("ALTER TABLE inbox RENAME TO elsewhere")

    memory.write(break_it).result()
    poll_until(here, lambda: here.status.state == "not_stored" and len(here.api.asked("getUpdates")) > 3)
    assert all("offset" not in asked for asked in here.api.asked("getUpdates"))
    memory.write(lambda connection: connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO inbox").close()).result()
    poll_until(here, lambda: here.states() == ["waiting"])


def test_no_error_tells_the_token(caplog: pytest.LogCaptureFixture, here: Here) -> None:
    caplog.set_level("WARNING")
    here.api.answer("getUpdates", httpx.ConnectError(f"to https://api.test/bot{TOKEN}/getUpdates"))
    poll_until(here, lambda: here.report().state == "unreachable")
    assert "unreachable" in caplog.text
    assert TOKEN.partition(":")[2] not in caplog.text


# ---------------------------------------------------------------- how it goes


def test_the_report_counts_what_waits(here: Here) -> None:
    assert here.report() == Report("starting", None, None, 0, 0)
    do(here.intake.store([raw(update(1)), raw(update(2, voice={"file_id": "f"})), raw({"update_id": 3, "poll": {}})]))
    asyncio.run(here.status.answered())
    assert here.report() == Report("ok", 0.0, NOW.isoformat(), to_handle=2, to_send=0)


def test_a_long_silence_is_told(here: Here) -> None:
    asyncio.run(here.status.answered())
    later = NOW.replace(minute=NOW.minute + 3)
    assert here.database.read(lambda connection: report(connection, later)).state == "silent"


def test_an_unreached_webhook_is_told(here: Here) -> None:
    asyncio.run(here.status.answered(webhook_error_at=NOW.timestamp() - 10))
    assert here.report().state == "webhook_unreached"
    asyncio.run(here.status.answered(webhook_error_at=NOW.timestamp() - 1000))
    assert here.report().state == "ok"
