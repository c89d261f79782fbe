"""A backup taken while the program works, put back on another day."""

import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.backup import back_up, restore
from bot.errors import CallerMistake
from bot.settings import Settings
from bot.supervisor import lock_folder
from db import inbox
from db.engine import open_database

NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("NGHEDAN_DATA_DIR", str(tmp_path / "var"))
    made = Settings(_env_file=None)  # type: ignore[call-arg]
    made.files.mkdir(parents=True)
    (made.files / "ab").write_bytes(b"a picture")
    made.secret()
    _receive(made, "one")
    return made


def _receive(settings: Settings, key: str) -> None:
    database = open_database(settings.url)
    database.migrate()
    database.write(
        lambda connection: inbox.accept(connection, channel="web", update_key=key, chat_key="c", body=b"{}", now=NOW)
    ).result()
    database.close()


def _waiting(settings: Settings) -> int:
    database = open_database(settings.url)
    found = database.read(inbox.depths)["waiting"]
    database.close()
    return found


def test_what_was_backed_up_comes_back_and_what_was_there_is_kept(settings: Settings, tmp_path: Path) -> None:
    assert back_up(settings, tmp_path / "b.tar.gz", NOW, "test") > 0
    key = settings.secret()
    _receive(settings, "two")
    kept = restore(settings, tmp_path / "b.tar.gz", NOW)
    assert _waiting(settings) == 1
    assert (settings.files / "ab").read_bytes() == b"a picture"
    assert settings.secret() == key
    assert (kept / "nghedan.sqlite3").exists()


def test_a_backup_holds_no_keys(settings: Settings, tmp_path: Path) -> None:
    back_up(settings, tmp_path / "b.tar.gz", NOW, "test")
    with tarfile.open(tmp_path / "b.tar.gz") as archive:
        names = archive.getnames()
    assert "nghedan.sqlite3" in names
    assert not [name for name in names if "key" in name]
    assert (tmp_path / "b.tar.gz").stat().st_mode & 0o077 == 0


def test_an_open_transaction_of_the_program_does_not_hinder_it(settings: Settings, tmp_path: Path) -> None:
    database = open_database(settings.url)
    try:
        assert back_up(settings, tmp_path / "b.tar.gz", NOW, "test") > 0
    finally:
        database.close()


def test_refusals_change_nothing(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "no.tar.gz").write_bytes(b"something else")
    with pytest.raises(CallerMistake):
        restore(settings, tmp_path / "no.tar.gz", NOW)
    with pytest.raises(CallerMistake):
        restore(settings, tmp_path / "missing.tar.gz", NOW)
    with pytest.raises(CallerMistake):
        back_up(settings, tmp_path / "no.tar.gz", NOW, "test")
    back_up(settings, tmp_path / "b.tar.gz", NOW, "test")
    with lock_folder(settings.data_dir), pytest.raises(CallerMistake):
        restore(settings, tmp_path / "b.tar.gz", NOW)
    assert _waiting(settings) == 1
