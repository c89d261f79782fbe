"""Who may migrate, and who may read."""

import logging
import sqlite3
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier, Timer

import psycopg
import pytest

from bot.app import Program
from bot.engine.supervisor import lock_folder
from bot.errors import CallerMistake
from bot.installation import keys, opening
from bot.installation.local import Installation
from bot.installation.opening import opened
from bot.settings import load
from db.engine.database import Database, Timing, open_database
from db.engine.storing import in_session
from db.queues import leases
from tests.bot.cli.test_main import Mistaken
from tests.bot.conftest import WRITING, Nghedan
from tests.kits import LOADERS
from tests.running import wait_for

RELEASES = Path(__file__).parents[2] / "db" / "releases"


@pytest.fixture
def old(folder: Path) -> Path:
    (folder / "var").mkdir(mode=0o700)
    file = folder / "var" / "nghedan.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript((RELEASES / "0.1.0-cut.sqlite.sql").read_text(encoding="utf-8"))
    return file


def state(url: str) -> str:
    with closing(open_database(url)) as database:
        return database.schema_state()


def test_a_command_does_not_migrate_under_a_program_that_runs(nghedan: Nghedan, mistaken: Mistaken, old: Path) -> None:
    with lock_folder(old.parent):
        assert "khởi động lại chương trình trước" in mistaken(*WRITING).lower()
        assert state(f"sqlite:///{old}") == "old"
    assert not old.parent.with_name("var-backups").exists()
    assert nghedan(*WRITING).code == 0
    assert state(f"sqlite:///{old}") == "current"
    assert list(old.parent.with_name("var-backups").iterdir())


def test_the_program_itself_does(old: Path) -> None:
    here = Installation(load(), LOADERS)
    with lock_folder(old.parent):
        Program(here).prepare()
        with opened(here) as office:
            assert office.database.schema_state() == "current"


@pytest.fixture
def old_postgres(folder: Path, empty_postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """And the settings name it."""
    with psycopg.connect(empty_postgres_url, autocommit=True) as connection:
        connection.execute((RELEASES / "0.1.0-cut.postgresql.sql").read_bytes())
    for name, value in {"DATABASE_URL": empty_postgres_url, "SECRET_KEY": "k" * 40, "SEAL_KEYS": "k" * 40}.items():
        monkeypatch.setenv(f"NGHEDAN_{name}", value)
    with closing(open_database(empty_postgres_url)) as database:
        yield database


def live(database: Database, sign: str) -> None:
    """Somebody gives a sign of life."""
    now = datetime.now(UTC)
    database.write(lambda one: leases.take(one, f"{sign}somebody", "somebody", now)).result()


def program() -> Installation:
    made = Program(Installation(load(), LOADERS))
    made.prepare()
    return made.here


@pytest.mark.parametrize("sign", [leases.NODE, leases.PROCESS])
def test_on_postgresql_not_even_the_program_migrates_under_older_ones(
    old_postgres: Database, monkeypatch: pytest.MonkeyPatch, sign: str
) -> None:
    assert opening.SIGNS_SECONDS > leases.SECONDS
    monkeypatch.setattr(opening, "SIGNS_SECONDS", 0.1)
    live(old_postgres, sign)
    with pytest.raises(CallerMistake, match="Dừng mọi tiến trình"), opened(program()):
        pass
    assert old_postgres.schema_state() == "old"


def test_it_waits_until_they_are_gone(old_postgres: Database, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    live(old_postgres, leases.PROCESS)

    def start() -> str:
        with opened(program()) as office:
            return office.database.schema_state()

    def told() -> int:
        return len([line for line in caplog.messages if "older version" in line])

    with ThreadPoolExecutor() as threads:
        started = threads.submit(start)
        wait_for(lambda: told() > 0, 10)
        assert old_postgres.schema_state() == "old"
        old_postgres.write(lambda one: leases.stopped(one, "somebody")).result()
        assert started.result() == "current"
    assert told() == 1


def test_those_that_start_together_do_not_wait_for_each_other(old_postgres: Database) -> None:
    all_live = Barrier(3)

    def start() -> str:
        with opened(program()) as office, Program(office.installation).present(office):
            all_live.wait(timeout=opening.SIGNS_SECONDS / 2)
            return office.database.schema_state()

    with ThreadPoolExecutor() as threads:
        assert [one.result() for one in [threads.submit(start) for _ in range(3)]] == ["current"] * 3


def test_a_child_waits_for_a_database_that_somebody_else_writes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "open_database", lambda url: open_database(url, Timing(busy_seconds=0.05)))
    monkeypatch.setattr(opening, "WAIT_SECONDS", 0.05)
    monkeypatch.setenv("NGHEDAN_SEAL_KEYS", "k" * 40)
    with opened(program()):
        pass
    monkeypatch.setenv("NGHEDAN_SEAL_KEYS", f"{'l' * 40},{'k' * 40}")  # which has to be noted
    with closing(sqlite3.connect("var/nghedan.sqlite3", isolation_level=None, check_same_thread=False)) as somebody:
        somebody.execute("BEGIN IMMEDIATE")
        with pytest.raises(CallerMistake, match="cơ sở dữ liệu"), opened(program()):
            pass
        Timer(0.5, lambda: somebody.execute("ROLLBACK")).start()
        with opened(program(), patient=True) as office:
            ours = keys.fingerprints(office.settings)
            assert office.database.read(in_session(lambda one: keys.are_agreed(one, ours)))


@pytest.mark.parametrize("sign", [leases.NODE, leases.PROCESS])
def test_on_postgresql_signs_of_life_tell(nghedan: Nghedan, mistaken: Mistaken, old_postgres: Database, sign: str) -> None:
    live(old_postgres, sign)
    assert "khởi động lại chương trình trước" in mistaken(*WRITING).lower()
    assert old_postgres.schema_state() == "old"
    old_postgres.write(lambda one: leases.release(one, f"{sign}somebody", "somebody")).result()
    assert nghedan(*WRITING).code == 0
    assert old_postgres.schema_state() == "current"


def test_nobody_else_reads_the_database_whatever_the_shell_says(nghedan: Nghedan, folder: Path) -> None:
    assert nghedan("demo", "--cases", "1").code == 0
    with opened(Installation(load(), LOADERS)):
        files = [file for file in (folder / "var").iterdir() if file.name.startswith("nghedan.sqlite3")]
        assert len(files) == 3
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE((folder / "var").stat().st_mode) == 0o700


def test_what_an_earlier_version_left_open_is_closed(nghedan: Nghedan, old: Path) -> None:
    old.chmod(0o644)
    assert nghedan(*WRITING).code == 0
    assert stat.S_IMODE(old.stat().st_mode) == 0o600


def test_check_tells_what_others_may_read(nghedan: Nghedan, folder: Path) -> None:
    nghedan(*WRITING)
    assert nghedan("check").code == 0
    (folder / "var").chmod(0o755)
    (folder / "var" / "nghedan.sqlite3").chmod(0o644)
    checked = nghedan("check")
    assert checked.code == 1
    (line,) = [line for line in checked.lines if line.startswith("HỎNG")]
    assert "chmod 700 var; chmod 600 var/nghedan.sqlite3" in line


def test_check_tells_that_an_upgrade_would_find_no_place_for_its_backup(
    nghedan: Nghedan, mistaken: Mistaken, old: Path, folder: Path
) -> None:
    (folder / "var-backups").write_text("a file")
    old.chmod(0o600)
    checked = nghedan("check")
    assert checked.code == 1
    assert [line for line in checked.lines if line.startswith("HỎNG\tsao lưu") and "NGHEDAN_BACKUP_DIR" in line]
    refused = mistaken(*WRITING)
    assert "nâng cấp" in refused
    assert "NGHEDAN_BACKUP_DIR" in refused
