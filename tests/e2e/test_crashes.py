"""Nothing is lost and nothing doubled, whatever is killed: small in `make e2e`, in full size in `make soak`. The figures stand in
docs/reliability.md."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from db.engine.database import open_database
from db.tables import Inbox, Submission
from tests import crashes
from tests.crashes import Size
from tests.people import Subscriber
from tests.running import Citizen, Program, running, wait_for
from tests.servers import Postgres, Telegram, postgres_running, telegram_running, tight_disk

E2E = [pytest.mark.e2e, pytest.mark.timeout(600)]
SMALL = Size(wanted=60, kills=3, at_once=3, subscribers=2, neighbours=1, hasty=1, outages=1)
FULL = Size(wanted=1000, kills=20, at_once=12, subscribers=6, neighbours=1, hasty=2, outages=4)


def sized(name: str, small: int, *full: int) -> pytest.MarkDecorator:
    """In both sizes, the full one several times, each with another value of `name`."""
    runs = [pytest.param(SMALL, small, marks=E2E, id="small")]
    runs += [pytest.param(FULL, value, marks=pytest.mark.soak, id=f"full-{value}") for value in full]
    return pytest.mark.parametrize(("size", name), runs)


in_both_sizes = pytest.mark.parametrize(
    "size", [pytest.param(SMALL, marks=E2E, id="small"), pytest.param(FULL, marks=pytest.mark.soak, id="full")]
)


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    with telegram_running() as peer:
        yield peer


@pytest.fixture
def postgres() -> Iterator[Postgres]:
    with postgres_running() as server:
        yield server


@sized("seed", 7, 1, 2)
def test_kills_on_sqlite(tmp_path: Path, telegram: Telegram, size: Size, seed: int) -> None:
    tell(crashes.kills_on_sqlite(tmp_path, size, telegram, seed))


@sized("processes", 2, 1, 2)
def test_kills_on_postgresql(tmp_path: Path, telegram: Telegram, postgres: Postgres, size: Size, processes: int) -> None:
    tell(crashes.kills_on_postgresql(tmp_path, size, telegram, postgres, processes))


@in_both_sizes
def test_one_never_comes_back(tmp_path: Path, telegram: Telegram, postgres: Postgres, size: Size) -> None:
    tell(crashes.one_never_comes_back(tmp_path, size, telegram, postgres))


@in_both_sizes
def test_postgresql_is_killed_and_comes_back(tmp_path: Path, telegram: Telegram, postgres: Postgres, size: Size) -> None:
    tell(crashes.postgresql_killed(tmp_path, size, telegram, postgres))


@in_both_sizes
def test_no_room_on_the_disk(tmp_path: Path, telegram: Telegram, size: Size) -> None:
    """A file system of its own where that may be made, else a quota."""
    with tight_disk(tmp_path / "disk") as disk:
        tell(crashes.disk_full(disk.folder if disk else tmp_path, size, telegram, disk))


def tell(figures: str) -> None:
    print(f"\n{figures}", flush=True)


# ---------------------------------------------------------------- between the commit and the acknowledgement

REPORT = "Đường qua nhà số 5 thôn Phước Thiện ở Bình Hải hư hỏng nặng, xin sửa giúp"


@pytest.mark.e2e
@pytest.mark.timeout(600)
def test_what_was_stored_and_not_acknowledged_is_one_when_it_comes_again(tmp_path: Path, telegram: Telegram) -> None:
    with running(Program(tmp_path, str(Path(__file__).with_name("dying.py")), **telegram.settings)) as program:
        with closing(Citizen(program.url, "unheard")) as citizen:
            codes = [citizen.report(REPORT), Subscriber(telegram, 5).report(REPORT)]
        wait_for(lambda: telegram.unconfirmed() == [], 30)
        with closing(open_database(f"sqlite:///{program.data / 'nghedan.sqlite3'}")) as database:
            stored = database.read(lambda connection: Counter(connection.scalars(select(Inbox.channel))))
            filed = database.read(lambda connection: connection.scalars(select(Submission.code).order_by(Submission.id)).all())
    assert stored == {"web": len(citizen.said), "telegram": telegram.queued}
    assert filed == codes
    assert len(list(tmp_path.glob("died-*"))) == stored.total()
