"""What nobody waits for leaves with the next statement on PostgreSQL: in its order, and with the same refusals."""

import os
import signal
import time
from datetime import datetime
from threading import Timer
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, Integer, bindparam, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, InternalError

from db.engine.database import CommitUnknown, Database, open_database
from db.engine.pipeline import MOST_WAITING, Pipeline
from db.engine.prepared import Prepared, filled_in
from db.engine.transaction import attempt
from db.tables import Counter, Inbox

COUNTERS = Counter.__table__
ADD = Prepared(insert(Counter).values(filled_in(COUNTERS, "name", "value")))
SET = Prepared(update(Counter).where(Counter.name == bindparam("name")).values(value=bindparam("value", type_=Integer)))
VALUES = Prepared(select(Counter.name, Counter.value).order_by(Counter.name))
WHO = Prepared(select(func.pg_backend_pid()))
SLEEP = Prepared(select(func.pg_sleep(bindparam("seconds"))))


def one(name: str, value: int = 1) -> dict[str, Any]:
    return {"name": name, "value": value}


@pytest.fixture
def journeys(postgres: Database, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many statements left together, each time, once SQLAlchemy knows the database."""
    postgres.write(lambda connection: WHO.all(connection, {})).result()
    seen: list[int] = []
    leave = Pipeline._leave

    def counting(pipeline: Pipeline) -> Any:
        seen.append(len(pipeline._waiting))
        return leave(pipeline)

    monkeypatch.setattr(Pipeline, "_leave", counting)
    return seen


def stored(database: Database) -> list[tuple[Any, ...]]:
    return database.read(lambda connection: VALUES.all(connection, {}))


def test_what_is_sent_leaves_with_the_commit(postgres: Database, journeys: list[int]) -> None:
    heard: list[int] = []
    postgres.on_commit(lambda: heard.append(1))
    postgres.write(lambda connection: ADD.send(connection, one("b"), one("a"), one("c"))).result()
    assert journeys == [1, 3]  # the first shows whether there still is a connection
    assert heard == [1]
    assert stored(postgres) == [("a", 1), ("b", 1), ("c", 1)]


def test_nothing_to_do_is_no_journey(postgres: Database, journeys: list[int]) -> None:
    postgres.write(ADD.send).result()
    assert journeys == []


def test_each_statement_sees_what_was_sent_before_it(database: Database) -> None:
    def work(connection: Connection) -> tuple[Any, ...]:
        ADD.send(connection, one("a"))
        prepared = VALUES.all(connection, {})
        SET.send(connection, one("a", 2))
        plain = connection.execute(select(Counter.value)).scalar_one()
        SET.send(connection, one("a", 3), one("a", 4))
        return prepared, plain, SET.run(connection, one("a", 5)), SET.run_many(connection, [one("a", 6), one("?", 1)])

    assert database.write(work).result() == ([("a", 1)], 2, 1, 1)
    assert stored(database) == [("a", 6)]


def test_a_refusal_undoes_it_all(database: Database) -> None:
    def work(connection: Connection) -> None:
        ADD.send(connection, one("a"), one("secret-words"))
        ADD.send(connection, one("secret-words"), one("b"))

    with pytest.raises(IntegrityError) as caught:
        database.write(work).result()
    assert "secret-words" not in str(caught.value)
    assert stored(database) == []


def test_after_a_refused_commit_the_connection_is_as_good_as_before(postgres: Database) -> None:
    def work(connection: Connection) -> None:
        ADD.one(connection, one("a"))
        ADD.send(connection, one("a"))

    for _ in range(3):
        with pytest.raises(IntegrityError):
            postgres.write(work).result()
        assert postgres.write(lambda connection: VALUES.all(connection, {})).result() == []


def test_a_commit_that_met_others_is_tried_again(postgres_url: str) -> None:
    """Serialization failure of what left with it."""
    postgres = open_database(postgres_url)
    prepare = """
        CREATE SEQUENCE times;
        CREATE FUNCTION fail_once() RETURNS integer LANGUAGE plpgsql AS
            'BEGIN IF nextval(''times'') = 1 THEN RAISE EXCEPTION ''x'' USING ERRCODE = ''40001''; END IF; RETURN 7; END'"""
    postgres.write(lambda connection: connection.execute(text(prepare))).result()
    once = Prepared(update(Counter).where(Counter.name == bindparam("name")).values(value=func.fail_once()))
    runs: list[int] = []

    def work(connection: Connection) -> None:
        runs.append(1)
        ADD.one(connection, one("a"))
        once.send(connection, {"name": "a"})

    postgres.write(work).result()
    assert stored(postgres) == [("a", 7)]
    assert len(runs) == 2
    postgres.close()


def test_a_refusal_shows_with_the_next_statement(postgres: Database) -> None:
    reached: list[str] = []

    def work(connection: Connection) -> None:
        ADD.send(connection, one("a"), one("b"), one("a"))
        reached.append("sent")
        VALUES.all(connection, {})
        reached.append("read")

    with pytest.raises(IntegrityError):
        postgres.write(work).result()
    assert reached == ["sent"]


@pytest.mark.parametrize("plain", [False, True])
def test_what_is_attempted_is_undone_alone(database: Database, plain: bool) -> None:
    def refused(connection: Connection) -> None:
        with attempt(connection):
            ADD.send(connection, one("inside"), one("before"))
            if plain:
                connection.execute(select(Counter))

    def work(connection: Connection) -> None:
        ADD.send(connection, one("before"))
        with pytest.raises(IntegrityError):
            refused(connection)
        with pytest.raises(LookupError):
            _attempt_in_vain(connection, "forgotten")
        ADD.send(connection, one("behind"))

    database.write(work).result()
    assert stored(database) == [("before", 1), ("behind", 1)]


def test_what_an_attempt_sent_is_not_even_tried_where_it_failed(postgres: Database, journeys: list[int]) -> None:
    def work(connection: Connection) -> None:
        ADD.send(connection, one("before"))
        with pytest.raises(LookupError):
            _attempt_in_vain(connection, "before")

    postgres.write(work).result()
    assert journeys == [1, 1, 1, 1]  # the first, to the savepoint, back to it, and the commit
    assert stored(postgres) == [("before", 1)]


def _attempt_in_vain(connection: Connection, name: str) -> None:
    with attempt(connection):
        ADD.send(connection, one(name))
        raise LookupError


def test_what_was_sent_is_forgotten_with_its_function(postgres: Database) -> None:
    def fail(connection: Connection) -> None:
        ADD.send(connection, one("a"))
        raise LookupError

    for _ in range(20):  # whichever of the connections is next
        with pytest.raises(LookupError):
            postgres.write(fail).result()
    postgres.write(lambda connection: VALUES.all(connection, {})).result()
    assert stored(postgres) == []


def test_many_leave_before_the_commit(postgres: Database, journeys: list[int]) -> None:
    number = MOST_WAITING + 3
    postgres.write(lambda connection: ADD.send(connection, *(one(f"{at:04}") for at in range(number)))).result()
    assert journeys == [1, MOST_WAITING, 3]
    assert len(stored(postgres)) == number
    changed = postgres.write(lambda connection: SET.run_many(connection, [one(f"{at:04}", 2) for at in range(number + 1)]))
    assert changed.result() == number


def test_a_failure_that_was_swallowed_is_no_commit(postgres: Database) -> None:
    def work(connection: Connection) -> None:
        ADD.one(connection, one("a"))
        with pytest.raises(IntegrityError):
            ADD.one(connection, one("a"))

    with pytest.raises(InternalError):
        postgres.write(work).result()
    assert stored(postgres) == []


def test_a_value_that_cannot_be_sent_is_refused_at_once(postgres: Database) -> None:
    with pytest.raises(DBAPIError) as caught:
        postgres.write(lambda connection: ADD.send(connection, one("a\0secret-words"))).result()
    assert "secret-words" not in str(caught.value)
    assert stored(postgres) == []


def kill(postgres_server: str, process: int) -> None:
    with psycopg.connect(postgres_server, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [process])
    time.sleep(0.05)


def test_a_connection_lost_while_something_waited_is_made_anew(postgres: Database, postgres_server: str) -> None:
    runs: list[int] = []

    def work(connection: Connection) -> list[tuple[Any, ...]]:
        runs.append(WHO.all(connection, {})[0][0])
        ADD.send(connection, one("a"))
        if len(runs) == 1:
            kill(postgres_server, runs[0])
        return VALUES.all(connection, {})

    assert postgres.write(work).result() == [("a", 1)]
    assert len(set(runs)) == 2
    assert stored(postgres) == [("a", 1)]


def test_of_a_connection_lost_with_the_commit_nobody_knows(postgres: Database, postgres_server: str) -> None:
    def work(connection: Connection) -> None:
        ADD.send(connection, one("a"))
        kill(postgres_server, WHO.all(connection, {})[0][0])
        ADD.send(connection, one("b"))

    with pytest.raises(CommitUnknown):
        postgres.write(work).result()
    assert stored(postgres) == []


def test_a_connection_lost_in_the_pool_is_made_anew(postgres_url: str) -> None:
    postgres = open_database(postgres_url)
    postgres.write(lambda connection: ADD.send(connection, one("a"))).result()
    with psycopg.connect(postgres_url, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'nghedan'")
    time.sleep(0.05)
    postgres.write(lambda connection: ADD.send(connection, one("b"))).result()
    assert stored(postgres) == [("a", 1), ("b", 1)]
    postgres.close()


def test_a_reader_that_is_interrupted_reads_no_more(postgres: Database) -> None:
    runs: list[int] = []

    def read(connection: Connection) -> None:
        runs.append(1)
        Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
        SLEEP.one(connection, {"seconds": 5})

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            postgres.read(read)
    finally:
        signal.signal(signal.SIGINT, before)
    assert len(runs) == 1
    assert stored(postgres) == []


def test_one_that_waits_lets_the_others_work(postgres: Database) -> None:
    """Neither the interpreter nor the pool is held while the server takes its time."""
    slow = postgres.write(lambda connection: SLEEP.one(connection, {"seconds": 1.5}))
    begun = time.monotonic()
    while not slow.done():
        postgres.write(lambda connection: VALUES.all(connection, {})).result()
        if time.monotonic() > begun + 0.3:
            break
    assert not slow.done()
    slow.result()


def test_statements_outlive_a_rollback_and_a_change_of_the_schema(postgres: Database) -> None:
    """After which the driver gives up all that is prepared on the connection."""

    def change(connection: Connection) -> None:
        make_the_driver_prepare(connection)
        connection.execute(text("CREATE TEMPORARY TABLE passing (id INTEGER)"))
        connection.execute(text("DROP TABLE passing"))
        VALUES.all(connection, {})

    for _ in range(3):
        postgres.write(lambda connection: VALUES.all(connection, {})).result()
        postgres.write(change).result()
        with pytest.raises(LookupError):
            postgres.write(_refuse).result()
    assert stored(postgres) == []


def test_a_column_that_another_process_changed(postgres_url: str) -> None:
    """What was prepared would give another type."""
    postgres = open_database(postgres_url)
    for kind in ("bigint", "integer"):
        assert stored(postgres) == postgres.write(lambda connection: VALUES.all(connection, {})).result()
        with psycopg.connect(postgres_url, autocommit=True) as other:
            other.execute(f"ALTER TABLE counters ALTER COLUMN value TYPE {kind}")
        assert stored(postgres) == postgres.write(lambda connection: VALUES.all(connection, {})).result()
    postgres.close()


def test_bytes_are_themselves_on_a_server_that_reads_backslashes(postgres_url: str, now: datetime, post: Any) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as other:
        name = other.info.dbname
        other.execute(f'ALTER DATABASE "{name}" SET standard_conforming_strings = off')
    postgres = open_database(postgres_url)
    postgres.write(post.received("a", body=b"\\x41\x00", copy=None)).result()
    assert postgres.read(lambda connection: connection.scalars(select(Inbox.body)).all()) == [b"\\x41\x00"]
    postgres.close()


def make_the_driver_prepare(connection: Connection) -> None:
    for _ in range(10):
        connection.execute(select(Counter.value)).all()


def _refuse(connection: Connection) -> None:
    VALUES.all(connection, {})
    make_the_driver_prepare(connection)
    raise LookupError
