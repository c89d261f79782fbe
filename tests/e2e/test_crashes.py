"""Nothing is lost and nothing doubled, whatever is killed: small here, in full size in tests/soak."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import crashes
from tests.crashes import Size
from tests.servers import Postgres, Telegram, postgres_running, telegram_running

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(600)]

SMALL = Size(wanted=36, kills=3, at_once=4, subscribers=1, reports_each=1, neighbours=1, outages=1)


@pytest.fixture
def telegram() -> Iterator[Telegram | None]:
    with telegram_running() as peer:
        yield peer


@pytest.fixture
def postgres() -> Iterator[Postgres]:
    with postgres_running() as server:
        yield server


def test_kills_on_sqlite(tmp_path: Path, telegram: Telegram | None) -> None:
    assert "0 lost" in crashes.kills_on_sqlite(tmp_path, SMALL, telegram)


def test_kills_of_two_on_postgresql(tmp_path: Path, telegram: Telegram | None, postgres: Postgres) -> None:
    assert "0 lost" in crashes.kills_on_postgresql(tmp_path, SMALL, telegram, postgres, processes=2)


def test_one_never_comes_back(tmp_path: Path, telegram: Telegram | None, postgres: Postgres) -> None:
    assert "0 lost" in crashes.one_never_comes_back(tmp_path, SMALL, telegram, postgres)


def test_postgresql_is_killed(tmp_path: Path, telegram: Telegram | None, postgres: Postgres) -> None:
    assert "0 lost" in crashes.postgresql_killed(tmp_path, SMALL, telegram, postgres)


def test_no_room_on_the_disk(tmp_path: Path, telegram: Telegram | None) -> None:
    assert "0 lost" in crashes.disk_full(tmp_path, SMALL, telegram, disk=None)
