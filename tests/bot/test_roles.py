"""The program in several processes over one PostgreSQL. Loopback sockets only."""

import json
import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import psycopg
import pytest

from tests.conftest import new_postgres
from tests.running import Citizen, Program, running, wait_for
from tests.servers import settings_of_several

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def program(folder: Path, name: str, url: str, *only: str) -> Program:
    """A machine of its own, with these roles; the files are shared."""
    home = folder / name
    home.mkdir()
    roles = [part for role in only for part in ("--only", role)]
    return Program(home, "-m", "bot", "run", *roles, **settings_of_several(url, folder))


@contextmanager
def working(worker: Program) -> Iterator[Program]:
    """A process without a page: it is there when it has signed on."""
    worker.launch()
    try:
        wait_for(lambda: bool(list((worker.folder.parent / "files" / ".processes").glob(f"*-{worker.process.pid}-*"))), 30)
        yield worker
    finally:
        worker.end()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("machines")


@pytest.fixture(scope="module")
def web(postgres_server: str, folder: Path) -> Iterator[Program]:
    with new_postgres(postgres_server) as url, running(program(folder, "web", url, "web")) as started:
        yield started


@pytest.fixture(scope="module")
def worker(web: Program, folder: Path) -> Iterator[Program]:
    url = web.environment["NGHEDAN_DATABASE_URL"]
    with working(program(folder, "worker", url, "worker", "delivery")) as started:
        yield started


def test_what_one_process_takes_another_handles_and_the_first_shows(web: Program, worker: Program) -> None:
    with closing(Citizen(web.url, "split")) as citizen:
        assert "Nghe Dân" in citizen.answers(citizen.say("chào"))[-1]["text"]


def test_an_open_stream_shows_what_another_process_wrote(web: Program, worker: Program) -> None:
    with (
        closing(Citizen(web.url, "stream")) as citizen,
        httpx.stream("GET", f"{web.url}/chat/events", headers=citizen.headers, timeout=20) as stream,
    ):
        lines = stream.iter_lines()
        assert next(lines).startswith("retry")
        citizen.say("chào")
        said = (json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: "))
        assert next(one for one in said if one["from"] == "bot")["id"] > 1


def test_a_killed_worker_is_replaced(web: Program, worker: Program) -> None:
    with closing(Citizen(web.url, "killed")) as citizen:
        citizen.answers(citizen.say("chào"))
        worker.kill_child()
        citizen.answers(citizen.say("cảm ơn"))
        shown = citizen.everything()
    assert [one["id"] for one in shown] == list(range(1, len(shown) + 1))


def test_the_command_line_beside_them_is_answered_by_them(web: Program, worker: Program) -> None:
    said = worker.command("chat", "--as", "ben-canh", said="chào\n")
    assert said.returncode == 0, said.stderr
    assert "Nghe Dân" in said.stdout


def test_without_a_worker_a_message_waits_for_one(postgres_url: str, tmp_path: Path) -> None:
    with running(program(tmp_path, "web", postgres_url, "web")) as web, closing(Citizen(web.url, "waits")) as citizen:
        number = citizen.say("chào")
        assert [one["from"] for one in citizen.everything()] == ["me"]
        with working(program(tmp_path, "worker", postgres_url, "worker")) as worker:
            assert citizen.answers(number)
            assert worker.stop() == 0
        assert not list((tmp_path / "files" / ".processes").glob(f"*-{worker.process.pid}-*"))
        assert web.stop(signal.SIGINT) == 0


def test_two_that_start_at_once_on_an_empty_database_migrate_it_once(empty_postgres_url: str, tmp_path: Path) -> None:
    both = [program(tmp_path, name, empty_postgres_url) for name in ("one", "other")]
    try:
        for one in both:
            one.launch()
        for one in both:
            one.wait_until_healthy()
            assert httpx.get(f"{one.url}/health").json()["schema"] == "current"
    finally:
        for one in both:
            one.end()


def test_a_database_of_a_newer_version_is_refused(postgres_url: str, tmp_path: Path) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'from the future'")
    refused = program(tmp_path, "old", postgres_url, "worker")
    refused.launch()
    assert refused.process.wait(30) == 2
    assert len(refused.log.read_text().splitlines()) == 1
