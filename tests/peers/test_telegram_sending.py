"""A real program that sends through the emulator: what waits arrives, whatever the platform answers, and never too fast."""

import hashlib
import itertools
import json
import random
import sqlite3
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import pytest
from conftest import Office, free_port
from telegram_peer import Telegram, telegram_running, wait_until

FLIGHTS = 8  # on their way at the same time: what one kill may repeat
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f6454000"
    "00000049454e44ae426082"
)


class Outbox:
    """Writes straight into the database of a running program, as if something had happened there."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._path = office.installation.folder / "var" / "nghedan.sqlite3"
        self._numbers = itertools.count(1)

    def put(self, *messages: tuple[int, str | dict[str, Any]], lane: str = "reply") -> None:
        """(chat, text or whole message), all in one transaction."""
        now = datetime.now(UTC).replace(tzinfo=None).isoformat(" ")
        with closing(sqlite3.connect(self._path, timeout=20)) as database, database:
            database.execute("BEGIN IMMEDIATE")
            for chat, message in messages:
                body = {"text": message} if isinstance(message, str) else message
                database.execute(
                    "INSERT INTO chats (channel, chat_key, private, created_at, hidden_upto) VALUES ('telegram', ?, ?, ?, 0)"
                    " ON CONFLICT DO NOTHING", (str(chat), chat > 0, now),
                )  # fmt: skip
                query = "SELECT id FROM chats WHERE channel = 'telegram' AND chat_key = ?"
                (chat_id,) = database.execute(query, (str(chat),)).fetchone()
                database.execute("INSERT INTO chat_seqs (chat_id, last) VALUES (?, 0) ON CONFLICT DO NOTHING", (chat_id,))
                database.execute("UPDATE chat_seqs SET last = last + 1 WHERE chat_id = ?", (chat_id,))
                database.execute(
                    "INSERT INTO outbox"
                    " (key, chat_id, channel, seq, lane, body, state, due_at, attempts, losses, progress, created_at)"
                    " SELECT ?, chat_id, 'telegram', last, ?, ?, 'waiting', ?, 0, 0, 0, ? FROM chat_seqs WHERE chat_id = ?",
                    (f"test:{next(self._numbers)}", lane, json.dumps(body), now, now, chat_id),
                )  # fmt: skip

    def states(self) -> dict[str, int]:
        return dict(self._office.rows("SELECT state, count(*) FROM outbox GROUP BY state"))

    def wait(self, seconds: float = 30) -> None:
        """Until nothing waits any more."""
        wait_until(lambda: not {"waiting", "sending"} & set(self.states()), seconds)


@pytest.fixture
def outbox(office: Office) -> Outbox:
    return Outbox(office)


def sends(telegram: Telegram) -> list[dict[str, Any]]:
    return [call for call in telegram.calls() if call["method"].startswith("send")]


def got(telegram: Telegram, chat: int | None = None) -> list[str]:
    """The texts that reached a chat, or all of them."""
    done = [call for call in sends(telegram) if call["outcome"] in ("ok", "lost", "slow")]
    return [call["fields"].get("text", "") for call in done if chat in (None, int(call["fields"]["chat_id"]))]


def most_in(times: list[float], seconds: float) -> int:
    times = sorted(times)
    return max(index + 1 - bisect_left(times, time - seconds) for index, time in enumerate(times))


def check_limits(telegram: Telegram) -> None:
    """Every request that reached the platform counts, whatever it answered."""
    calls = sends(telegram)
    assert most_in([call["at"] for call in calls], 1.0) <= 30
    for chat in {call["fields"]["chat_id"] for call in calls}:
        times = [call["at"] for call in calls if call["fields"]["chat_id"] == chat]
        assert most_in(times, 1.0) == 1, chat
        assert int(chat) > 0 or most_in(times, 60.0) <= 20


# ---------------------------------------------------------------- what people see


def test_a_greeting_is_answered_with_buttons_that_work(telegram: Telegram, office: Office, outbox: Outbox) -> None:
    telegram.say(5, "chào")
    wait_until(lambda: any("inline_keyboard" in json.dumps(call["fields"]) for call in sends(telegram)))
    outbox.wait()
    (shown,) = [call for call in sends(telegram) if "inline_keyboard" in json.dumps(call["fields"])]
    markup = shown["fields"]["reply_markup"]
    markup = json.loads(markup) if isinstance(markup, str) else markup
    (button,) = markup["inline_keyboard"][0]
    assert button["text"].startswith("1. ")
    before = len(sends(telegram))
    telegram.press(5, button["callback_data"], {**telegram.message(5, text="x"), **shown["result"]})
    wait_until(lambda: len(sends(telegram)) > before)


def test_every_kind_of_message_is_taken(telegram: Telegram, office: Office, outbox: Outbox) -> None:
    """The emulator refuses what is not as the Bot API wants it."""
    folder = office.installation.folder / "var" / "files"
    files = []
    for kind, mime, data in (
        ("photo", "image/png", PNG), ("voice", "audio/ogg", b"OggS" + bytes(99)), ("video", "video/mp4", b"ftyp" + bytes(99)),
        ("document", "application/pdf", b"%PDF" + bytes(99)), ("voice", "audio/amr", b"#!AMR" + bytes(9)),
    ):  # fmt: skip
        sha256 = hashlib.sha256(data).hexdigest()
        (folder / sha256[:2]).mkdir(parents=True, exist_ok=True)
        (folder / sha256[:2] / sha256).write_bytes(data)
        files.append({"kind": kind, "mime": mime, "size": len(data), "sha256": sha256, "name": "tên có dấu.bin"})
    choice = {"label": "Bỏ qua", "value": "~report~spot~skip~1"}
    outbox.put(
        (5, {"text": "Ở đâu?", "choices": [choice], "ask_position": True}),
        (6, {"text": "Số nào?", "choices": [choice], "ask_phone": True}),
        (7, {"text": "Gửi?", "choices": [choice]}),
        (-8, {"text": "Thẻ", "choices": [choice] * 8, "files": files[:1]}),
        (9, "Xem https://xa.example/a"),
        (10, {"text": "", "files": files}),
        (11, "Câu này khá dài. " * 700),
    )
    outbox.wait()
    assert outbox.states() == {"sent": 7}, [call for call in sends(telegram) if call["outcome"] != "ok"]
    assert {call["outcome"] for call in sends(telegram)} == {"ok"}
    assert [call["method"] for call in sends(telegram) if int(call["fields"]["chat_id"]) == 10] == [
        "sendPhoto", "sendVoice", "sendVideo", "sendDocument", "sendDocument",
    ]  # fmt: skip
    assert " ".join(got(telegram, 11)) == ("Câu này khá dài. " * 700).strip()
    (ids,) = office.rows("SELECT external_id FROM outbox JOIN chats ON chats.id = chat_id WHERE chat_key = '10'")
    assert ids[0].split(",") == [
        str(call["result"]["message_id"]) for call in sends(telegram) if call["fields"]["chat_id"] == "10"
    ]
    check_limits(telegram)


# ---------------------------------------------------------------- what the platform may answer


def test_flood_control_holds_its_chat_only(telegram: Telegram, outbox: Outbox) -> None:
    telegram.fail("sendMessage", chat_id="5", status=429, body={"parameters": {"retry_after": 4}})
    begun = time.time()
    outbox.put((5, "một"), (5, "hai"), *((6, f"{number}") for number in range(3)))
    outbox.wait()
    assert got(telegram, 5) == ["một", "hai"]
    first = min(call["at"] for call in sends(telegram) if call["outcome"] == "ok" and call["fields"]["chat_id"] == "5")
    refused = min(call["at"] for call in sends(telegram) if call["outcome"] == "429")
    assert first - refused >= 4
    assert max(call["at"] for call in sends(telegram) if call["fields"]["chat_id"] == "6") < begun + 4.5


def test_who_blocks_the_bot_is_unreachable_until_they_write_again(telegram: Telegram, office: Office, outbox: Outbox) -> None:
    telegram.fail("sendMessage", chat_id="5", status=403, body={"description": "Forbidden: bot was blocked by the user"})
    outbox.put((5, "một"), (6, "hai"))
    outbox.wait()
    assert outbox.states() == {"dead": 1, "sent": 1}
    assert office.rows("SELECT chat_key, unreachable FROM chats ORDER BY id") == [("5", "blocked"), ("6", None)]
    assert "blocked" in office.installation.command("outbox", "list")
    telegram.say(5, "chào")
    wait_until(lambda: got(telegram, 5))
    assert office.rows("SELECT unreachable FROM chats WHERE chat_key = '5'") == [(None,)]


def test_a_group_that_moved_gets_what_waits_for_it(telegram: Telegram, office: Office, outbox: Outbox) -> None:
    body = {
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": -1009},
    }
    telegram.fail("sendMessage", chat_id="-9", status=400, body=body, times=99)
    outbox.put((-9, "một"), (-9, "hai"), (-9, "ba"))
    outbox.wait()
    assert got(telegram, -1009) == ["một", "hai", "ba"]
    assert office.rows("SELECT chat_key, unreachable FROM chats") == [("-1009", None)]
    assert sum(call["fields"]["chat_id"] == "-9" for call in sends(telegram)) == 1


def test_a_platform_that_is_down_gets_everything_once_when_it_is_back(make_office: Callable[..., Office]) -> None:
    port = free_port()
    office = make_office(NGHEDAN_TELEGRAM_BASE_URL=f"http://127.0.0.1:{port}")
    outbox = Outbox(office)
    outbox.put(*((number, f"{number}") for number in range(1, 41)))
    time.sleep(4)
    assert outbox.states().keys() <= {"waiting", "sending"}  # one tries from time to time
    assert office.rows("SELECT sum(losses) FROM outbox") == [(0,)]
    with telegram_running(port) as back:
        outbox.wait(60)
        assert sorted(got(back), key=int) == [f"{number}" for number in range(1, 41)]
        check_limits(back)
        office.end()


def test_what_cannot_change_is_not_tried_again(telegram: Telegram, outbox: Outbox) -> None:
    telegram.fail("sendMessage", chat_id="5", status=400, body={"description": "Bad Request: can't parse entities"})
    outbox.put((5, "một"), (5, "hai"))
    outbox.wait()
    assert outbox.states() == {"dead": 1, "sent": 1}
    assert got(telegram) == ["hai"]


# ---------------------------------------------------------------- everything at once


@pytest.mark.timeout(300)
def test_a_fifth_of_all_calls_fails_and_the_program_is_killed(telegram: Telegram, office: Office, outbox: Outbox) -> None:
    """Nothing is lost; what arrives twice was told by nobody; and no limit is exceeded, over two kills."""
    telegram.fixture("weather", {"rate": 0.2, "seed": 20})
    messages = [(chat, f"{chat}:{number}") for number in range(6) for chat in range(1, 41)]
    messages += [(-7, f"-7:{number}") for number in range(23)]
    outbox.put(*random.Random(4).sample(messages, len(messages)))
    order = {chat: [text for to, text in messages_of(office) if to == chat] for chat, _ in messages}
    for kill, number in ((office.kill_child, 60), (office.kill, 140)):
        wait_until(lambda number=number: len(sends(telegram)) >= number, 60)
        kill()
    outbox.wait(200)
    assert outbox.states() == {"sent": len(messages)}  # no row met five losses
    arrived, lost = (
        Counter(got(telegram)),
        Counter(call["fields"]["text"] for call in sends(telegram) if call["outcome"] == "lost"),
    )
    assert set(arrived) == {text for _, text in messages}
    twice = arrived - Counter(text for _, text in messages)
    assert lost
    assert (twice - lost).total() <= 2 * FLIGHTS
    assert all(number <= 2 for number in (twice - lost).values())
    for chat, texts in order.items():
        assert list(dict.fromkeys(got(telegram, chat))) == texts
    check_limits(telegram)
    print(f"{len(messages)} messages, {len(sends(telegram))} calls, {lost.total()} lost answers, {twice.total()} arrived twice")


def messages_of(office: Office) -> list[tuple[int, str]]:
    query = "SELECT chat_key, json_extract(body, '$.text') FROM outbox JOIN chats ON chats.id = chat_id ORDER BY outbox.id"
    return [(int(chat), text) for chat, text in office.rows(query)]
