"""From the embedded database to PostgreSQL: everything, or nothing and one line that says why."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import Connection, func, insert, select, text

from bot.engine.supervisor import lock_folder
from db.engine import moving
from db.engine.database import Database, open_database
from db.engine.moving import Different
from db.engine.upgrading import to_newest
from db.queues import inbox, leases
from db.tables import Base, Counter
from tests.bot.conftest import Nghedan
from tests.conftest import NOW

VAR = "var/nghedan.sqlite3"
OLD = f"sqlite:///{VAR}"
RELEASE = Path(__file__).parents[2] / "db" / "releases" / "0.1.0-cut.sqlite.sql"


@pytest.fixture
def old(nghedan: Nghedan) -> str:
    """An office with cases in it, one message that was never handled, and the sign of a process that died."""
    assert nghedan("demo", "--cases", "12").code == 0

    def more(connection: Connection) -> None:
        copy = {"text": "đường hỏng 👍🏽", "files": []}
        inbox.accept(connection, channel="web", update_key="u", chat_key="c", body=b"\x00\xff{", now=NOW, copy=copy)
        leases.started(connection, "dead", NOW)

    with closing(open_database(OLD)) as database:
        database.write(more).result()
    return OLD


def everything(url: str) -> dict[str, list[dict[str, Any]]]:
    def read(connection: Connection) -> dict[str, list[dict[str, Any]]]:
        return {
            table.name: sorted((dict(row) for row in connection.execute(select(table)).mappings()), key=str)
            for table in Base.metadata.sorted_tables
        }

    with closing(open_database(url)) as database:
        return database.read(read)


def test_everything_arrives_and_numbers_go_on(nghedan: Nghedan, old: str, empty_postgres_url: str) -> None:
    before = everything(old)
    moved = nghedan("move", old, empty_postgres_url)
    assert (moved.code, moved.err, len(moved.lines)) == (0, "", 1)
    rows = {name: rows for name, rows in before.items() if name != "leases"}
    assert f" {sum(map(len, rows.values()))} " in moved.out
    assert len(rows["cases"]) == 12
    assert everything(empty_postgres_url) == rows | {"leases": []}
    assert everything(old) == before
    with closing(open_database(empty_postgres_url)) as database:
        chat_id = database.write(lambda connection: inbox.ensure_chat(connection, "web", "new", NOW)).result()
        assert chat_id == 1 + max(row["id"] for row in rows["chats"])


def test_a_second_time_is_refused(nghedan: Nghedan, old: str, empty_postgres_url: str) -> None:
    nghedan("move", old, empty_postgres_url)
    before = everything(empty_postgres_url)
    again = nghedan("move", old, empty_postgres_url)
    assert (again.code, again.out) == (2, "")
    assert "đã có dữ liệu" in again.err
    assert everything(empty_postgres_url) == before


def test_a_database_where_a_program_runs_is_refused(nghedan: Nghedan, old: str, empty_postgres_url: str) -> None:
    with closing(open_database(empty_postgres_url)) as database:
        database.migrate(to_newest)
        database.write(lambda connection: leases.started(connection, "alive", NOW)).result()
    assert nghedan("move", old, empty_postgres_url).code == 2


def test_while_the_program_runs_it_is_refused(nghedan: Nghedan, old: str, empty_postgres_url: str, folder: Path) -> None:
    with lock_folder(folder / "var"):
        refused = nghedan("move", old, empty_postgres_url)
    assert refused.code == 2
    assert "đang chạy" in refused.err


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (OLD, "sqlite:///other.sqlite3"),
        ("postgresql://here/a", "postgresql://there/b"),
        (OLD, "nonsense"),
        (OLD, "postgresql+asyncpg://there/b"),
        ("sqlite+aiosqlite:///var/nghedan.sqlite3", "postgresql://there/b"),
        ("sqlite://", "postgresql://there/b"),
        ("sqlite:///nowhere.sqlite3", "postgresql://there/b"),
    ],
)
def test_wrong_addresses_are_told_in_a_line(nghedan: Nghedan, folder: Path, first: str, second: str) -> None:
    refused = nghedan("move", first, second)
    assert (refused.code, refused.out, len(refused.err.splitlines())) == (2, "", 1)
    assert not (folder / "nowhere.sqlite3").exists()


def test_the_folder_is_that_of_the_old_database(
    nghedan: Nghedan, folder: Path, empty_postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the settings say by then: its backup lies beside it, its keys in it."""
    (folder / "old").mkdir()
    with closing(sqlite3.connect(folder / "old" / "nghedan.sqlite3")) as connection:
        connection.executescript(RELEASE.read_text(encoding="utf-8"))
    monkeypatch.setenv("NGHEDAN_DATA_DIR", "elsewhere")
    moved = nghedan("move", "sqlite:///old/nghedan.sqlite3", empty_postgres_url)
    assert (moved.code, moved.err) == (0, "")
    assert "tệp khóa trong old." in moved.out
    assert len(list((folder / "old-backups").iterdir())) == 1
    assert sorted(path.name for path in folder.iterdir()) == ["old", "old-backups"]


def test_a_folder_that_cannot_be_written_is_told_in_a_line(
    nghedan: Nghedan, old: str, empty_postgres_url: str, folder: Path
) -> None:
    (folder / "var" / "lock").unlink(missing_ok=True)
    (folder / "var" / "lock").mkdir()  # root may write anywhere: so not even root can
    refused = nghedan("move", old, empty_postgres_url)
    assert (refused.code, len(refused.err.splitlines())) == (2, 1)
    assert "Không dùng được var" in refused.err


def test_a_target_that_is_away_is_told_of_the_argument(nghedan: Nghedan, old: str) -> None:
    refused = nghedan("move", old, "postgresql://me@/none?host=/nonexistent")
    assert refused.code == 2
    assert "địa chỉ NEW" in refused.err
    assert "NGHEDAN_DATABASE_URL" not in refused.err


def test_a_password_is_never_shown(nghedan: Nghedan, old: str) -> None:
    refused = nghedan("move", old, "postgresql://me:geheim@/none?host=/nonexistent")
    assert refused.code == 2
    assert "geheim" not in refused.err


def test_what_is_interrupted_is_begun_anew(nghedan: Nghedan, old: str, empty_postgres_url: str) -> None:
    """Whatever ends it undoes it: the same command then finds an empty database."""
    with closing(open_database(old)) as left, closing(open_database(empty_postgres_url)) as entered:
        entered.migrate(to_newest)

        def half(target: Connection) -> None:
            left.read(lambda source: moving.copy(source, target))
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            entered.write(half).result()
        assert entered.read(moving.is_empty)
    assert nghedan("move", old, empty_postgres_url).code == 0
    assert everything(empty_postgres_url)["cases"] == everything(old)["cases"]


def test_a_command_that_writes_meanwhile_is_noticed(nghedan: Nghedan, old: str, empty_postgres_url: str) -> None:
    """It holds no lock on the folder; what it wrote after the copy began would be missing."""
    over = Event()

    def meddle() -> None:
        with closing(sqlite3.connect(VAR, timeout=30, isolation_level=None)) as other:
            for number in count():
                other.execute("INSERT INTO settings VALUES (?, '1')", (f"meanwhile {number}",))
                if over.wait(0.002):
                    return

    meddler = Thread(target=meddle)
    meddler.start()
    try:
        refused = nghedan("move", old, empty_postgres_url)
    finally:
        over.set()
        meddler.join()
    assert refused.code == 2
    assert "vừa ghi" in refused.err
    with closing(open_database(empty_postgres_url)) as entered:
        assert entered.read(moving.is_empty)


# ---------------------------------------------------------------- what is compared


@pytest.fixture
def both(sqlite: Database, postgres: Database) -> Callable[[str], moving.Moved]:
    """Copies, while a trigger of this body tampers with what arrives in `counters`."""
    sqlite.write(
        lambda connection: connection.execute(insert(Counter), [{"name": f"n{i}", "value": i} for i in range(2500)])
    ).result()

    def copy(tamper: str) -> moving.Moved:
        def enter(target: Connection) -> moving.Moved:
            if tamper:
                body = f"CREATE FUNCTION pg_temp.tamper() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {tamper} END $$"
                target.execute(text(body))
                target.execute(text("CREATE TRIGGER t BEFORE INSERT ON counters FOR EACH ROW EXECUTE FUNCTION pg_temp.tamper()"))
            return sqlite.read(lambda source: moving.copy(source, target))

        return postgres.write(enter).result()

    return copy


def test_more_than_a_batch_is_copied(both: Callable[[str], moving.Moved], postgres: Database) -> None:
    assert both("").rows == 2500
    assert postgres.read(lambda connection: connection.execute(select(func.sum(Counter.value))).scalar()) == sum(range(2500))


@pytest.mark.parametrize(
    "tamper",
    ["IF NEW.value = 7 THEN NEW.value = 8; END IF; RETURN NEW;", "IF NEW.value = 7 THEN RETURN NULL; END IF; RETURN NEW;"],
)
def test_a_row_that_is_changed_or_missing_is_noticed(
    both: Callable[[str], moving.Moved], postgres: Database, tamper: str
) -> None:
    with pytest.raises(Different, match="counters"):
        both(tamper)
    assert postgres.read(moving.is_empty)
