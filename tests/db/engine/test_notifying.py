"""Processes over one PostgreSQL wake each other; here two databases play two processes."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import psycopg
import pytest
from sqlalchemy import Connection, text

from db.engine.database import Database, open_database
from tests.running import wait_for


@contextmanager
def process(url: str) -> Iterator[Database]:
    database = open_database(url)
    try:
        yield database
    finally:
        database.close()


def listens(url: str, database: Database) -> Event:
    """An event that is set when the database says that something was committed; returns once it can hear."""
    heard = Event()
    database.on_commit(heard.set)
    with psycopg.connect(url, autocommit=True) as other:
        wait_for(lambda: bool(other.execute("SELECT 1 FROM pg_stat_activity WHERE query = 'LISTEN nghedan'").fetchall()), 10)
    return heard


def test_a_commit_of_one_is_heard_by_the_other(postgres_url: str, marks) -> None:
    with process(postgres_url) as one, process(postgres_url) as other:
        heard = listens(postgres_url, other)
        for name in "ab":
            heard.clear()
            one.write(marks.add(name)).result()
            assert heard.wait(10)


def test_what_changed_nothing_wakes_nobody(postgres_url: str, marks) -> None:
    with process(postgres_url) as one, process(postgres_url) as other:
        heard = listens(postgres_url, other)
        one.write(lambda connection: connection.execute(text("SELECT 1")).all()).result()
        one.read(marks.all)
        with pytest.raises(ValueError, match="undone"):
            one.write(lambda connection: failing(connection, marks)).result()
        assert not heard.wait(0.3)


def failing(connection: Connection, marks) -> None:
    marks.add("x")(connection)
    raise ValueError("undone")


def test_its_own_commit_wakes_a_process_once_only(postgres_url: str, marks) -> None:
    """It has heard of it before the server says so."""
    with process(postgres_url) as one:
        calls: list[int] = []
        listens(postgres_url, one)
        one.on_commit(lambda: calls.append(1))
        one.write(marks.add("a")).result()
        with process(postgres_url) as other:
            other.write(marks.add("b")).result()
        wait_for(lambda: len(calls) >= 2, 10)
        assert len(calls) == 2


def test_the_last_commit_before_the_end_is_told(postgres_url: str, marks) -> None:
    """As that of a command, which closes at once."""
    with process(postgres_url) as other:
        heard = listens(postgres_url, other)
        with process(postgres_url) as command:
            command.write(marks.add("a")).result()
        assert heard.wait(10)


def test_a_lost_connection_is_made_anew_and_what_was_missed_counts_as_heard(postgres_url: str, marks) -> None:
    with process(postgres_url) as one, process(postgres_url) as other:
        heard = listens(postgres_url, other)
        with psycopg.connect(postgres_url, autocommit=True) as killer:
            killer.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN nghedan'")
        assert heard.wait(10)
        heard = listens(postgres_url, other)
        one.write(marks.add("a")).result()
        assert heard.wait(10)


def test_who_only_reads_opens_no_such_connection(postgres_url: str, marks) -> None:
    with process(postgres_url) as one:
        assert one.read(marks.all) == []
        assert "database-bell" not in [thread.name for thread in threading.enumerate()]


def test_reading_survives_a_connection_that_died_in_the_pool(postgres_url: str, marks) -> None:
    with process(postgres_url) as one:
        one.write(marks.add("a")).result()
        assert one.read(marks.all) == ["a"]
        with psycopg.connect(postgres_url, autocommit=True) as killer:
            everybody = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
            killer.execute(f"{everybody} AND pid <> pg_backend_pid()")
        assert one.read(marks.all) == ["a"]
