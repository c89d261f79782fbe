"""Transactions: what is committed, undone, repeated, told to listeners; on both engines."""

import asyncio
import logging
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Connection, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from db.engine.database import Database, DatabaseClosed, insert_ignore, open_database, upsert
from db.tables import Base, Timer

CHATS, SETTINGS = Base.metadata.tables["chats"], Base.metadata.tables["settings"]

SECRET = "0909 123 456 Nguyễn Thị Bí Mật"


def fail(connection: Connection) -> None:
    raise LookupError


def test_result_comes_after_the_commit(database: Database, marks) -> None:
    assert database.write(marks.add("a")).result() == "a"
    assert database.read(marks.all) == ["a"]


def test_failing_function_is_undone_alone(database: Database, marks) -> None:
    def half(connection: Connection) -> None:
        marks.add("half")(connection)
        fail(connection)

    futures = [database.write(work) for work in (marks.add("a"), half, marks.add("b"))]
    assert isinstance(futures[1].exception(), LookupError)
    assert [futures[0].result(), futures[2].result()] == ["a", "b"]
    assert database.read(marks.all) == ["a", "b"]


def test_failing_statement_is_undone_alone(database: Database, marks) -> None:
    futures = [database.write(marks.add(name)) for name in ("a", "a", "b")]
    errors = [future.exception() for future in futures]
    assert [isinstance(error, IntegrityError) for error in errors].count(True) == 1
    assert database.read(marks.all) == ["a", "b"]


def test_writer_survives_even_an_exit(database: Database, marks) -> None:
    def leave(connection: Connection) -> None:
        marks.add("left")(connection)
        raise SystemExit(3)

    assert isinstance(database.write(leave).exception(), SystemExit)
    assert database.write(marks.add("a")).result() == "a"
    assert database.read(marks.all) == ["a"]


def test_reader_cannot_write(database: Database, marks) -> None:
    with pytest.raises(DBAPIError):
        database.read(marks.add("a"))
    assert database.read(marks.all) == []


def test_reader_of_a_database_in_memory_cannot_write(memory: Database, marks) -> None:
    with pytest.raises(DBAPIError):
        memory.read(marks.add("a"))
    assert memory.write(marks.add("b")).result() == "b"
    assert memory.read(marks.all) == ["b"]


def test_reader_sees_one_moment(database: Database, marks) -> None:
    def twice(connection: Connection) -> tuple[list[str], list[str]]:
        before = marks.all(connection)
        database.write(marks.add("a")).result()
        return before, marks.all(connection)

    assert database.read(twice) == ([], [])
    assert database.read(marks.all) == ["a"]


def test_hooks_run_after_the_commit_and_die_with_a_rollback(database: Database, marks) -> None:
    seen: list[list[str]] = []

    def with_hook(connection: Connection) -> None:
        marks.add("a")(connection)
        database.after_commit(connection, lambda: seen.append(database.read(marks.all)))

    def with_hook_and_failure(connection: Connection) -> None:
        database.after_commit(connection, lambda: seen.append(["never"]))
        fail(connection)

    undone = database.write(with_hook_and_failure)
    database.write(with_hook).result()
    assert isinstance(undone.exception(), LookupError)
    database.write(marks.add("b")).result()
    assert seen == [["a"]]


def test_failing_listener_changes_nothing(database: Database, marks, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> None:
        raise LookupError(SECRET)

    database.on_commit(broken)
    with caplog.at_level(logging.ERROR):
        assert database.write(marks.add("a")).result() == "a"
    assert database.read(marks.all) == ["a"]
    assert "LookupError" in caplog.text
    assert SECRET not in caplog.text


def test_listeners_hear_of_changes_only(database: Database, marks) -> None:
    """A worker that looks for work and finds none must not wake itself."""
    heard: list[str] = []
    database.on_commit(lambda: heard.append("commit"))
    database.write(marks.all).result()
    database.write(lambda connection: connection.execute(text("UPDATE counters SET value = 2"))).result()
    assert isinstance(database.write(fail).exception(), LookupError)
    assert heard == []
    database.write(marks.add("a")).result()
    assert heard == ["commit"]


def test_coroutines_write_and_read(database: Database, marks) -> None:
    async def both() -> list[str]:
        await database.arun(marks.add("a"))
        return await database.aread(marks.all)

    assert asyncio.run(both()) == ["a"]


def test_close_finishes_what_was_handed_over(database: Database, marks) -> None:
    futures = [database.write(marks.add(f"{number:03}")) for number in range(100)]
    database.close()
    assert len({future.result() for future in futures}) == 100
    with pytest.raises(DatabaseClosed):
        database.write(marks.all)


def test_busy_since_shows_a_function_that_hangs(database: Database) -> None:
    running, released = Event(), Event()

    def hang(connection: Connection) -> None:
        running.set()
        released.wait(10)

    assert database.busy_since() is None
    future = database.write(hang)
    running.wait(10)
    assert database.busy_since() is not None
    released.set()
    future.result()
    assert database.busy_since() is None


def test_errors_hide_what_was_written(database: Database, now: datetime) -> None:
    values = {"key": SECRET, "kind": SECRET, "due_at": now, "payload": {"words": SECRET}, "state": "waiting"}

    def twice(connection: Connection) -> None:
        for _ in range(2):
            connection.execute(insert(Timer).values(**values))

    error = database.write(twice).exception()
    assert isinstance(error, IntegrityError)
    chain = [error, error.orig, error.__cause__, error.__context__]
    assert any(chain)
    assert [str(one) for one in chain if SECRET in f"{one} {one!r}"] == []


def test_statements_that_differ(database: Database) -> None:
    def work(connection: Connection) -> tuple[int | None, int | None, dict[str, str]]:
        chat = {"channel": "web", "chat_key": "k", "private": True, "created_at": datetime.fromisoformat("2026-01-01T00:00Z")}
        keys = [insert_ignore(connection, CHATS, chat, conflict=["channel", "chat_key"]) for _ in range(2)]
        for value in ("old", "new"):
            upsert(connection, SETTINGS, {"name": "a", "value": value}, conflict=["name"])
        upsert(connection, SETTINGS, {"name": "b", "value": "other"}, conflict=["name"])
        return keys[0], keys[1], {row.name: row.value for row in connection.execute(select(SETTINGS))}

    first, second, settings = database.write(work).result()
    assert first is not None
    assert second is None
    assert settings == {"a": "new", "b": "other"}


def test_unreachable_database_is_an_error_of_the_write(tmp_path, marks) -> None:
    database = open_database(f"sqlite:///{tmp_path}/no/such/folder/x.sqlite3")
    with pytest.raises(DBAPIError):
        database.write(marks.all).result(timeout=10)
    database.close()


ALONE = """
import sys
from db.engine.database import is_outage, open_database, refusal
from db.engine.upgrading import to_newest
database = open_database(sys.argv[1])
assert database.migrate(to_newest)
error = OSError("something else")
assert not is_outage(error) and refusal(error) is None
database.close()
print("sqlite3" in sys.modules, "psycopg" in sys.modules)
"""


def test_an_embedded_database_does_without_the_other_driver(tmp_path: Path) -> None:
    """Which would take 9 MB."""
    run = [sys.executable, "-c", ALONE, f"sqlite:///{tmp_path / 'a.sqlite3'}"]
    said = subprocess.run(run, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[3])
    assert said.stdout.split() == ["True", "False"]
