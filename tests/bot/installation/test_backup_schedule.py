"""Backups that nobody has to remember."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import CallerMistake
from bot.installation.backup_schedule import BEFORE_UPGRADE, DAILY, back_up_today, is_due, kept
from bot.installation.local import Installation
from bot.installation.opening import opened
from bot.settings import Settings
from db.engine.database import open_database
from db.engine.upgrading import to_newest
from tests.kits import LOADERS

NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)  # half past eight in Viet Nam
OLD = Path(__file__).parents[2] / "db" / "releases" / "0.1.0.sqlite.sql"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("NGHEDAN_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("NGHEDAN_BACKUP_KEEP", "2")
    return Settings(_env_file=None)  # type: ignore[call-arg]


@pytest.fixture
def filled(settings: Settings) -> Settings:
    settings.data_dir.mkdir()
    database = open_database(settings.url)
    database.migrate(to_newest)
    database.close()
    return settings


def test_one_a_day_after_two_in_the_morning(filled: Settings) -> None:
    assert is_due(filled, NOW)
    back_up_today(filled, NOW, "test")
    assert not is_due(filled, NOW + timedelta(hours=17))
    assert is_due(filled, NOW + timedelta(hours=18))


def test_only_the_newest_are_kept_and_foreign_files_stay(filled: Settings) -> None:
    for day in range(4):
        back_up_today(filled, NOW + timedelta(days=day), "test")
    (filled.backups / "tay.tar.gz").touch()
    back_up_today(filled, NOW + timedelta(days=4), "test")
    assert [file.name[18:26] for file in kept(filled)] == ["20261127", "20261128"]
    assert (filled.backups / "tay.tar.gz").exists()


def test_a_failure_is_logged_and_keeps_what_there_is(filled: Settings, caplog: pytest.LogCaptureFixture) -> None:
    back_up_today(filled, NOW, "test")
    (filled.data_dir / "nghedan.sqlite3").unlink()
    back_up_today(filled, NOW + timedelta(days=1), "test")
    assert len(kept(filled)) == 1
    assert "backup failed" in caplog.text


def old_database(settings: Settings) -> None:
    settings.data_dir.mkdir()
    with sqlite3.connect(settings.data_dir / "nghedan.sqlite3") as connection:
        connection.executescript(OLD.read_text(encoding="utf-8"))
    connection.close()


def test_an_upgrade_is_preceded_by_a_backup(settings: Settings) -> None:
    old_database(settings)
    with opened(Installation(settings, LOADERS)) as office:
        assert office.database.schema_state() == "current"
    assert len(kept(settings, BEFORE_UPGRADE)) == 1
    with opened(Installation(settings, LOADERS)):
        pass
    assert len(kept(settings, BEFORE_UPGRADE)) == 1
    assert kept(settings, DAILY) == []


def test_without_the_copy_there_is_no_upgrade(settings: Settings) -> None:
    old_database(settings)
    settings.backups.touch()
    with pytest.raises(CallerMistake, match="sao lưu"), opened(Installation(settings, LOADERS)):
        pass
    database = open_database(settings.url)
    assert database.schema_state() == "old"
    database.close()
