"""A database that an earlier commit filled becomes one of this version: nothing is lost and every sum is what it was. Small in
`make e2e`, with 10,000 cases in `make soak`."""

import json
import os
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.orm import Session

from db.engine.database import Database, open_database
from db.engine.schema import SCRIPTS
from db.engine.upgrading import to_newest
from db.stores.filing import event_hash
from db.tables import Base, Case, Event, File
from tests.running import environment
from tests.servers import settings_of_several

ROOT = Path(__file__).parents[2]
VERSION_0_1_0 = "2f08580f4293eb751a557286beaf6c79bf028f4e"
AT_ONCE = 5000  # the most that one `nghedan demo` makes
FILL_SECONDS = 3000.0  # of one `nghedan demo`; on a quiet machine one or two minutes

# What migrations say they change. Everything else has to be what it was.
RENAMED: Mapping[str, str] = {"answers": "editions"}  # table, or table.column, as it was → the name it has now
REWRITTEN: Mapping[str, Callable[[Any], Any]] = {  # table.column as it was → what becomes of a value
    f"{table}.channel": lambda channel: "terminal" if channel == "console" else channel
    for table in ("chats", "contacts", "inbox", "outbox")
}
GONE: frozenset[str] = frozenset({"alembic_version"})  # tables, or table.column

in_both_sizes = pytest.mark.parametrize(
    "cases",
    [
        pytest.param(60, marks=[pytest.mark.e2e, pytest.mark.timeout(300)], id="small"),
        pytest.param(10_000, marks=pytest.mark.soak, id="full"),
    ],
)


# ---------------------------------------------------------------- the earlier program


def git(*arguments: str) -> bytes:
    """Skips the test where there is no history to ask."""
    run = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=False)
    if run.returncode:
        pytest.skip(f"needs the history of the repository: {run.stderr.decode().strip()}")
    return run.stdout


def before_the_newest_migration() -> str:
    """The commit before the one that brought it; the last commit where it is not committed yet."""
    newest = max(SCRIPTS.glob("[0-9]*.py"))
    since = ("log", "--first-parent", "-m", "--diff-filter=A", "--format=%H")
    brought = git(*since, "--", str(newest.relative_to(ROOT))).decode().split()
    return git("rev-parse", f"{brought[-1]}^" if brought else "HEAD").decode().strip()


@dataclass(frozen=True)
class Installation:
    """A database and the keys that go with it, on which programs of several versions work one after the other."""

    folder: Path
    url: str

    def fill(self, source: Path, cases: int) -> None:
        """By the program in that folder."""
        settings = environment(self.folder) | settings_of_several(self.url, self.folder) | {"PYTHONPATH": str(source)}
        for done in range(0, cases, AT_ONCE):
            command = [sys.executable, "-m", "bot", "demo", "--cases", str(min(AT_ONCE, cases - done))]
            run = subprocess.run(
                command, cwd=source, env=settings, timeout=FILL_SECONDS, capture_output=True, text=True, check=False
            )
            assert run.returncode == 0, run.stderr


@pytest.fixture(params=["before the newest migration", "0.1.0"])
def commit(request: pytest.FixtureRequest) -> str:
    given = os.environ.get("NGHEDAN_UPGRADE_FROM")
    if request.param == "0.1.0":
        return VERSION_0_1_0 if not given else pytest.skip("NGHEDAN_UPGRADE_FROM names another")
    return given or before_the_newest_migration()


@pytest.fixture
def earlier(commit: str, tmp_path: Path) -> Path:
    """The sources of that commit."""
    folder = tmp_path / "earlier"
    with tarfile.open(fileobj=BytesIO(git("archive", commit))) as archive:
        archive.extractall(folder, filter="data")
    return folder


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Installation:
    if request.param == "sqlite":
        return Installation(tmp_path, f"sqlite:///{tmp_path / 'nghedan.sqlite3'}")
    return Installation(tmp_path, request.getfixturevalue("empty_postgres_url"))


# ---------------------------------------------------------------- what is kept


@dataclass(frozen=True)
class Holding:
    """What a table holds: its rows, and of each column a sum over what stands in which row. In any order."""

    rows: int
    sums: Mapping[str, int]


def holdings(connection: Connection) -> dict[str, Holding]:
    """By table; tables and columns under the names they have now, and values as they ought to be."""
    found = {}
    for table in inspect(connection).get_table_names():
        if table not in GONE:
            found[RENAMED.get(table, table)] = _holding(connection, table)
    return found


def _holding(connection: Connection, table: str) -> Holding:
    key = inspect(connection).get_pk_constraint(table)["constrained_columns"]
    columns = [column["name"] for column in inspect(connection).get_columns(table)]
    names = {column: RENAMED.get(f"{table}.{column}", column) for column in columns if f"{table}.{column}" not in GONE}
    rewrite = {column: REWRITTEN.get(f"{table}.{column}", lambda value: value) for column in names}
    sums, rows = dict.fromkeys(names.values(), 0), 0
    for row in connection.execution_options(yield_per=1000).execute(text(f'SELECT * FROM "{table}"')).mappings():
        where = [row[column] for column in key]
        rows += 1
        for column, name in names.items():
            sums[name] += _digest(where, rewrite[column](row[column]))
    return Holding(rows, sums)


def _digest(where: list[Any], value: Any) -> int:
    said = json.dumps([where, value], sort_keys=True, default=repr)
    return int.from_bytes(blake2b(said.encode(), digest_size=8).digest())


def losses(before: Mapping[str, Holding], after: Mapping[str, Holding]) -> list[str]:
    """What was there and is not any more, or is another. What is new is no loss."""
    found = [f"{name}: no table" for name in before if name not in after]
    for name in before.keys() & after.keys():
        was, is_ = before[name], after[name]
        if was.rows != is_.rows:
            found.append(f"{name}: {was.rows} rows, now {is_.rows}")
        found += [f"{name}.{column}" for column, total in was.sums.items() if is_.sums.get(column) != total]
    return sorted(found)


def broken_chains(connection: Connection) -> list[int]:
    """The cases whose history is not the one that its hashes were made over."""
    session = Session(connection)
    heads = dict(session.execute(select(Case.id, Case.head)).all())
    files: dict[int, list[File]] = {}
    for file in session.scalars(select(File).order_by(File.id)):
        files.setdefault(file.event_id, []).append(file)
    found = []
    events = session.scalars(select(Event).order_by(Event.case_id, Event.number).execution_options(yield_per=1000))
    for case_id, history in groupby(events, lambda event: event.case_id):
        head = ""
        for event in history:
            expected = event_hash(event, head, files.get(event.id, []))
            head = event.hash if event.hash == expected else "broken"
        if head != heads.pop(case_id):
            found.append(case_id)
    return found + list(heads)


def revision(connection: Connection) -> str:
    return str(connection.scalar(text("SELECT version_num FROM alembic_version")))


def newest_migration(source: Path) -> str:
    return max((source / SCRIPTS.relative_to(ROOT)).glob("[0-9]*.py")).name.partition("_")[0]


def differences(connection: Connection) -> list[Any]:
    return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))


# ---------------------------------------------------------------- the test


@in_both_sizes
def test_nothing_is_lost(cases: int, earlier: Path, installation: Installation) -> None:
    begun = time.monotonic()
    installation.fill(earlier, cases)
    filled = time.monotonic()
    database = open_database(installation.url)
    try:
        assert database.read(revision) == newest_migration(earlier), "another program filled it"
        before = database.read(holdings)
        assert before["cases"].rows == cases
        read = time.monotonic()
        database.migrate(to_newest)
        migrated = time.monotonic()
        assert losses(before, database.read(holdings)) == []
        assert database.read(differences) == []
        assert database.read(broken_chains) == []
    finally:
        database.close()
    installation.fill(ROOT, 12)  # and it goes on from there
    assert counted(installation) == cases + 12
    print(f"\n{cases} cases: filled in {filled - begun:.0f} s, migrated in {migrated - read:.1f} s")


def counted(installation: Installation) -> int:
    database: Database = open_database(installation.url)
    try:
        return database.read(holdings)["cases"].rows
    finally:
        database.close()


# ---------------------------------------------------------------- the guards themselves


@pytest.mark.e2e
@pytest.mark.timeout(300)
def test_what_is_lost_is_seen(tmp_path: Path, sqlite_path: Path, sqlite: Database) -> None:
    Installation(tmp_path, f"sqlite:///{sqlite_path}").fill(ROOT, 12)

    def seen(change: str) -> tuple[list[str], bool]:
        """What is lost, and whether a chain is broken."""
        before = sqlite.read(holdings)
        sqlite.write(lambda connection: connection.execute(text(change))).result()
        return losses(before, sqlite.read(holdings)), bool(sqlite.read(broken_chains))

    assert seen("UPDATE cases SET place = place || '?'") == (["cases.place"], False)
    assert seen("UPDATE people SET name = (SELECT p.name FROM people AS p WHERE p.id <> people.id LIMIT 1)")[0] == ["people.name"]
    assert seen("UPDATE events SET text = text || '?' WHERE id = (SELECT max(id) FROM events)") == (["events.text"], True)
    lost, broken = seen("DELETE FROM events WHERE id = (SELECT max(id) FROM events)")
    assert broken
    assert any(" rows, now " in loss for loss in lost)
