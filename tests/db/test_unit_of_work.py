"""A unit of work: one transaction for casework, messages and prompts; nothing of it where it fails."""

from datetime import datetime
from functools import partial

import pytest
from sqlalchemy import Connection, event, select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from db.engine.database import Database
from db.queues import inbox, outbox
from db.queues.messages import Outgoing, Prompt
from db.tables import ChatSeq, Person
from db.unit_of_work import UnitOfWork


def _make_chat(database: Database, now: datetime) -> None:
    database.write(lambda connection: inbox.ensure_chat(connection, "web", "hook", now))


class Broken(BaseException):
    """Like a flow that is suspended: not an Exception."""


def work(database: Database, now: datetime, error: type[BaseException] | None = None):
    def run(connection: Connection) -> int:
        chat_ids = [inbox.ensure_chat(connection, "web", key, now) for key in "ab"]
        with UnitOfWork(connection, now, database) as uow:
            uow.send(chat_ids[1], Outgoing(text="second chat"), key="k1")
            person = Person(name="A", created_at=uow.now)
            uow.session.add(person)
            uow.send(chat_ids[0], Outgoing(text="first"), key="k2", lane="case")
            uow.send(chat_ids[0], Outgoing(text="second"), key="k3")
            uow.prompt(chat_ids[1], Prompt(flow="f", arguments={}), key="p")
            uow.after_commit(lambda: _make_chat(database, now))
            if error:
                raise error
        return person.id

    return run


def people(connection: Connection) -> list[str]:
    return list(connection.scalars(select(Person.name)))


def test_all_of_it_is_written(database: Database, do, now: datetime) -> None:
    person_id = do(work(database, now))
    assert do(people) == ["A"]
    assert person_id is not None
    first, second = (do(lambda c, key=key: inbox.find_chat(c, "web", key)) for key in "ab")
    shown = [do(lambda c, chat=chat: [(one.number, one.text) for one in outbox.after(c, chat, 0, 9)]) for chat in (first, second)]
    assert shown == [[(1, "first"), (2, "second")], [(1, "second chat")]]
    assert do(inbox.claim).internal
    assert do(lambda c: inbox.find_chat(c, "web", "hook")) is not None


@pytest.mark.parametrize("error", [LookupError, Broken])
def test_nothing_of_it_is_written_where_it_fails(database: Database, do, now: datetime, error: type[BaseException]) -> None:
    with pytest.raises(error):
        do(work(database, now, error))
    assert do(people) == []
    assert do(inbox.claim) is None
    assert do(lambda c: inbox.find_chat(c, "web", "a")) is None
    do(work(database, now))
    assert do(people) == ["A"]


def test_numbers_are_locked_last(database: Database, do, now: datetime) -> None:
    """Else two units of work that tell each other's chats could wait for each other."""
    last = select(ChatSeq.last).where(ChatSeq.chat_id == 1)
    seen: list[int] = []

    def traced(connection: Connection) -> None:
        work(database, now)(connection)

        @event.listens_for(connection, "before_cursor_execute")
        def look(_: Connection, __: object, statement: str, *___: object) -> None:
            if statement.startswith("INSERT INTO people"):
                seen.append(connection.execute(last).scalar_one())

        seen.append(connection.execute(last).scalar_one())
        with UnitOfWork(connection, now, database) as uow:
            uow.send(1, Outgoing(text="x"), key="early")
            uow.session.add(Person(name="B", created_at=now))
        seen.append(connection.execute(last).scalar_one())

    do(traced)
    assert seen == [seen[0], seen[0], seen[0] + 1]


def test_failed_flush_cannot_be_overlooked(database: Database, do, now: datetime) -> None:
    """Its rollback took back the whole function; going on as if it had not must not succeed."""

    def overlook(connection: Connection) -> None:
        chat_id = inbox.ensure_chat(connection, "web", "a", now)
        with UnitOfWork(connection, now, database) as uow:
            uow.session.add(Person(name="B", created_at=None))
            try:
                uow.session.flush()
            except IntegrityError:
                uow.session.rollback()
            inbox.ensure_chat(connection, "web", "outside", now)
            uow.send(chat_id, Outgoing(text="x"), key="k")

    with pytest.raises((SQLAlchemyError, KeyError)):
        do(overlook)
    assert [do(lambda c, key=key: inbox.find_chat(c, "web", key)) for key in ("a", "outside")] == [None, None]
    assert do(work(database, now)) is not None


def test_chats_that_write_to_each_other_never_deadlock(postgres: Database, now: datetime) -> None:
    """A citizen's message writes to the officer's chat while the officer's writes to the citizen's."""

    def receive(connection: Connection, key: str, number: int) -> int:
        return inbox.accept(
            connection,
            channel="web",
            update_key=f"{key}{number}",
            chat_key=key,
            body=b"{}",
            now=now,
            copy={"text": "", "files": []},
        ).chat_id

    chats = {key: postgres.write(partial(receive, key=key, number=0)).result() for key in "ab"}
    for number in range(1, 40):
        for key in "ab":
            postgres.write(partial(receive, key=key, number=number)).result()

    tries: list[int] = []  # a function that met a deadlock is tried again

    def handle(connection: Connection) -> bool:
        tries.append(1)
        claim = inbox.claim(connection)
        if claim is None:
            return False
        with UnitOfWork(connection, now, postgres) as uow:
            for chat_id in (claim.chat_id, *chats.values()):
                uow.send(chat_id, Outgoing(text="news"), key=f"{claim.row_id}:{chat_id}:{claim.chat_id == chat_id}")
            inbox.finish(connection, claim.row_id, now)
        return True

    handled = sum(future.result() for future in [postgres.write(handle) for _ in range(200)])
    asked = 200
    while postgres.write(handle).result():
        handled, asked = handled + 1, asked + 1
    assert handled == 80
    assert len(tries) == asked + 1
