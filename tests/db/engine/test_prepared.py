"""Statements given straight to the driver: the same rows, types, errors and consequences as SQLAlchemy's own, on both engines."""

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import Connection, Integer, bindparam, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from db.engine.database import Database, is_outage
from db.engine.prepared import Prepared, WrittenJson, filled_in
from db.tables import Chat, Counter, Timer

TIMERS, CHATS = Timer.__table__, Chat.__table__
ADD = Prepared(
    insert(Timer)
    .values(filled_in(TIMERS, "key", "kind", "due_at", "payload") | {"state": "waiting", "attempts": 0})
    .returning(Timer.id, Timer.due_at)
)
ALL = Prepared(select(Timer.key, Timer.due_at, Timer.payload, Timer.reason).order_by(Timer.id))
CHAT = Prepared(insert(Chat).values(filled_in(CHATS, "channel", "chat_key", "private", "created_at") | {"hidden_upto": 0}))


def values(key: str, due_at: datetime, **payload: Any) -> dict[str, Any]:
    return {"key": key, "kind": "k", "due_at": due_at, "payload": payload}


def test_values_come_back_as_their_types(database: Database, do, now: datetime) -> None:
    hanoi = now.astimezone(timezone(timedelta(hours=7)))
    number, due_at = do(lambda connection: ADD.one(connection, values("a", hanoi, text="đường", more=[1, None])))
    assert (number, due_at) == (1, now)
    assert do(lambda connection: ALL.all(connection, {})) == [("a", now, {"text": "đường", "more": [1, None]}, None)]
    assert do(lambda connection: list(ALL.each(connection, {}))) == do(lambda connection: ALL.all(connection, {}))


def test_rows_that_are_read_one_by_one_survive_other_statements(database: Database, do, now: datetime) -> None:
    def between(connection: Connection) -> list[Any]:
        for key in "abc":
            ADD.one(connection, values(key, now))
        return [(key, CHAT.run(connection, {"channel": "web", "chat_key": key, "private": True, "created_at": now}))
                for key, *_ in ALL.each(connection, {})]  # fmt: skip

    assert do(between) == [("a", 1), ("b", 1), ("c", 1)]


def test_it_reads_what_sqlalchemy_wrote_and_the_other_way_round(database: Database, do, now: datetime) -> None:
    def both(connection: Connection) -> list[Any]:
        connection.execute(insert(Timer).values(values("orm", now, n=1) | {"state": "waiting"}))
        ADD.one(connection, values("prepared", now, n=2))
        mine = ALL.all(connection, {})
        theirs = connection.execute(select(Timer.key, Timer.due_at, Timer.payload, Timer.reason).order_by(Timer.id))
        assert mine == [tuple(row) for row in theirs]
        return [key for key, *_ in mine]

    assert do(both) == ["orm", "prepared"]


def test_many_at_once(database: Database, do, now: datetime) -> None:
    rows = [{"channel": "web", "chat_key": str(key), "private": True, "created_at": now} for key in range(3)]
    assert do(lambda connection: CHAT.run_many(connection, rows)) == 3
    assert do(lambda connection: CHAT.run_many(connection, [rows[0] | {"chat_key": "more"}])) == 1


def test_nothing_found(database: Database, do) -> None:
    assert do(lambda connection: ALL.one(connection, {})) is None
    change = Prepared(update(Counter).where(Counter.name == bindparam("name")).values(value=bindparam("value", type_=Integer)))
    assert do(lambda connection: change.run(connection, {"name": "?", "value": 1})) == 0


def test_json_may_be_given_as_text(database: Database, do, now: datetime) -> None:
    written = Prepared(
        insert(Timer).values(
            filled_in(TIMERS, "key", "kind", "due_at")
            | {"payload": bindparam("payload", type_=WrittenJson), "state": "waiting", "attempts": 0}
        )
    )
    do(lambda connection: written.run(connection, {"key": "a", "kind": "k", "due_at": now, "payload": '{"a": "Đ"}'}))
    assert do(lambda connection: connection.scalars(select(Timer.payload)).one()) == {"a": "Đ"}


def test_an_error_is_sqlalchemys_and_says_no_values(database: Database, do, now: datetime) -> None:
    do(lambda connection: ADD.one(connection, values("secret-words", now)))
    for again in (ADD.one, lambda connection, row: ADD.run_many(connection, [row, row])):
        with pytest.raises(IntegrityError) as caught:
            do(lambda connection, again=again: again(connection, values("secret-words", now)))
        assert "secret-words" not in str(caught.value)
        assert not is_outage(caught.value)
    assert len(do(lambda connection: ALL.all(connection, {}))) == 1


def test_after_a_lost_connection_the_whole_work_is_done_again(postgres: Database, now: datetime) -> None:
    tries: list[int] = []

    def work(connection: Connection) -> int:
        tries.append(1)
        ADD.one(connection, values(f"try {len(tries)}", now))
        if len(tries) == 1:
            _END.one(connection, {})
        return len(tries)

    assert postgres.write(work).result(timeout=20) == 2
    assert [key for key, *_ in postgres.read(lambda connection: ALL.all(connection, {}))] == ["try 2"]


_END = Prepared(select(func.pg_terminate_backend(func.pg_backend_pid())))


def test_a_change_wakes_the_listeners_and_reading_does_not(database: Database, do, now: datetime) -> None:
    heard: list[int] = []
    database.on_commit(lambda: heard.append(1))
    do(lambda connection: ALL.all(connection, {}))
    assert heard == []
    do(lambda connection: ADD.one(connection, values("a", now)))
    assert heard == [1]


def test_a_reader_sees_one_moment(sqlite: Database, now: datetime) -> None:
    def read(connection: Connection) -> tuple[int, int]:
        before = len(ALL.all(connection, {}))
        sqlite.write(lambda writing: ADD.one(writing, values("a", now))).result()
        return before, len(ALL.all(connection, {}))

    assert sqlite.read(read) == (0, 0)
    assert len(sqlite.read(lambda connection: ALL.all(connection, {}))) == 1


def test_a_forgotten_default_is_noticed(database: Database, do) -> None:
    careless = Prepared(insert(Chat).values(filled_in(CHATS, "channel", "chat_key", "created_at")))
    with pytest.raises(AssertionError, match="default"):
        do(lambda connection: careless.run(connection, {}))
