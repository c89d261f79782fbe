"""Short ways to say things to a database."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Protocol, TypeVar

import pytest
from sqlalchemy import Connection, insert, select

from db.engine.database import Database
from db.queues import inbox, outbox
from db.queues.inbox import Accepted
from db.queues.messages import Outgoing
from db.queues.outbox import Draft
from db.tables import Counter

T = TypeVar("T")


class Do(Protocol):
    def __call__(self, fn: Callable[[Connection], T]) -> T: ...


@pytest.fixture
def do(database: Database) -> Do:
    """Runs a function in a transaction and waits for it."""

    def run(fn: Callable[[Connection], T]) -> T:
        return database.write(fn).result(timeout=20)

    return run


class Marks:
    """Small rows that show what was committed."""

    @staticmethod
    def add(name: str) -> Callable[[Connection], str]:
        def work(connection: Connection) -> str:
            connection.execute(insert(Counter).values(name=name, value=1))
            return name

        return work

    @staticmethod
    def all(connection: Connection) -> list[str]:
        return list(connection.scalars(select(Counter.name).order_by(Counter.name)))


@pytest.fixture
def marks() -> type[Marks]:
    return Marks


class Post:
    """Messages in and out, with what does not matter filled in."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._number = 0

    def received(self, chat: str, key: str = "", **more: Any) -> Callable[[Connection], Accepted]:
        self._number += 1
        number = self._number
        values: dict[str, Any] = {
            "channel": "web", "update_key": key or f"update-{number}", "chat_key": chat, "body": f"body {number}".encode(),
            "now": self._now, "copy": {"text": f"text {number}", "files": []},
        }  # fmt: skip
        return lambda connection: inbox.accept(connection, **values | more)

    def sent(self, chat_id: int, key: str, text: str = "hello", **more: Any) -> Callable[[Connection], dict[str, int]]:
        return self.all_sent([Draft(chat_id, Outgoing(text=text), key, **more)])

    def all_sent(self, drafts: Sequence[Draft]) -> Callable[[Connection], dict[str, int]]:
        return lambda connection: outbox.write(connection, drafts, self._now)


@pytest.fixture
def post(now: datetime) -> Post:
    return Post(now)
