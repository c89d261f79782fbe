"""The worker: messages and timers that fail, kill, or meet a full disk; and who is woken by what."""

import json
import logging
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import OperationalError

from bot.clock import Clock
from bot.engine.worker import ATTEMPTS, Office, Worker
from bot.logs import Line
from db.engine.database import Database, open_database
from db.queues import inbox, leases, outbox, parked, timers
from db.queues.messages import Tap
from db.tables import Counter, Inbox, Lease, Timer
from handlers.engine.turn import Suspended
from handlers.engine.visit import Button, ChatDesk, Visit
from tests.kits import KITS
from tests.running import wait_for

SECRET_WORDS = "Nguyễn Văn Bí Mật 0905123456"


@dataclass
class Town:
    """A database, a desk whose buttons do what the test wants, and messages that press them."""

    database: Database
    desk: ChatDesk
    clock: Clock = field(default_factory=Clock)
    _numbers: Iterator[int] = field(default_factory=count)

    @property
    def office(self) -> Office:
        channels = KITS
        return Office(self.database, self.desk, channels, self.clock.now)

    def with_buttons(self, buttons: Mapping[str, Button]) -> None:
        self.desk = replace(self.desk, buttons=buttons)

    def press(self, button: str, chat: str = "a") -> int:
        return self.receive(json.dumps({"text": Tap(flow=button, key="k", value="v").encode(), "position": None}).encode(), chat)

    def receive(self, body: bytes, chat: str = "a", database: Database | None = None) -> int:
        accepted = (database or self.database).write(
            lambda connection: inbox.accept(
                connection, channel="web", update_key=f"u{next(self._numbers)}", chat_key=chat, body=body, now=self.clock.now(),
                copy={"text": "x", "files": []},
            )
        )  # fmt: skip
        return accepted.result().row_id

    def work(self) -> None:
        """A worker until nothing waits and no timer is due."""
        with Worker(self.office, idle_seconds=0.01):
            wait_for(self._is_idle, 10)

    def _is_idle(self) -> bool:
        due = self.database.read(timers.next_due)
        waiting = self.database.read(inbox.depths)["waiting"]
        return waiting == 0 and (due is None or due > self.clock.now())

    def crash(self) -> None:
        """Somebody worked here, and ended without a word, a while ago."""
        before = self.clock.now() - timedelta(minutes=1)
        self.database.write(lambda connection: leases.started(connection, "dead", before)).result()

    def row(self, row_id: int) -> tuple[str, int, str | None]:
        """State, attempts and reason of a received message."""
        wanted = select(Inbox.state, Inbox.attempts, Inbox.reason).where(Inbox.id == row_id)
        found = self.database.read(lambda connection: connection.execute(wanted).one())
        return (found.state, found.attempts, found.reason)

    def timer(self) -> tuple[str, int]:
        wanted = select(Timer.state, Timer.attempts).where(Timer.kind != "reminders")
        found = self.database.read(lambda connection: connection.execute(wanted).one())
        return (found.state, found.attempts)

    def schedule(self, kind: str) -> None:
        now = self.clock.now()
        self.database.write(lambda connection: timers.schedule(connection, kind, kind, now, {})).result()

    def said_to(self, chat: str = "a") -> list[str]:
        def read(connection: Connection) -> list[str]:
            chat_id = inbox.find_chat(connection, "web", chat)
            assert chat_id is not None
            return [one.text for one in outbox.after(connection, chat_id, 0, 100) if one.sender != "me"]

        return self.database.read(read)


@pytest.fixture
def town(database: Database, desk: ChatDesk) -> Town:
    town = Town(database, desk)
    town.with_buttons({"greet": lambda visit, _: visit.say("xin chào"), "fail": _raising(ValueError(SECRET_WORDS))})
    return town


def _raising(error: BaseException) -> Button:
    def press(visit: Visit, tap: Tap) -> None:
        visit.say("must not be seen: the transaction is rolled back")
        raise error

    return press


def test_messages_are_answered_in_order(town: Town) -> None:
    rows = [town.press("greet", chat) for chat in ("a", "b", "a", "a")]
    town.work()
    assert {town.row(row) for row in rows} == {("handled", 0, None)}
    assert town.said_to("a").count("xin chào") == 3
    assert town.said_to("b").count("xin chào") == 1


def test_a_commit_wakes_the_worker(town: Town) -> None:
    with Worker(town.office, idle_seconds=60):
        for _ in range(3):
            row = town.press("greet")
            wait_for(lambda row=row: town.row(row)[0] == "handled", 2)  # type: ignore[misc]
    assert town.said_to().count("xin chào") == 3


def test_another_process_wakes_the_worker(sqlite: Database, sqlite_path: Path, desk: ChatDesk) -> None:
    town = Town(sqlite, desk)
    town.with_buttons({"greet": lambda visit, _: visit.say("xin chào")})
    with closing(open_database(f"sqlite:///{sqlite_path}")) as other, Worker(town.office, idle_seconds=60):
        row = town.receive(json.dumps({"text": "~greet~k~v~0", "position": None}).encode(), database=other)
        wait_for(lambda: town.row(row)[0] == "handled", 2)
    assert town.said_to()[-1] == "xin chào"


@pytest.mark.parametrize("error", [ValueError(SECRET_WORDS), Suspended(), SystemExit(3), RecursionError()])
def test_a_message_that_raises_is_parked_after_three_attempts(town: Town, error: BaseException) -> None:
    town.with_buttons({"fail": _raising(error), "greet": lambda visit, _: visit.say("xin chào")})
    bad, same_chat, other_chat = town.press("fail"), town.press("greet"), town.press("greet", "b")
    town.work()
    assert town.row(bad) == ("parked", ATTEMPTS, type(error).__name__)
    assert town.row(same_chat)[0] == town.row(other_chat)[0] == "handled"
    apology, *_, answer = town.said_to()
    assert str(bad) in apology
    assert answer == "xin chào"
    assert not any("must not be seen" in text for text in town.said_to())


def test_what_nobody_can_parse_is_parked_at_once(town: Town) -> None:
    bad, good = town.receive(b"\xff{"), town.press("greet")
    town.work()
    assert town.row(bad) == ("parked", 0, "Unparsable")
    assert town.row(good)[0] == "handled"
    assert str(bad) in town.said_to()[0]


def test_a_parked_message_may_be_tried_again(town: Town) -> None:
    row = town.press("fail")
    town.work()
    town.with_buttons({"fail": lambda visit, _: visit.say("được rồi")})
    town.database.write(lambda connection: parked.retry(connection, row)).result()
    town.work()
    assert town.row(row)[0] == "handled"
    assert town.said_to()[-1] == "được rồi"


def test_a_full_disk_is_no_fault_of_the_message(town: Town) -> None:
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    left = [1, 2, 3, 4, 5]

    def press(visit: Visit, tap: Tap) -> None:
        if left:
            left.pop()
            raise OperationalError("INSERT", {}, full)
        visit.say("xin chào")

    town.with_buttons({"greet": press})
    row = town.press("greet")
    town.work()
    assert left == []
    assert town.row(row) == ("handled", 0, None)


def test_while_there_is_no_room_a_message_waits(sqlite: Database, desk: ChatDesk) -> None:
    """A real full database: SQLite gives up the statement or the whole transaction, and the message keeps its three attempts."""
    town = Town(sqlite, desk)
    tried: list[int] = []

    def press(visit: Visit, tap: Tap) -> None:
        tried.append(visit.row_id)
        visit.uow.connection.execute(insert(Counter).values(name="x" * 1_000_000, value=1))
        visit.say("xin chào")

    def allow(pages: int) -> None:
        sqlite.write(lambda connection: connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")).result()

    town.with_buttons({"greet": press})
    row = town.press("greet")
    allow(1)  # as many as there are now
    with Worker(town.office, idle_seconds=0.01):
        wait_for(lambda: len(tried) >= ATTEMPTS + 2, 5)
        assert town.row(row) == ("waiting", 0, None)
        allow(1_000_000)
        wait_for(lambda: town.row(row) == ("handled", 0, None), 5)
    assert town.said_to()[-1] == "xin chào"


class Kept(logging.Handler):
    """Lines as the program writes them."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(Line().format(record))


@pytest.fixture
def log() -> Iterator[Kept]:
    kept = Kept()
    logging.getLogger().addHandler(kept)
    yield kept
    logging.getLogger().removeHandler(kept)


def test_the_log_names_the_message_but_not_its_words(town: Town, log: Kept) -> None:
    row = town.press("fail")
    town.work()
    assert len(log.lines) == ATTEMPTS
    for line in log.lines:
        assert json.loads(line)["about"] == f"inbox:{row}"
        assert json.loads(line)["error"] == "ValueError"
        assert "Bí Mật" not in line
        assert "0905" not in line


# ---------------------------------------------------------------- after an unclean stop


def test_a_clean_stop_leaves_no_sign(town: Town) -> None:
    town.press("greet")
    town.work()
    assert town.database.read(lambda connection: connection.scalars(select(Lease.name)).all()) == []


def _attempts_seen(seen: list[int]) -> Button:
    """Notes which attempt this is, as committed before it was made."""

    def press(visit: Visit, tap: Tap) -> None:
        wanted = select(Inbox.attempts).where(Inbox.id == visit.row_id)
        seen.append(visit.uow.connection.execute(wanted).scalar_one())

    return press


@pytest.mark.parametrize(("crashed", "attempt"), [(False, 0), (True, 1)])
def test_after_a_crash_the_attempt_is_committed_first(town: Town, crashed: bool, attempt: int) -> None:
    seen: list[int] = []
    town.with_buttons({"look": _attempts_seen(seen)})
    row = town.press("look")
    if crashed:
        town.crash()
    town.work()
    assert seen == [attempt]
    assert town.row(row)[0] == "handled"


def test_what_comes_after_the_crash_is_handled_as_ever(town: Town) -> None:
    seen: list[int] = []
    town.with_buttons({"look": _attempts_seen(seen)})
    town.press("look")
    town.crash()
    with Worker(town.office, idle_seconds=0.01):
        wait_for(lambda: len(seen) == 1, 5)
        town.press("look")
        wait_for(lambda: len(seen) == 2, 5)
    assert seen == [1, 0]


def test_a_message_that_killed_three_times_is_parked(town: Town) -> None:
    killer, other = town.press("greet"), town.press("greet")
    kill_count = update(Inbox).where(Inbox.id == killer).values(attempts=ATTEMPTS)
    town.database.write(lambda connection: connection.execute(kill_count)).result()
    town.crash()
    town.work()
    assert town.row(killer) == ("parked", ATTEMPTS, "Crashed")
    assert town.row(other)[0] == "handled"
    assert str(killer) in town.said_to()[0]


def test_one_that_raises_after_a_crash_counts_each_attempt_once(town: Town) -> None:
    row = town.press("fail")
    town.crash()
    town.work()
    assert town.row(row) == ("parked", ATTEMPTS, "ValueError")


# ---------------------------------------------------------------- timers


def _later(town: Town, times: int, before: Callable[[], None] = lambda: None) -> list[tuple[str, int]]:
    seen = []
    for _ in range(times):
        before()
        town.work()
        seen.append(town.timer())
        town.clock.advance(timedelta(seconds=timers.RETRY_SECONDS + 1))
    return seen


def test_a_timer_nobody_knows_is_parked_after_three_attempts(town: Town) -> None:
    town.schedule("of a later version")
    assert _later(town, 3) == [("waiting", 1), ("waiting", 2), ("parked", 3)]


def test_a_timer_that_kills_is_found_out(town: Town) -> None:
    """Its attempt is committed before it is fired, so that it counts though the process died."""
    town.schedule("of a later version")
    assert _later(town, 3, before=town.crash) == [("waiting", 1), ("waiting", 2), ("parked", 3)]


def test_a_failing_timer_holds_up_no_message(town: Town) -> None:
    town.schedule("of a later version")
    row = town.press("greet")
    town.work()
    assert town.row(row)[0] == "handled"
