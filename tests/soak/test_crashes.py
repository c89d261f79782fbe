"""The crash tests in full size: `make soak`. Its figures stand in docs/reliability.md."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import crashes
from tests.crashes import Size
from tests.servers import Postgres, Telegram, postgres_running, telegram_running, tight_disk

pytestmark = pytest.mark.soak

FULL = Size(wanted=1000, kills=20, at_once=12, subscribers=6, neighbours=1, hasty=2, outages=4)


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    with telegram_running() as peer:
        yield peer


@pytest.fixture
def postgres() -> Iterator[Postgres]:
    with postgres_running() as server:
        yield server


@pytest.mark.parametrize("seed", [1, 2])
def test_twenty_kills_on_sqlite(tmp_path: Path, telegram: Telegram, seed: int) -> None:
    tell(crashes.kills_on_sqlite(tmp_path, FULL, telegram, seed))


@pytest.mark.parametrize("processes", [1, 2])
def test_twenty_kills_on_postgresql(tmp_path: Path, telegram: Telegram, postgres: Postgres, processes: int) -> None:
    tell(crashes.kills_on_postgresql(tmp_path, FULL, telegram, postgres, processes))


def test_one_never_comes_back(tmp_path: Path, telegram: Telegram, postgres: Postgres) -> None:
    tell(crashes.one_never_comes_back(tmp_path, FULL, telegram, postgres))


def test_postgresql_is_killed_and_comes_back(tmp_path: Path, telegram: Telegram, postgres: Postgres) -> None:
    tell(crashes.postgresql_killed(tmp_path, FULL, telegram, postgres))


def test_the_disk_is_full(tmp_path: Path, telegram: Telegram) -> None:
    """A file system of its own where that may be made, else a quota."""
    with tight_disk(tmp_path / "disk") as disk:
        tell(crashes.disk_full(disk.folder if disk else tmp_path, FULL, telegram, disk))


def tell(figures: str) -> None:
    print(f"\n{figures}", flush=True)
