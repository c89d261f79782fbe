"""The real program: started, written to over HTTP, killed, poisoned and stopped. Loopback sockets only."""

import io
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Connection, select

from bot.engine.supervisor import is_running
from db.engine.database import open_database
from db.engine.transaction import T
from db.tables import Inbox, Lease
from tests.bot.conftest import Nghedan
from tests.running import Citizen, Program, running, wait_for
from tests.storm import Storm

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

POISONED = str(Path(__file__).with_name("poisoned.py"))


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """One for all tests that leave it running."""
    with running(Program(tmp_path_factory.mktemp("program"))) as started:
        yield started


# ---------------------------------------------------------------- beside a running program


def test_it_says_where_it_is(program: Program) -> None:
    assert f"http://127.0.0.1:{program.port}/" in program.log.read_text()
    assert httpx.get(f"{program.url}/health").json()["status"] == "ok"


def test_a_second_one_in_the_same_folder_is_refused(
    program: Program, mistaken: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NGHEDAN_DATA_DIR", str(program.data))
    monkeypatch.setenv("NGHEDAN_HTTP_PORT", "0")
    assert str(program.data) in mistaken("run")


def test_a_taken_port_is_refused(program: Program, mistaken: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHEDAN_HTTP_PORT", str(program.port))
    assert f"127.0.0.1:{program.port}" in mistaken("run")


def test_a_chat_beside_it_is_answered_by_it(program: Program, nghedan: Nghedan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHEDAN_DATA_DIR", str(program.data))
    monkeypatch.setattr("sys.stdin", io.StringIO("chào\n"))
    said = nghedan("chat", "--as", "ben-canh")
    assert said.code == 0
    assert said.lines[0] == "> chào"
    assert "Nghe Dân" in said.out


def test_an_officer_invited_beside_it_can_link_at_once(
    program: Program, nghedan: Nghedan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NGHEDAN_DATA_DIR", str(program.data))
    invited = nghedan("officer", "invite", "--unit", "van-tuong", "--role", "focal", "--name", "Lê Thị Thử")
    with closing(Citizen(program.url, "officer")) as officer:
        answered = officer.answers(officer.say(f"/start {invited.lines[0].removeprefix('code: ')}"))
    assert "Lê Thị Thử" in answered[0]["text"]


def test_a_killed_child_is_replaced_on_the_same_port(program: Program) -> None:
    with closing(Citizen(program.url, "killed")) as citizen:
        first = citizen.answers(citizen.say("chào"))
        program.kill_child()
        assert citizen.answers(citizen.say("chào"))[-1]["text"] == first[-1]["text"]
        shown = citizen.everything()
    assert [one["id"] for one in shown] == list(range(1, len(shown) + 1))


# ---------------------------------------------------------------- kills, poison, and a clean end


def test_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    """Small; in full size in tests/soak."""
    with running(Program(tmp_path)) as program:
        killed = []
        disasters = [lambda: killed.append(program.kill_child())] * 3
        storm = Storm([program], f"sqlite:///{program.data / 'nghedan.sqlite3'}", 40, disasters, at_once=6)
        storm.rage()
        storm.check()
        assert program.stop() == 0
    assert len(set(killed)) == 3


def test_a_message_that_kills_is_parked_and_all_others_are_done_and_the_end_is_clean(tmp_path: Path) -> None:
    with running(Program(tmp_path, POISONED)) as program:
        people = [Citizen(program.url, f"person-{number}") for number in range(5)]
        for person, button in zip(people, ["~kill~now~~0", "~fail~now~~0", "chào", "chào", "chào"], strict=True):
            person.say(button)
            person.say("cảm ơn")
        for person in people:
            with closing(person):
                wait_for(lambda person=person: person.everything()[-1]["from"] == "bot", 20)  # type: ignore[misc]
                said = [one["text"] for one in person.everything() if one["from"] == "bot"]
                assert "must not be seen" not in said
        _stop_with_a_stream_open(program)
    assert _read(program, _rows) == [("parked", "Crashed", 3), ("parked", "ValueError", 3), *[("handled", None)] * 8]


def _stop_with_a_stream_open(program: Program) -> None:
    headers = {"X-Chat-Token": "0" * 32}
    with httpx.stream("GET", f"{program.url}/chat/events", headers=headers, timeout=10) as stream:
        assert next(stream.iter_lines()).startswith("retry")
        begun = time.monotonic()
        assert program.stop() == 0
        assert time.monotonic() - begun < 5
    assert not is_running(program.data)
    assert _read(program, lambda connection: list(connection.scalars(select(Lease.name)))) == []


def _rows(connection: Connection) -> list[tuple[object, ...]]:
    """What became of the messages, the parked ones first."""
    rows = connection.execute(select(Inbox.state, Inbox.reason, Inbox.attempts).order_by(Inbox.state.desc(), Inbox.reason))
    return [tuple(row) if row.state == "parked" else tuple(row)[:2] for row in rows]


def _read(program: Program, fn: Callable[[Connection], T]) -> T:
    with closing(open_database(f"sqlite:///{program.data / 'nghedan.sqlite3'}")) as database:
        return database.read(fn)
