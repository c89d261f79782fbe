"""Who may migrate, and who may read."""

import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from bot.opening import Installation, opened
from bot.settings import load
from bot.supervisor import lock_folder
from db import leases
from db.engine import open_database
from tests.bot.conftest import Nghedan
from tests.bot.test_cli import Mistaken

RELEASES = Path(__file__).parent.parent / "db" / "releases"


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
        assert "khởi động lại chương trình trước" in mistaken("inbox", "list").lower()
        assert state(f"sqlite:///{old}") == "old"
    assert not old.parent.with_name("var-backups").exists()
    assert nghedan("inbox", "list").code == 0
    assert state(f"sqlite:///{old}") == "current"
    assert list(old.parent.with_name("var-backups").iterdir())


def test_the_program_itself_does(old: Path) -> None:
    here = Installation(load())
    with lock_folder(old.parent):
        here.prepare()
        with opened(here) as office:
            assert office.database.schema_state() == "current"


@pytest.mark.parametrize("sign", [leases.NODE, leases.PROCESS])
def test_on_postgresql_signs_of_life_tell(
    nghedan: Nghedan, mistaken: Mistaken, empty_postgres_url: str, monkeypatch: pytest.MonkeyPatch, sign: str
) -> None:
    with psycopg.connect(empty_postgres_url, autocommit=True) as connection:
        connection.execute((RELEASES / "0.1.0-cut.postgresql.sql").read_bytes())
    monkeypatch.setenv("NGHEDAN_DATABASE_URL", empty_postgres_url)
    with closing(open_database(empty_postgres_url)) as database:
        now = datetime.now(UTC)
        database.write(lambda one: leases.take(one, f"{sign}somebody", "somebody", now)).result()
        assert "khởi động lại chương trình trước" in mistaken("inbox", "list").lower()
        assert database.schema_state() == "old"
        database.write(lambda one: leases.release(one, f"{sign}somebody", "somebody")).result()
    assert nghedan("inbox", "list").code == 0
    assert state(empty_postgres_url) == "current"


def test_nobody_else_reads_the_database_whatever_the_shell_says(nghedan: Nghedan, folder: Path) -> None:
    assert nghedan("demo", "--cases", "1").code == 0
    with opened(Installation(load())):
        files = [file for file in (folder / "var").iterdir() if file.name.startswith("nghedan.sqlite3")]
        assert len(files) == 3
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE((folder / "var").stat().st_mode) == 0o700


def test_what_an_earlier_version_left_open_is_closed(nghedan: Nghedan, old: Path) -> None:
    old.chmod(0o644)
    assert nghedan("inbox", "list").code == 0
    assert stat.S_IMODE(old.stat().st_mode) == 0o600


def test_check_tells_what_others_may_read(nghedan: Nghedan, folder: Path) -> None:
    nghedan("inbox", "list")
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
    refused = mistaken("inbox", "list")
    assert "nâng cấp" in refused
    assert "NGHEDAN_BACKUP_DIR" in refused
