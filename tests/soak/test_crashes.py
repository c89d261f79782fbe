"""The crash tests in full size: `make soak`. Its figures stand in docs/reliability.md."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests import crashes
from tests.crashes import Size
from tests.servers import Postgres, Telegram, TightDisk, postgres_running, telegram_running

pytestmark = pytest.mark.soak

FULL = Size(wanted=1000, kills=20, at_once=12, subscribers=6, reports_each=1000, neighbours=1, outages=4)


@pytest.fixture
def telegram() -> Iterator[Telegram | None]:
    with telegram_running() as peer:
        yield peer


@pytest.fixture
def postgres() -> Iterator[Postgres]:
    with postgres_running() as server:
        yield server


@pytest.mark.parametrize("seed", [1, 2])
def test_twenty_kills_on_sqlite(tmp_path: Path, telegram: Telegram | None, seed: int) -> None:
    tell(crashes.kills_on_sqlite(tmp_path, FULL, telegram, seed))


@pytest.mark.parametrize("processes", [1, 2])
def test_twenty_kills_on_postgresql(tmp_path: Path, telegram: Telegram | None, postgres: Postgres, processes: int) -> None:
    tell(crashes.kills_on_postgresql(tmp_path, FULL, telegram, postgres, processes))


def test_one_never_comes_back(tmp_path: Path, telegram: Telegram | None, postgres: Postgres) -> None:
    tell(crashes.one_never_comes_back(tmp_path, FULL, telegram, postgres))


def test_postgresql_is_killed_and_comes_back(tmp_path: Path, telegram: Telegram | None, postgres: Postgres) -> None:
    tell(crashes.postgresql_killed(tmp_path, FULL, telegram, postgres))


def test_the_disk_is_full(tmp_path: Path, telegram: Telegram | None) -> None:
    """A file system of its own where that may be made, else a quota."""
    with ExitStack() as stack:
        disk = TightDisk(tmp_path / "disk", megabytes=100) if os.geteuid() == 0 else None
        if disk:
            stack.callback(disk.unmount)
        tell(crashes.disk_full(disk.folder if disk else tmp_path, FULL, telegram, disk))


def tell(figures: str) -> None:
    assert "0 lost" in figures
    print(f"\n{figures}", flush=True)
