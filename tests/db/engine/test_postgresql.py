"""What several writers need that one does not: repeats after deadlocks and lost connections, and honesty about a lost commit."""

import time
from collections.abc import Callable
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Event

import psycopg
import pytest
from sqlalchemy import Connection, text

from db.engine.database import CommitUnknown, Database, open_database

TELL = text("UPDATE counters SET value = value + 1 WHERE name = :name")


def test_functions_run_side_by_side(postgres: Database) -> None:
    together = Barrier(8)

    def meet(connection: Connection) -> int:
        return together.wait(10)

    assert sorted(future.result() for future in [postgres.write(meet) for _ in range(8)]) == list(range(8))


def test_deadlock_is_tried_again(postgres: Database, marks) -> None:
    for name in "ab":
        postgres.write(marks.add(name)).result()
    together = Barrier(2)
    runs: list[str] = []

    def in_order(names: str) -> Callable[[Connection], None]:
        def work(connection: Connection) -> None:
            runs.append(names)
            connection.execute(TELL, {"name": names[0]})
            with suppress(BrokenBarrierError):  # the second run meets nobody
                together.wait(1)
            connection.execute(TELL, {"name": names[1]})

        return work

    futures = [postgres.write(in_order("ab")), postgres.write(in_order("ba"))]
    for future in futures:
        future.result()
    assert len(runs) > 2
    values = postgres.read(lambda connection: connection.scalars(text("SELECT value FROM counters")).all())
    assert values == [3, 3]


def test_connection_lost_before_the_commit_is_tried_again(postgres: Database, postgres_server: str, marks) -> None:
    runs: list[int] = []

    def work(connection: Connection) -> str:
        runs.append(connection.execute(text("SELECT pg_backend_pid()")).scalar_one())
        if len(runs) == 1:
            with psycopg.connect(postgres_server, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s)", [runs[0]])
            time.sleep(0.05)
        return marks.add("a")(connection)

    assert postgres.write(work).result() == "a"
    assert len(runs) == 2
    assert postgres.read(marks.all) == ["a"]


def test_connection_lost_in_the_commit_is_not(postgres_url: str, marks) -> None:
    """Nobody knows whether it took place: the caller must ask with its own key."""
    postgres = open_database(postgres_url)
    kill = """
        CREATE FUNCTION kill() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); RETURN NULL; END';
        CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON settings DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION kill()"""
    postgres.write(lambda connection: connection.execute(text(kill))).result()
    runs: list[str] = []

    def work(connection: Connection) -> None:
        runs.append("run")
        connection.execute(text("INSERT INTO settings VALUES ('a', '1')"))

    with pytest.raises(CommitUnknown):
        postgres.write(work).result()
    assert runs == ["run"]
    assert postgres.write(marks.add("after")).result() == "after"
    postgres.close()


def test_a_function_that_only_locks_wakes_nobody(postgres: Database, marks) -> None:
    postgres.write(marks.add("a")).result()
    heard: list[str] = []
    postgres.on_commit(lambda: heard.append("commit"))
    postgres.write(lambda connection: connection.execute(text("SELECT * FROM counters FOR UPDATE")).all()).result()
    assert heard == []


def test_hung_function_among_others_is_seen(postgres: Database, marks) -> None:
    running, released = Event(), Event()

    def hang(connection: Connection) -> None:
        running.set()
        released.wait(10)

    future = postgres.write(hang)
    running.wait(10)
    since = postgres.busy_since()
    postgres.write(marks.add("a")).result()
    assert postgres.busy_since() == since
    released.set()
    future.result()
    assert postgres.busy_since() is None
