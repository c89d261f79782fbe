"""A backup taken while the program works, put back on another day."""

import os
import stat
import tarfile
from datetime import UTC, datetime, timedelta
from errno import EBUSY
from itertools import count
from pathlib import Path

import pytest

from bot.app import Program
from bot.engine.supervisor import lock_folder
from bot.errors import CallerMistake
from bot.installation.backup import back_up, restore
from bot.installation.half_restored import is_half_restored
from bot.installation.local import Installation
from bot.installation.moving import move
from bot.installation.opening import opened
from bot.settings import Settings
from db.engine.database import open_database
from db.engine.upgrading import to_newest
from db.queues import inbox
from tests.kits import LOADERS

NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("NGHEDAN_DATA_DIR", str(tmp_path / "var"))
    made = Settings(_env_file=None)  # type: ignore[call-arg]
    made.files.mkdir(parents=True)
    (made.files / "ab").write_bytes(b"a picture")
    made.secret()
    made.seals()
    _receive(made, "one")
    return made


def _receive(settings: Settings, key: str) -> None:
    database = open_database(settings.url)
    database.migrate(to_newest)
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
    key, folder = settings.secret(), settings.data_dir.stat()
    _receive(settings, "two")
    kept = restore(settings, tmp_path / "b.tar.gz", NOW, print)
    assert _waiting(settings) == 1
    assert (settings.files / "ab").read_bytes() == b"a picture"
    assert settings.secret() == key
    assert (kept / "nghedan.sqlite3").exists()
    assert kept.parent == settings.data_dir
    assert sorted(path.name for path in settings.data_dir.iterdir()) == [
        "files", "lock", "nghedan.sqlite3", "seal_keys", "secret_key", kept.name,
    ]  # fmt: skip
    assert settings.data_dir.stat().st_ino == folder.st_ino  # it may be a mount point
    assert stat.S_IMODE((settings.data_dir / "nghedan.sqlite3").stat().st_mode) == 0o600


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


def test_what_is_no_database_cannot_be_backed_up(settings: Settings, tmp_path: Path) -> None:
    (settings.data_dir / "nghedan.sqlite3").write_bytes(b"no database" * 1000)
    with pytest.raises(CallerMistake, match="Không ghi được bản sao lưu"):
        back_up(settings, tmp_path / "b.tar.gz", NOW, "test")
    assert not (tmp_path / "b.tar.gz").exists()


def test_refusals_change_nothing_and_say_why(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "no.tar.gz").write_bytes(b"something else")
    with pytest.raises(CallerMistake, match="không phải bản sao lưu"):
        restore(settings, tmp_path / "no.tar.gz", NOW, print)
    with pytest.raises(CallerMistake, match="Không đọc được"):
        restore(settings, tmp_path / "missing.tar.gz", NOW, print)
    with pytest.raises(CallerMistake, match="đã có"):
        back_up(settings, tmp_path / "no.tar.gz", NOW, "test")
    back_up(settings, tmp_path / "b.tar.gz", NOW, "test")
    whole = (tmp_path / "b.tar.gz").read_bytes()
    for cut in (60, len(whole) // 2, len(whole) - 100):
        (tmp_path / "cut.tar.gz").write_bytes(whole[:cut])
        with pytest.raises(CallerMistake, match="hỏng"):
            restore(settings, tmp_path / "cut.tar.gz", NOW, print)
    with tarfile.open(tmp_path / "other.tar.gz", "w:gz") as archive:
        archive.add(tmp_path / "no.tar.gz", "nghedan.sqlite3")
    with pytest.raises(CallerMistake, match="không phải bản sao lưu"):
        restore(settings, tmp_path / "other.tar.gz", NOW, print)
    with lock_folder(settings.data_dir), pytest.raises(CallerMistake, match="đã chạy"):
        restore(settings, tmp_path / "b.tar.gz", NOW, print)
    assert _waiting(settings) == 1
    assert (settings.files / "ab").read_bytes() == b"a picture"
    assert not (settings.data_dir / "dang-phuc-hoi").exists()


def test_without_the_keys_it_says_to_bring_them_first(settings: Settings, tmp_path: Path) -> None:
    back_up(settings, tmp_path / "b.tar.gz", NOW, "test")
    (settings.data_dir / "secret_key").unlink()
    with pytest.raises(CallerMistake, match="secret_key"):
        restore(settings, tmp_path / "b.tar.gz", NOW, print)
    assert not (settings.data_dir / "secret_key").exists()
    restore(settings, tmp_path / "b.tar.gz", NOW, print, without_keys=True)
    assert _waiting(settings) == 1


def test_a_backup_made_under_other_keys_is_refused_unless_those_are_lost(settings: Settings, tmp_path: Path) -> None:
    _start(settings)
    back_up(settings, tmp_path / "b.tar.gz", NOW, "test")
    (settings.data_dir / "secret_key").write_text("another" * 10)
    with pytest.raises(CallerMistake, match="khóa khác"):
        restore(settings, tmp_path / "b.tar.gz", NOW, print)
    with pytest.raises(CallerMistake, match="NGHEDAN_SECRET_KEY"):
        _start(settings)
    restore(settings, tmp_path / "b.tar.gz", NOW, print, without_keys=True)
    _start(settings)


def test_a_backup_that_knows_no_keys_says_so(settings: Settings, tmp_path: Path) -> None:
    told: list[str] = []
    back_up(settings, tmp_path / "old.tar.gz", NOW, "test")
    restore(settings, tmp_path / "old.tar.gz", NOW, told.append)
    assert len(told) == 1
    assert "không cho biết đã dùng khóa nào" in told[0]
    restore(settings, tmp_path / "old.tar.gz", NOW + timedelta(seconds=1), told.append, without_keys=True)
    _start(settings)
    back_up(settings, tmp_path / "new.tar.gz", NOW, "test")
    restore(settings, tmp_path / "new.tar.gz", NOW + timedelta(seconds=2), told.append)
    assert len(told) == 1


def test_keys_that_were_taken_over_by_mistake_are_put_right(settings: Settings, tmp_path: Path) -> None:
    back_up(settings, tmp_path / "old.tar.gz", NOW, "test")
    right = {file: file.read_bytes() for file in settings.key_files()}
    for file in right:
        file.write_text("another" * 10)
    restore(settings, tmp_path / "old.tar.gz", NOW, lambda _: None)
    _start(settings)
    for file, key in right.items():
        file.write_bytes(key)
    with pytest.raises(CallerMistake, match="NGHEDAN_SECRET_KEY"):
        _start(settings)
    back_up(settings, tmp_path / "now.tar.gz", NOW, "test")
    restore(settings, tmp_path / "now.tar.gz", NOW + timedelta(seconds=1), print, without_keys=True)
    _start(settings)


def _start(settings: Settings) -> None:
    """The program starts, and ends."""
    here = Installation(settings, LOADERS)
    Program(here).prepare()
    with opened(here):
        pass


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("step", range(5))
def test_one_that_is_killed_is_told_and_can_be_repeated(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    back_up(settings, tmp_path / "b.tar.gz", NOW, "test")
    _receive(settings, "two")
    (settings.files / "cd").write_bytes(b"another picture")
    steps, rename = count(), Path.rename

    def killed(self: Path, target: Path) -> Path:
        if next(steps) == step:
            raise Killed
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", killed)
        with pytest.raises(Killed):
            restore(settings, tmp_path / "b.tar.gz", NOW, print)
    with pytest.raises(CallerMistake, match="nghedan restore"), opened(Installation(settings, LOADERS)):
        pass
    with pytest.raises(CallerMistake, match="nghedan restore"):
        back_up(settings, tmp_path / "half.tar.gz", NOW, "test")
    with pytest.raises(CallerMistake, match="nghedan restore"):
        move(settings, LOADERS.to_newest, settings.url, "postgresql://nowhere.example/none", NOW, "test")
    assert not (tmp_path / "half.tar.gz").exists()
    kept = restore(settings, tmp_path / "b.tar.gz", NOW, print)
    assert _waiting(settings) == 1
    assert not (settings.files / "cd").exists()
    assert (kept / "files" / "cd").read_bytes() == b"another picture"
    assert _waiting(settings.model_copy(update={"data_dir": kept})) == 2
    assert not is_half_restored(settings.data_dir)


def test_what_cannot_be_moved_is_told_and_put_back(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    back_up(settings, tmp_path / "b.tar.gz", NOW, "test")
    _receive(settings, "two")
    rename = Path.rename

    def busy(self: Path, target: Path) -> Path:
        if self == settings.files:
            raise OSError(EBUSY, "Device or resource busy", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", busy)
    with pytest.raises(CallerMistake, match="Device or resource busy"):
        restore(settings, tmp_path / "b.tar.gz", NOW, print)
    assert _waiting(settings) == 2
    assert (settings.files / "ab").read_bytes() == b"a picture"
    assert not (settings.data_dir / "dang-phuc-hoi").exists()


def test_onto_an_empty_folder(settings: Settings, tmp_path: Path) -> None:
    back_up(settings, tmp_path / "b.tar.gz", NOW, "test")
    new = settings.model_copy(update={"data_dir": tmp_path / "new"})
    new.secret()
    new.seals()
    kept = restore(new, tmp_path / "b.tar.gz", NOW, print)
    assert _waiting(new) == 1
    assert list(kept.iterdir()) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_whoever_restores_as_root_leaves_them_to_the_owner_of_the_folder(settings: Settings, tmp_path: Path) -> None:
    back_up(settings, tmp_path / "b.tar.gz", NOW, "test")
    os.chown(settings.data_dir, 12345, 12345)
    restore(settings, tmp_path / "b.tar.gz", NOW, print)
    mine = [settings.data_dir / "nghedan.sqlite3", settings.data_dir / "lock", settings.files, settings.files / "ab"]
    assert {(path.stat().st_uid, path.stat().st_gid) for path in mine} == {(12345, 12345)}
