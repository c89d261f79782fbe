"""Two processes with four threads each handle the messages of the same chats: in order, each once, and nothing is overwritten."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from itertools import pairwise
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Connection, select

from bot.clock import Clock
from db.engine.database import Database, open_database
from db.queues import inbox, outbox
from db.queues.messages import Tap
from db.tables import Chat, Inbox, Setting
from tests.running import environment, wait_for
from tests.servers import settings_of_several

CHATS, PRODUCERS = 24, 4
PROCESSES, THREADS = 2, 4
NOW = Clock()

Said = tuple[int, str]


@pytest.mark.parametrize("each", [12, pytest.param(300, marks=[pytest.mark.soak, pytest.mark.timeout(0)])])
def test_nothing_is_out_of_order_overwritten_or_missed(postgres_url: str, tmp_path: Path, each: int) -> None:
    begun = time.monotonic()
    over = Event()
    with closing(open_database(postgres_url)) as database:
        database.write(open_chats).result()
        with racing(postgres_url, tmp_path) as racers, ThreadPoolExecutor(PRODUCERS + CHATS) as crowd:
            producers = [crowd.submit(produce, database, range(first, CHATS, PRODUCERS), each) for first in range(PRODUCERS)]
            followers = [crowd.submit(follow, database, chat, over) for chat in range(0, CHATS, 4)]
            for one in producers:
                one.result()
            wait_for(lambda: database.read(inbox.depths)["waiting"] == 0, 300)
            seconds = time.monotonic() - begun
            over.set()
            counts = [stop(racer) for racer in racers]
        for follower in followers:
            seen, in_the_end = follower.result()
            assert len(seen) > each
            assert seen == in_the_end
        database.read(lambda connection: check(connection, each))
    assert all(one["handed over"] == one["ran"] for one in counts)  # no deadlock: none was tried again
    assert all(one["ran"] > 10 for one in counts)
    print(
        f"\n{CHATS * each} messages of {CHATS} chats in {seconds:.0f} s by {PROCESSES} processes of {THREADS} threads: in order"
    )


def open_chats(connection: Connection) -> None:
    for chat in range(CHATS):
        inbox.ensure_chat(connection, "web", f"c{chat}", NOW.now())


def check(connection: Connection, each: int) -> None:
    rows = connection.execute(select(Inbox.state, Inbox.chat_id, Inbox.handled_at).order_by(Inbox.chat_id, Inbox.id)).all()
    assert [row.state for row in rows] == ["handled"] * (CHATS * each)
    assert all(one.chat_id != after.chat_id or one.handled_at <= after.handled_at for one, after in pairwise(rows))
    in_order = " ".join(map(str, range(each)))
    written = connection.scalars(select(Setting.value).where(Setting.name.startswith("race:"))).all()
    assert list(written) == [in_order] * CHATS
    for chat in connection.scalars(select(Chat.id)).all():
        shown = outbox.after(connection, chat, 0, 1_000_000)
        assert [one.number for one in shown] == list(range(1, len(shown) + 1))
        assert [one.text for one in shown if one.text.startswith("số ")] == [f"số {number}" for number in range(each)]


def produce(database: Database, chats: range, each: int) -> None:
    """What these chats say, one message after the other, all chats mixed."""
    for number in range(each):
        for chat in chats:
            text = Tap(flow="count", key="k", value=str(number)).encode()
            body = json.dumps({"text": text, "position": None}).encode()
            accepted = database.write(
                lambda connection, chat=chat, number=number, body=body: inbox.accept(  # type: ignore[misc]
                    connection, channel="web", update_key=f"u{chat}-{number}", chat_key=f"c{chat}", body=body, now=NOW.now(),
                    copy={"text": "x", "files": []},
                )
            )  # fmt: skip
            accepted.result()


def follow(database: Database, chat: int, over: Event) -> tuple[list[Said], list[Said]]:
    """What a page saw that always asked for what came after the last message it had; and what there was in the end."""
    seen: list[Said] = []
    while not over.wait(0.001):
        last = seen[-1][0] if seen else 0
        seen += database.read(lambda connection, last=last: everything(connection, chat, last))  # type: ignore[misc]
    return seen, database.read(lambda connection: everything(connection, chat)[: len(seen)])


def everything(connection: Connection, chat: int, after: int = 0) -> list[Said]:
    chat_id = inbox.find_chat(connection, "web", f"c{chat}")
    assert chat_id is not None
    return [(one.number, one.text) for one in outbox.after(connection, chat_id, after, 1_000_000)]


@contextmanager
def racing(url: str, folder: Path) -> Iterator[list["subprocess.Popen[str]"]]:
    command = [sys.executable, str(Path(__file__).with_name("racing.py")), str(THREADS)]
    settings = environment(folder) | settings_of_several(url, folder)
    racers = [
        subprocess.Popen(command, cwd=folder, env=settings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(PROCESSES)
    ]
    try:
        for racer in racers:
            assert racer.stdout
            assert racer.stdout.readline() == "ready\n"
        yield racers
    finally:
        for racer in racers:
            racer.kill()
            racer.communicate()


def stop(racer: "subprocess.Popen[str]") -> dict[str, int]:
    said, _ = racer.communicate("", timeout=60)
    counts: dict[str, int] = json.loads(said)
    return counts
