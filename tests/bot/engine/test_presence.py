"""Who lives, and whether all keep their files in one folder."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.engine.presence import FOLDER, Presence, process_name, strangers
from bot.errors import CallerMistake
from db.engine.database import Database, open_database
from db.queues import leases
from tests.bot.conftest import Nghedan
from tests.conftest import NOW
from tests.servers import settings_of_several


def living(database: Database, now: datetime = NOW) -> list[str]:
    return database.read(lambda connection: leases.holders(connection, leases.NODE, now))


def present(database: Database, folder: Path, holder: str) -> Presence:
    return Presence(database, folder, lambda: NOW, holder)


def test_names_differ_and_are_good_for_files() -> None:
    names = {process_name() for _ in range(100)}
    assert len(names) == 100
    assert all(Path(name).name == name for name in names)


def test_who_lives_is_seen_in_the_database_and_in_the_folder(postgres: Database, tmp_path: Path) -> None:
    with present(postgres, tmp_path, "a"), present(postgres, tmp_path, "b"):
        assert living(postgres) == ["a", "b"]
        assert strangers(tmp_path, living(postgres)) == []
    assert living(postgres) == []
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_who_has_another_folder_is_found_out(postgres: Database, tmp_path: Path) -> None:
    with present(postgres, tmp_path / "here", "a"), present(postgres, tmp_path / "there", "b"):
        assert strangers(tmp_path / "here", living(postgres)) == ["b"]
        assert strangers(tmp_path / "there", living(postgres)) == ["a"]


def test_a_token_of_another_content_is_none(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "a").write_text("b")
    assert strangers(tmp_path, ["a"]) == ["a"]


def test_the_dead_are_no_longer_asked_for(postgres: Database, tmp_path: Path) -> None:
    present(postgres, tmp_path, "dead").__enter__()
    assert living(postgres, NOW + timedelta(seconds=leases.SECONDS)) == []


def test_without_a_folder_to_write_to_there_is_no_start(postgres: Database, tmp_path: Path) -> None:
    (tmp_path / "files").write_text("no folder")
    with pytest.raises(CallerMistake, match="files"):
        present(postgres, tmp_path / "files", "a").__enter__()
    assert living(postgres) == []


def test_the_embedded_database_has_nobody_to_tell(sqlite: Database, tmp_path: Path) -> None:
    with present(sqlite, tmp_path, "a"):
        assert living(sqlite) == []
        assert not (tmp_path / FOLDER).exists()


# ---------------------------------------------------------------- nghedan check


@pytest.fixture
def checked(nghedan: Nghedan, postgres_url: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Nghedan:
    for name, value in settings_of_several(postgres_url, folder).items():
        monkeypatch.setenv(name, value)
    return nghedan


@contextmanager
def alive(url: str, folder: Path) -> Iterator[None]:
    """A process that keeps its files there."""
    with closing(open_database(url)) as database, Presence(database, folder, Clock().now, process_name()):
        yield


def test_check_says_that_nobody_runs(checked: Nghedan) -> None:
    said = checked("check")
    assert said.code == 0
    assert any(line.startswith("chú ý\tthư mục") for line in said.lines)


def test_check_proves_that_the_folder_is_shared(checked: Nghedan, postgres_url: str, folder: Path) -> None:
    with alive(postgres_url, folder / "files"):
        said = checked("check")
    assert said.code == 0
    assert any(line.startswith("ổn\tthư mục") and "1 tiến trình" in line for line in said.lines)


def test_check_breaks_where_it_is_not(checked: Nghedan, postgres_url: str, folder: Path) -> None:
    with alive(postgres_url, folder / "elsewhere"):
        said = checked("check")
    assert said.code == 1
    assert any(line.startswith("HỎNG\tthư mục") for line in said.lines)
