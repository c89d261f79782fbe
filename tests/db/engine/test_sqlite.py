"""The writer thread on SQLite: groups, other processes beside it, failures of a whole group, traces."""

import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import IntegrityError, OperationalError

from db.engine.database import Database, DatabaseBusy, Timing, open_database

OTHER_PROCESS = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], timeout=30, isolation_level=None)
print("ready", flush=True)
sys.stdin.readline()
for number in range(10):
    started = time.monotonic()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO counters VALUES (?, 1)", (f"other {number}",))
    connection.execute("COMMIT")
    print(time.monotonic() - started, flush=True)
    time.sleep(0.02)
"""


def block(running: Event, released: Event):
    def work(connection: Connection) -> None:
        running.set()
        released.wait(10)

    return work


class Gate:
    """Holds the writer until it is opened; what is handed over meanwhile follows in the same group, if time allows."""

    def __init__(self, database: Database) -> None:
        running, self._released = Event(), Event()
        self.future = database.write(block(running, self._released))
        running.wait(10)

    def open(self) -> None:
        self._released.set()


def names(path: Path) -> list[str]:
    """What another process sees."""
    with sqlite3.connect(path) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM counters ORDER BY name")]


@pytest.fixture
def patient(sqlite_path: Path) -> Iterator[Database]:
    """Its groups are ended by number and by an empty queue alone."""
    database = open_database(f"sqlite:///{sqlite_path}", Timing(group_seconds=30))
    yield database
    database.close()


@pytest.fixture
def statements(patient: Database) -> list[str]:
    """What the writer's connection really told SQLite."""
    heard: list[str] = []

    @event.listens_for(patient._engine, "checkout")
    def listen(driver: sqlite3.Connection, *_: object) -> None:
        driver.set_trace_callback(heard.append)

    return heard


def test_connections_are_set_up(sqlite: Database) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 30_000}

    def pragmas(connection: Connection) -> dict[str, object]:
        return {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in [*wanted, "query_only"]}

    assert sqlite.write(pragmas).result() == wanted | {"query_only": 0}
    assert sqlite.read(pragmas) == wanted | {"query_only": 1}


def test_group_is_one_transaction(patient: Database, sqlite_path: Path, statements: list[str], marks) -> None:
    gate = Gate(patient)
    futures = [patient.write(marks.add(f"{number:02}")) for number in range(20)]
    inside, go_on = Event(), Event()
    last = patient.write(block(inside, go_on))
    gate.open()
    inside.wait(10)
    assert names(sqlite_path) == []
    assert not any(future.done() for future in [gate.future, *futures])
    go_on.set()
    last.result()
    assert len(names(sqlite_path)) == 20
    assert (statements.count("BEGIN IMMEDIATE"), statements.count("COMMIT")) == (1, 1)


def test_group_ends_after_32_functions(patient: Database, statements: list[str], marks) -> None:
    gate = Gate(patient)
    futures = [patient.write(marks.add(f"{number:03}")) for number in range(99)]
    gate.open()
    for future in futures:
        future.result()
    assert statements.count("COMMIT") == 4


def test_group_ends_after_20_ms(sqlite: Database, sqlite_path: Path, marks) -> None:
    gate = Gate(sqlite)
    running, released = Event(), Event()
    sqlite.write(marks.add("a"))
    sqlite.write(block(running, released))
    time.sleep(0.03)
    gate.open()
    running.wait(10)
    gate.future.result()  # did not wait for the other two
    released.set()


def test_failed_commit_fails_the_group_and_leaves_nothing(patient: Database, sqlite_path: Path, marks) -> None:
    def orphan(connection: Connection) -> None:
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        connection.execute(text("INSERT INTO chat_seqs (chat_id, last) VALUES (12345, 0)"))

    hooks: list[str] = []

    def hooked(connection: Connection) -> None:
        marks.add("hooked")(connection)
        patient.after_commit(connection, lambda: hooks.append("called"))

    gate = Gate(patient)
    futures = [patient.write(work) for work in (marks.add("a"), orphan, hooked)]
    gate.open()
    assert [type(future.exception()) for future in [gate.future, *futures]] == [IntegrityError] * 4
    assert names(sqlite_path) == []
    assert hooks == []
    assert patient.write(marks.add("b")).result() == "b"
    assert names(sqlite_path) == ["b"]


def test_full_disk_loses_the_group_and_nothing_else(patient: Database, sqlite_path: Path, marks) -> None:
    def limit(pages: int) -> Callable[[Connection], object]:
        return lambda connection: connection.exec_driver_sql(f"PRAGMA max_page_count={pages}").scalar()

    def flood(connection: Connection) -> None:
        connection.execute(text("INSERT INTO settings (name, value) VALUES ('flood', :value)"), {"value": "x" * 5_000_000})

    patient.write(limit(1)).result()  # SQLite raises it to what is there
    gate = Gate(patient)
    futures = [patient.write(work) for work in (marks.add("a"), flood, marks.add("b"))]
    gate.open()
    errors = [future.exception() for future in futures]
    assert isinstance(errors[1], OperationalError)
    kept = [future.result() for future, error in zip(futures, errors, strict=True) if error is None]
    assert names(sqlite_path) == kept  # whoever was told "done" is there, and nobody else
    patient.write(limit(1_000_000)).result()
    assert patient.write(flood).exception() is None


def test_another_process_gets_its_write_in(sqlite: Database, sqlite_path: Path, marks) -> None:
    other = subprocess.Popen(
        [sys.executable, "-c", OTHER_PROCESS, str(sqlite_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdin is not None
    assert other.stdout.readline() == "ready\n"
    other.stdin.write("go\n")
    other.stdin.flush()
    futures: list[Future[Any]] = []
    while other.poll() is None:  # a backlog all the time
        if sum(not future.done() for future in futures[-200:]) < 100:
            futures += [sqlite.write(marks.add(f"ours {len(futures) + number}")) for number in range(100)]
        time.sleep(0.005)
    waited = [float(line) for line in other.stdout.read().split()]
    other.stdin.close()
    other.stdout.close()
    assert other.returncode == 0
    assert len(waited) == 10
    print(f"waited {statistics.median(waited) * 1000:.0f} ms (median), {max(waited) * 1000:.0f} ms (longest)")
    assert max(waited) < 5
    for future in futures:
        future.result()
    assert len(names(sqlite_path)) == len(futures) + 10


def test_a_write_that_cannot_begin_is_told_so(sqlite_path: Path, marks) -> None:
    database = open_database(f"sqlite:///{sqlite_path}", Timing(busy_seconds=0.1))
    database.write(marks.add("a")).result()
    with sqlite3.connect(sqlite_path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        assert isinstance(database.write(marks.add("b")).exception(), DatabaseBusy)
        other.execute("COMMIT")
    other.close()
    assert database.write(marks.add("c")).result() == "c"
    database.close()
    assert names(sqlite_path) == ["a", "c"]


def test_idle_queue_does_not_wait(sqlite: Database, marks) -> None:
    started = time.monotonic()
    for number in range(20):
        sqlite.write(marks.add(str(number))).result()
    assert time.monotonic() - started < 20 * 0.020  # well below the time a full group may take


def test_cancelled_function_does_not_run(sqlite: Database, sqlite_path: Path, marks) -> None:
    gate = Gate(sqlite)
    cancelled, kept = sqlite.write(marks.add("a")), sqlite.write(marks.add("b"))
    assert cancelled.cancel()
    assert not gate.future.cancel()
    gate.open()
    kept.result()
    with pytest.raises(CancelledError):
        cancelled.result()
    assert names(sqlite_path) == ["b"]


def test_data_version_tells_of_any_process(sqlite: Database, sqlite_path: Path, memory: Database, marks) -> None:
    first = sqlite.data_version()
    assert sqlite.data_version() == first
    sqlite.write(marks.add("a")).result()
    second = sqlite.data_version()
    assert second != first
    with sqlite3.connect(sqlite_path) as other:
        other.execute("INSERT INTO counters VALUES ('b', 1)")
    other.close()
    assert sqlite.data_version() != second
    assert memory.data_version() is None
