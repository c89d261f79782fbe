"""Outgoing messages: written once by key, numbered within their chat, shown again, confirmed."""

from datetime import datetime

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from db.engine.database import Database
from db.queues import inbox, outbox
from db.queues.messages import Attachment, Choice, Outgoing
from db.queues.outbox import Draft
from db.tables import Chat, ChatSeq, Outbox

PHOTO = Attachment(kind="photo", sha256="a" * 64, mime="image/jpeg", size=5)


@pytest.fixture
def chat_id(do, post, now: datetime) -> int:
    return do(lambda connection: inbox.ensure_chat(connection, "web", "c", now))


def shown(chat_id: int, after: int = 0, limit: int = 100):
    return lambda connection: [(one.number, one.sender, one.text) for one in outbox.after(connection, chat_id, after, limit)]


def test_messages_get_the_next_numbers(do, post, chat_id: int) -> None:
    do(post.received("c"))
    drafts = [Draft(chat_id, Outgoing(text=words), words) for words in ("one", "two")]
    assert do(post.all_sent(drafts)) == {"one": 2, "two": 3}
    do(post.received("c"))
    assert do(shown(chat_id)) == [(1, "me", "text 1"), (2, "bot", "one"), (3, "bot", "two"), (4, "me", "text 2")]


def test_known_key_is_passed_over_without_a_gap(do, post, chat_id: int) -> None:
    do(post.sent(chat_id, "k", "first"))
    drafts = [Draft(chat_id, Outgoing(text=words), key) for key, words in (("k", "again"), ("l", "new"), ("l", "twice"))]
    assert do(post.all_sent(drafts)) == {"l": 2}
    assert do(shown(chat_id)) == [(1, "bot", "first"), (2, "bot", "new")]


def test_nothing_to_write(do, post) -> None:
    assert do(post.all_sent([])) == {}


def test_many_chats_in_one_go(do, post, now: datetime) -> None:
    chats = [do(lambda connection, key=key: inbox.ensure_chat(connection, "web", key, now)) for key in "dab"]
    drafts = [Draft(chat_id, Outgoing(text="x"), f"{chat_id}:{number}") for number in range(3) for chat_id in chats]
    written = do(post.all_sent(drafts))
    assert [written[f"{chat_id}:{number}"] for chat_id in chats for number in range(3)] == [1, 2, 3] * 3


def test_unknown_chat_is_an_error_and_leaves_nothing(database: Database, do, post, chat_id: int) -> None:
    drafts = [Draft(chat_id, Outgoing(text="x"), "k"), Draft(chat_id + 100, Outgoing(text="x"), "l")]
    with pytest.raises((KeyError, IntegrityError)):
        do(post.all_sent(drafts))
    assert do(shown(chat_id)) == []
    assert do(lambda connection: connection.execute(select(ChatSeq.last)).scalar_one()) == 0


def test_messages_come_back_whole(do, post, chat_id: int) -> None:
    message = Outgoing(text="?", sender="officer", choices=(Choice(label="Yes", value="y"),), files=(PHOTO,), forget_device=True)
    do(post.all_sent([Draft(chat_id, message, "k")]))
    do(post.received("c", copy={"text": "!", "files": [PHOTO.model_dump()]}))
    answer, said = do(lambda connection: outbox.after(connection, chat_id, 0, 10))
    assert (answer.sender, answer.choices, answer.files, answer.outgoing) == ("officer", message.choices, (PHOTO,), message)
    assert (said.sender, said.text, said.files, said.outgoing) == ("me", "!", (PHOTO,), None)


def test_after_a_number_and_with_a_limit(do, post, chat_id: int) -> None:
    for number in range(6):
        do(post.received("c") if number % 2 else post.sent(chat_id, str(number)))
    assert [number for number, _, _ in do(shown(chat_id, after=2, limit=3))] == [3, 4, 5]
    assert do(shown(chat_id, after=6)) == []
    assert do(shown(chat_id + 100)) == []


def test_hidden_messages_are_not_shown(do, post, chat_id: int) -> None:
    for number in range(4):
        do(post.received("c") if number % 2 else post.sent(chat_id, str(number)))
    do(lambda connection: connection.execute(update(Chat).values(hidden_upto=3)))
    assert [number for number, _, _ in do(shown(chat_id))] == [4]


def test_seen_messages_count_as_delivered_once(do, post, chat_id: int, now: datetime) -> None:
    for number in range(3):
        do(post.sent(chat_id, str(number)))
    do(post.received("c"))
    states = select(Outbox.state, Outbox.sent_at).order_by(Outbox.seq)
    assert do(lambda connection: outbox.unconfirmed(connection, chat_id, 2)) is True
    assert do(lambda connection: outbox.confirm(connection, chat_id, 2, now)) == 2
    assert do(lambda connection: outbox.confirm(connection, chat_id, 2, now)) == 0
    assert do(lambda connection: outbox.unconfirmed(connection, chat_id, 2)) is False
    assert do(lambda connection: connection.execute(states).all()) == [("sent", now), ("sent", now), ("waiting", None)]


def test_what_is_shown_once_is_forgotten_when_it_was_seen(do, post, chat_id: int, now: datetime) -> None:
    choice = Choice(label="Yes", value="y")
    for key in ("a", "b"):
        do(post.all_sent([Draft(chat_id, Outgoing(text=f"PIN {key}", afterwards="shown", choices=(choice,)), key)]))
    do(post.sent(chat_id, "c", "plain"))
    assert [text for _, _, text in do(shown(chat_id))] == ["PIN a", "PIN b", "plain"]
    do(lambda connection: outbox.confirm(connection, chat_id, 1, now))
    assert [text for _, _, text in do(shown(chat_id))] == ["shown", "PIN b", "plain"]
    do(lambda connection: outbox.confirm(connection, chat_id, 3, now))
    kept = do(lambda connection: outbox.after(connection, chat_id, 0, 10))
    assert [one.text for one in kept] == ["shown", "shown", "plain"]
    assert kept[0].outgoing == Outgoing(text="shown", choices=(choice,))


def test_typed_number_means_the_last_numbered_choices(do, post, chat_id: int) -> None:
    last = lambda connection: outbox.last_choices(connection, chat_id)  # noqa: E731
    assert do(last) is None
    asked = Outgoing(text="?", choices=(Choice(label="Yes", value="y"),))
    rating = asked.model_copy(update={"numbered": False})
    for key, message in (("a", asked), ("b", rating), ("c", Outgoing(text="."))):
        do(post.all_sent([Draft(chat_id, message, key)]))
    assert do(last) == asked
    do(lambda connection: connection.execute(update(Chat).values(hidden_upto=1)))
    assert do(last) is None


def test_wiped_messages_keep_their_place(do, post, chat_id: int) -> None:
    for number in range(3):
        do(post.sent(chat_id, str(number), "secret"))
    do(lambda connection: outbox.wipe_after(connection, chat_id, 1, "wiped"))
    assert do(shown(chat_id)) == [(1, "bot", "secret"), (2, "bot", "wiped"), (3, "bot", "wiped")]


@pytest.mark.parametrize(("channel", "waiting"), [("telegram", 1), ("web", 0), ("terminal", 0)])
def test_what_is_read_and_not_pushed_waits_for_nobody(do, post, now: datetime, channel: str, waiting: int) -> None:
    chat_id = do(lambda connection: inbox.ensure_chat(connection, channel, "7", now))
    do(post.sent(chat_id, "1", "words"))
    depths = do(lambda connection: outbox.depths(connection, ["web", "terminal"]))
    assert depths == {"waiting": waiting, "sending": 0, "dead": 0}


def test_dead_messages_are_listed_and_tried_again_or_dropped(do, post, now: datetime) -> None:
    chat_id = do(lambda connection: inbox.ensure_chat(connection, "telegram", "7", now))
    for number in range(3):
        do(post.sent(chat_id, str(number), "words"))
    dead = update(Outbox).where(Outbox.seq < 3).values(state="dead", losses=5, reason="unknown")
    do(lambda connection: connection.execute(dead))
    listed = do(outbox.listing)
    assert [(one.key, one.state, one.reason, one.losses) for one in listed] == [(key, "dead", "unknown", 5) for key in "01"]
    assert do(lambda connection: outbox.show(connection, listed[0].row_id))[1] == Outgoing(text="words")
    assert do(lambda connection: outbox.show(connection, 999)) is None
    assert do(lambda connection: outbox.retry(connection, listed[0].row_id, now)) is True
    assert do(lambda connection: outbox.retry(connection, listed[0].row_id, now)) is False
    assert do(lambda connection: outbox.drop(connection, listed[1].row_id, now)) is True
    assert do(lambda connection: outbox.drop(connection, listed[1].row_id, now)) is False
    assert do(outbox.depths) == {"waiting": 2, "sending": 0, "dead": 0}
    assert [number for number, _, _ in do(shown(chat_id))] == [1, 3]
