"""Delivery: order inside a chat, losses, refusals, waiting, pacing, fencing."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Connection, select, text

from db.engine.database import Database
from db.queues import delivery, inbox, outbox, results
from db.queues.delivery import Claimed
from db.queues.messages import Outgoing
from db.queues.outbox import Draft
from db.queues.results import Recent
from db.tables import Chat, Outbox

LEASE = 30


class Messenger:
    """A clock and a channel "telegram" with two chats."""

    def __init__(self, do, now: datetime) -> None:
        self.do, self.now = do, now
        self.chats = [do(lambda c, key=key: inbox.ensure_chat(c, "telegram", key, now)) for key in ("a", "b")]

    def write(self, key: str, chat: int = 0, **more) -> None:
        draft = Draft(self.chats[chat], Outgoing(text=key), key, **more)
        self.do(lambda connection: outbox.write(connection, [draft], self.now))

    def later(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def claim(self, limit: int = 10, **more) -> list[Claimed]:
        return self.do(lambda connection: delivery.claim(connection, "telegram", self.now, limit, LEASE, **more))

    def keys(self, limit: int = 10, **more) -> list[str]:
        return [claimed.key for claimed in self.claim(limit, **more)]

    def sent(self, claimed: Claimed) -> bool:
        return self.do(lambda connection: results.record_sent(connection, claimed, self.now, "ext-1"))

    def part_sent(self, claimed: Claimed, external_id: str = "part") -> bool:
        return self.do(lambda connection: results.record_progress(connection, claimed, self.now, external_id))

    def failed(self, claimed: Claimed) -> bool:
        return self.do(lambda connection: results.record_failed(connection, claimed, self.now, "http_502"))

    def moved(self, claimed: Claimed) -> bool:
        return self.do(lambda connection: results.record_rekeyed(connection, claimed, self.now, "z"))

    def lost(self, claimed: Claimed) -> bool:
        return self.do(lambda connection: results.record_lost(connection, claimed, self.now))

    def not_sent(self, claimed: Claimed) -> bool:
        return self.do(lambda connection: results.record_not_sent(connection, claimed, self.now, "ConnectError"))

    def refused(self, claimed: Claimed, **more) -> bool:
        return self.do(lambda connection: results.record_refused(connection, claimed, self.now, "blocked", **more))

    def retry_after(self, claimed: Claimed, seconds: float) -> bool:
        return self.do(lambda connection: results.record_retry_after(connection, claimed, self.now, seconds))

    def recent(self, seconds: float) -> list[Recent]:
        since = self.now - timedelta(seconds=seconds)
        return self.do(lambda connection: results.recent(connection, "telegram", since, self.now))

    def row(self, key: str):
        columns = (Outbox.state, Outbox.reason, Outbox.losses, Outbox.attempts, Outbox.lease_until, Outbox.sent_at, Outbox.due_at)
        return self.do(lambda connection: connection.execute(select(*columns).where(Outbox.key == key)).one())


@pytest.fixture
def messenger(do, now: datetime) -> Messenger:
    return Messenger(do, now)


# ---------------------------------------------------------------- order


def test_one_chat_gets_its_messages_one_after_the_other(messenger: Messenger) -> None:
    for key, lane in (("1", "reply"), ("2", "case"), ("3", "reply")):
        messenger.write(key, lane=lane)
    messenger.write("other", chat=1)
    first, other = messenger.claim()
    assert (first.key, first.chat_key, first.outgoing, first.attempts) == ("1", "a", Outgoing(text="1"), 1)
    assert other.key == "other"
    assert messenger.keys() == []
    assert messenger.sent(first)
    assert messenger.keys() == ["2"]


def test_other_channels_are_left_alone(messenger: Messenger, do, post) -> None:
    web = do(post.received("w"))
    do(post.sent(web.chat_id, "web"))
    assert messenger.keys() == []


def test_row_in_retry_holds_its_chat_only(messenger: Messenger) -> None:
    messenger.write("1")
    messenger.write("2")
    messenger.write("other", chat=1)
    first, other = messenger.claim()
    assert messenger.not_sent(first)
    assert messenger.sent(other)
    messenger.write("other 2", chat=1)
    assert messenger.keys() == ["other 2"]
    messenger.later(2)
    assert messenger.keys() == ["1"]


def test_dead_and_dropped_rows_hold_nothing(messenger: Messenger, do) -> None:
    for key in ("1", "2", "3"):
        messenger.write(key)
    assert messenger.refused(*messenger.claim())
    assert messenger.row("1")[:2] == ("dead", "blocked")
    assert do(lambda connection: outbox.drop(connection, 2, messenger.now)) is True
    assert messenger.keys() == ["3"]


def test_broadcasts_stand_outside_the_order_and_yield(messenger: Messenger) -> None:
    messenger.write("b1", lane="broadcast")
    messenger.write("b2", lane="broadcast")
    messenger.write("1")
    messenger.write("other", chat=1)
    assert messenger.keys(limit=2) == ["1", "other"]
    assert messenger.keys() == []  # "1" is still on its way to that chat


def test_chat_gets_one_broadcast_at_a_time_and_after_its_replies(messenger: Messenger) -> None:
    messenger.write("b1", lane="broadcast")
    messenger.write("b2", lane="broadcast")
    messenger.write("b3", chat=1, lane="broadcast")
    messenger.write("1")
    assert messenger.keys(broadcasts=1) == ["1", "b3"]
    messenger.later(LEASE)
    assert messenger.keys() == ["1", "b3"]
    messenger.do(lambda connection: outbox.drop(connection, 4, messenger.now))
    messenger.later(LEASE)
    first, other = messenger.claim()
    assert (first.key, other.key) == ("1", "b3")
    assert messenger.sent(first)
    assert messenger.keys(broadcasts=0) == []
    (b1,) = messenger.claim()
    assert b1.key == "b1"
    assert messenger.keys() == []
    assert messenger.sent(b1)
    assert messenger.keys() == ["b2"]


def test_resting_chats_get_nothing(messenger: Messenger) -> None:
    for chat in (0, 1):
        messenger.write(f"{chat}", chat=chat)
        messenger.write(f"b{chat}", chat=chat, lane="broadcast")
    assert messenger.keys(resting=messenger.chats[:1]) == ["1"]
    assert messenger.keys(resting=messenger.chats) == []
    assert messenger.keys() == ["0"]


def test_message_in_parts_is_put_back_and_keeps_its_turn(messenger: Messenger, do) -> None:
    messenger.write("1")
    messenger.write("2")
    (whole,) = messenger.claim()
    assert (whole.progress, whole.external_id) == (0, "")
    assert messenger.part_sent(whole, "11")
    messenger.later(1)
    (rest,) = messenger.claim()
    assert (rest.key, rest.progress, rest.external_id, rest.losses) == ("1", 1, "11", 0)
    assert messenger.lost(rest)
    assert messenger.keys() == []
    messenger.later(2)
    (again,) = messenger.claim()
    assert (again.key, again.progress, again.external_id) == ("1", 1, "11")
    assert messenger.sent(again)
    ids = select(Outbox.external_id).where(Outbox.key == "1")
    assert do(lambda connection: connection.execute(ids).scalar_one()) == "11,ext-1"
    assert messenger.keys() == ["2"]


def test_message_for_later_does_not_hold_its_chat(messenger: Messenger) -> None:
    messenger.write("tomorrow", due_at=messenger.now + timedelta(days=1))
    messenger.write("today")
    (today,) = messenger.claim()
    messenger.sent(today)
    assert today.key == "today"
    assert messenger.keys() == []
    messenger.later(86_400)
    assert messenger.keys() == ["tomorrow"]


# ---------------------------------------------------------------- what became of it


def test_sent(messenger: Messenger, do) -> None:
    messenger.write("1")
    (claimed,) = messenger.claim()
    assert claimed.lease_until == messenger.now + timedelta(seconds=LEASE)
    messenger.later(1)
    assert messenger.sent(claimed)
    assert messenger.row("1")[:6] == ("sent", None, 0, 1, None, messenger.now)
    assert do(lambda connection: connection.execute(select(Outbox.external_id)).scalar_one()) == "ext-1"


def test_each_loss_causes_one_repeat_and_the_fifth_none(messenger: Messenger) -> None:
    messenger.write("1")
    messenger.write("2")
    for _ in range(5):
        (claimed,) = messenger.claim()
        assert claimed.key == "1"
        assert messenger.lost(claimed)
        messenger.later(60)
    assert messenger.row("1")[:4] == ("dead", "unknown", 5, 5)
    assert messenger.keys() == ["2"]


def test_lease_that_ran_out_is_a_loss(messenger: Messenger) -> None:
    messenger.write("1")
    for losses in range(5):
        assert messenger.keys() == ["1"]
        assert messenger.row("1")[2:4] == (losses, losses + 1)
        messenger.later(LEASE - 1)
        assert messenger.keys() == []
        messenger.later(1)
    assert messenger.keys() == []
    assert messenger.row("1")[:4] == ("dead", "unknown", 5, 5)


def test_refused_connection_is_no_loss_and_is_tried_ever_later(messenger: Messenger) -> None:
    messenger.write("1")
    waits = []
    for _ in range(12):
        (claimed,) = messenger.claim()
        assert messenger.not_sent(claimed)
        due = messenger.row("1").due_at
        waits.append((due - messenger.now).total_seconds())
        assert messenger.keys() == []
        messenger.now = due
    assert waits == [2, 4, 8, 16, 30, 30, 30, 30, 30, 30, 30, 30]
    assert messenger.row("1")[:3] == ("waiting", "ConnectError", 0)


def test_failure_of_the_platform_is_no_loss_either(messenger: Messenger) -> None:
    messenger.write("1")
    for _ in range(7):
        (claimed,) = messenger.claim()
        assert messenger.failed(claimed)
        assert messenger.keys() == []
        messenger.later(30)
    assert messenger.row("1")[:3] == ("waiting", "http_502", 0)


def test_chat_that_moved_gets_its_messages_under_the_new_key(messenger: Messenger, do) -> None:
    messenger.write("1")
    messenger.write("2")
    (claimed,) = messenger.claim()
    assert messenger.moved(claimed)
    (again,) = messenger.claim()
    assert (again.key, again.chat_key, again.chat_id, again.losses) == ("1", "z", claimed.chat_id, 0)
    assert messenger.sent(again)
    assert [one.chat_key for one in messenger.claim()] == ["z"]


@pytest.mark.parametrize("alone", [True, False])
def test_what_a_dead_process_had_on_its_way_is_a_loss_at_once(messenger: Messenger, do, alone: bool) -> None:
    messenger.write("1")
    (claimed,) = messenger.claim()
    if alone:
        assert do(lambda connection: delivery.abandon(connection, "telegram", messenger.now)) == 1
        assert messenger.sent(claimed) is False
    assert [(one.key, one.losses) for one in messenger.claim()] == ([("1", 1)] if alone else [])


def test_what_is_shown_once_is_forgotten_when_it_was_sent(messenger: Messenger, do) -> None:
    secret = Outgoing(text="PIN 123456", numbered=False, afterwards="PIN: đã cho xem")
    do(lambda connection: outbox.write(connection, [Draft(messenger.chats[0], secret, "1")], messenger.now))
    (claimed,) = messenger.claim()
    assert messenger.lost(claimed)
    messenger.later(2)
    (again,) = messenger.claim()
    assert again.outgoing == secret
    assert messenger.sent(again)
    (shown,) = do(lambda connection: outbox.after(connection, messenger.chats[0], 0, 10))
    assert shown.outgoing == Outgoing(text="PIN: đã cho xem", numbered=False)


def test_refusal_of_a_whole_chat_is_noted(messenger: Messenger, do) -> None:
    messenger.write("1")
    (claimed,) = messenger.claim()
    assert messenger.refused(claimed, unreachable=True)
    unreachable = select(Chat.unreachable).order_by(Chat.id)
    assert do(lambda connection: connection.scalars(unreachable).all()) == ["blocked", None]


def test_retry_after_holds_its_chat_only(messenger: Messenger) -> None:
    messenger.write("1")
    messenger.write("other", chat=1)
    first, other = messenger.claim()
    assert messenger.retry_after(first, 40)
    assert messenger.sent(other)
    messenger.write("2")
    messenger.write("other 2", chat=1)
    messenger.write("broadcast", lane="broadcast")
    assert messenger.keys() == ["other 2"]
    messenger.later(39)
    assert messenger.keys() == ["other 2"]  # its lease ran out, the other chat still waits
    messenger.later(1)
    assert messenger.keys() == ["1"]


def test_retry_after_of_a_broadcast_holds_replies_too(messenger: Messenger) -> None:
    messenger.write("broadcast", lane="broadcast")
    (claimed,) = messenger.claim()
    assert messenger.retry_after(claimed, 40)
    messenger.write("1")
    assert messenger.keys() == []
    messenger.later(40)
    (first,) = messenger.claim()
    assert first.key == "1"
    assert messenger.sent(first)
    assert messenger.keys() == ["broadcast"]


# ---------------------------------------------------------------- fencing


@pytest.mark.parametrize("record", ["sent", "part_sent", "lost", "not_sent", "failed", "refused"])
def test_result_of_an_older_claim_is_not_recorded(messenger: Messenger, record: str) -> None:
    messenger.write("1")
    (old,) = messenger.claim()
    messenger.later(LEASE)
    (new,) = messenger.claim()
    before = messenger.row("1")
    assert getattr(messenger, record)(old) is False
    assert messenger.row("1") == before
    assert messenger.sent(new) is True
    assert messenger.sent(new) is False
    assert messenger.row("1").state == "sent"


# ---------------------------------------------------------------- pacing


def test_a_new_sender_reckons_with_what_perhaps_left(messenger: Messenger) -> None:
    """A restart must exceed no limit: each attempt may have reached the platform, unless it certainly did not."""
    first, other = messenger.chats
    messenger.write("1")
    messenger.write("other", chat=1)
    one, two = messenger.claim()
    messenger.later(1)
    assert messenger.recent(1) == [Recent(first, True, messenger.now, 1), Recent(other, True, messenger.now, 1)]
    messenger.sent(one)
    messenger.not_sent(two)
    assert messenger.recent(5) == [Recent(first, True, messenger.now, 1)]
    messenger.later(2)
    (two,) = messenger.claim()
    messenger.lost(two)
    messenger.later(2)
    assert messenger.recent(3) == [Recent(other, True, messenger.now - timedelta(seconds=2), 2)]
    assert messenger.recent(1) == []


# ---------------------------------------------------------------- several senders (PostgreSQL), indexes


def test_two_senders_never_take_the_same_row(postgres: Database, do_postgres, now: datetime) -> None:
    chats = [do_postgres(lambda c, key=key: inbox.ensure_chat(c, "telegram", key, now)) for key in map(str, range(40))]
    drafts = [Draft(chat, Outgoing(text="x"), f"{chat}:{number}") for number in range(3) for chat in chats]
    do_postgres(lambda connection: outbox.write(connection, drafts, now))
    futures = [postgres.write(lambda connection: delivery.claim(connection, "telegram", now, 7, LEASE)) for _ in range(16)]
    claimed = [one for future in futures for one in future.result()]
    assert len(claimed) == len({one.row_id for one in claimed}) == len({one.chat_id for one in claimed})


@pytest.fixture
def do_postgres(postgres: Database):
    return lambda fn: postgres.write(fn).result()


def steps_of(statement: str, connection: Connection) -> list[str]:
    """How SQLite looks through the outbox for it."""
    plan = connection.execute(text(f"EXPLAIN QUERY PLAN {statement}"))
    return [row.detail for row in plan if "outbox" in row.detail]


def test_claims_read_no_more_than_what_is_open(sqlite: Database, now: datetime) -> None:
    """A year of sent rows must not slow a claim."""
    heard: list[str] = []

    def trace(connection: Connection) -> None:
        driver: Any = connection.connection.dbapi_connection
        driver.set_trace_callback(heard.append)
        delivery.claim(connection, "telegram", now, 10, LEASE)
        driver.set_trace_callback(None)

    sqlite.write(trace).result()
    statements = [statement for statement in heard if "outbox" in statement]
    assert len(statements) == 5
    for statement in statements:
        steps = sqlite.read(partial(steps_of, statement))
        assert steps
        assert [
            step
            for step in steps
            if not any(name in step for name in ("_waiting", "_sending", "_chat_open", "autoindex_tellings"))
        ] == []
