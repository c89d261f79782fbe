"""A group that became a supergroup: one chat under the new key, whichever message came first."""

from datetime import datetime

import pytest
from sqlalchemy import insert, select, update

from db.queues import chats, inbox, outbox
from db.queues.messages import Outgoing
from db.queues.outbox import Draft
from db.tables import Chat, Conversation, Inbox, OfficeGroup, Outbox

OLD, NEW = "-100", "-1000000000100"


@pytest.fixture
def office(do, post, now: datetime):
    """The chat under the old key, with an office group, a conversation, and messages both ways."""

    def build(connection) -> int:
        chat_id = inbox.ensure_chat(connection, "telegram", OLD, now, private=False)
        connection.execute(insert(OfficeGroup).values(authority="van-tuong", chat_id=chat_id, invited_at=now))
        talk = {"chat_id": chat_id, "person_key": "7", "state": {"from": "old"}, "updated_at": now}
        connection.execute(insert(Conversation).values(talk))
        outbox.write(connection, [Draft(chat_id, Outgoing(text=key), key) for key in ("one", "two")], now)
        return chat_id

    return do(build)


def came_early(post, now: datetime):
    """A message under the new key is there before the move is known."""

    def build(connection) -> int:
        chat_id = inbox.accept(
            connection, channel="telegram", update_key="u9", chat_key=NEW, body=b"{}", now=now, person_key="7", private=False
        ).chat_id
        for person in ("7", "8"):
            talk = {"chat_id": chat_id, "person_key": person, "state": {"from": "new"}, "updated_at": now}
            connection.execute(insert(Conversation).values(talk))
        outbox.write(connection, [Draft(chat_id, Outgoing(text="three"), "three")], now)
        return chat_id

    return build


def move(connection) -> int | None:
    return chats.rekey(connection, "telegram", OLD, NEW)


def keys(connection):
    return {row.id: row.chat_key for row in connection.execute(select(Chat.id, Chat.key))}


def numbers(connection):
    return connection.execute(select(Outbox.chat_id, Outbox.key, Outbox.seq).order_by(Outbox.seq)).all()


def test_chat_is_renamed(do, office: int) -> None:
    do(lambda connection: connection.execute(update(Chat).values(unreachable="removed")))
    assert do(move) == office
    assert do(keys) == {office: NEW}
    assert do(lambda connection: connection.scalar(select(Chat.unreachable))) is None
    assert do(move) == office
    assert do(keys) == {office: NEW}


def test_other_channels_and_unknown_chats_are_left_alone(do, office: int, now: datetime) -> None:
    assert do(lambda connection: chats.rekey(connection, "web", OLD, NEW)) is None
    assert do(lambda connection: chats.rekey(connection, "telegram", "-5", "-6")) is None
    assert do(keys) == {office: OLD}


def test_what_came_in_under_the_new_key_joins_it(do, post, office: int, now: datetime) -> None:
    early = do(came_early(post, now))
    assert do(move) == office
    assert do(keys) == {office: NEW, early: OLD}
    assert do(numbers) == [(office, "one", 1), (office, "two", 2), (office, "three", 3)]
    assert do(lambda connection: connection.scalars(select(Inbox.chat_id)).all()) == [office]
    assert do(lambda connection: connection.scalars(select(OfficeGroup.chat_id)).all()) == [office]
    talks = select(Conversation.chat_id, Conversation.person_key, Conversation.state).order_by(Conversation.person_key)
    assert do(lambda connection: connection.execute(talks).all()) == [
        (office, "7", {"from": "old"}), (office, "8", {"from": "new"}),
    ]  # fmt: skip
    assert do(post.sent(office, "four")) == {"four": 4}


def test_what_comes_late_under_the_old_key_joins_it_too(do, post, office: int, now: datetime) -> None:
    early = do(came_early(post, now))
    do(move)
    do(post.received(OLD, channel="telegram", copy=None))
    do(post.sent(early, "late"))
    assert do(move) == office
    assert do(keys) == {office: NEW, early: OLD}
    assert do(numbers)[-1] == (office, "late", 5)
    assert set(do(lambda connection: connection.scalars(select(Inbox.chat_id)).all())) == {office}
