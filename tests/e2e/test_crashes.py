"""Nothing is lost and nothing doubled, whatever is killed: small here, in full size in tests/soak."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from db.engine import open_database
from db.tables import Inbox, Submission
from tests import crashes
from tests.crashes import Size
from tests.people import Subscriber
from tests.running import Citizen, Program, running, wait_for
from tests.servers import Postgres, Telegram, postgres_running, telegram_running, tight_disk

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(600)]

SMALL = Size(wanted=60, kills=3, at_once=3, subscribers=2, neighbours=1, hasty=1, outages=1)


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    with telegram_running() as peer:
        yield peer


@pytest.fixture
def postgres() -> Iterator[Postgres]:
    with postgres_running() as server:
        yield server


def test_kills_on_sqlite(tmp_path: Path, telegram: Telegram) -> None:
    print(crashes.kills_on_sqlite(tmp_path, SMALL, telegram))


def test_kills_of_two_on_postgresql(tmp_path: Path, telegram: Telegram, postgres: Postgres) -> None:
    print(crashes.kills_on_postgresql(tmp_path, SMALL, telegram, postgres, processes=2))


def test_one_never_comes_back(tmp_path: Path, telegram: Telegram, postgres: Postgres) -> None:
    print(crashes.one_never_comes_back(tmp_path, SMALL, telegram, postgres))


def test_postgresql_is_killed(tmp_path: Path, telegram: Telegram, postgres: Postgres) -> None:
    print(crashes.postgresql_killed(tmp_path, SMALL, telegram, postgres))


def test_no_room_on_the_disk(tmp_path: Path, telegram: Telegram) -> None:
    with tight_disk(tmp_path / "disk") as disk:
        print(crashes.disk_full(disk.folder if disk else tmp_path, SMALL, telegram, disk))


# ---------------------------------------------------------------- between the commit and the acknowledgement

REPORT = "Đường qua nhà số 5 thôn Phước Thiện ở Bình Hải hư hỏng nặng, xin sửa giúp"


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
