"""Received updates: stored once, numbered without gaps, handled chat by chat in order."""

import random
import time
from datetime import datetime, timedelta
from functools import partial
from threading import Event, Thread

import pytest
from sqlalchemy import Connection, select, text, update
from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect

from db.engine.database import Database, open_database, upsert
from db.queues import fetching, inbox, outbox, parked
from db.queues.messages import Incoming, Outgoing, Prompt
from db.tables import Chat, ChatSeq, Conversation, Inbox

CONVERSATIONS = Conversation.__table__


def state_of(row_id: int):
    return lambda connection: connection.execute(select(Inbox.state).where(Inbox.id == row_id)).scalar_one()


def body_of(row_id: int):
    return lambda connection: connection.execute(select(Inbox.body).where(Inbox.id == row_id)).scalar_one()


def take(now: datetime):
    """Claims and finishes one row."""

    def work(connection: Connection) -> int | None:
        claim = inbox.claim(connection)
        if claim is None:
            return None
        inbox.finish(connection, claim.row_id, now)
        return claim.row_id

    return work


# ---------------------------------------------------------------- receiving


def test_any_bytes_come_back_as_they_were(database: Database, do, post) -> None:
    body = bytes(range(256)) + "\ud800".encode(errors="surrogatepass")
    accepted = do(post.received("c", body=body, person_key="p", private=False, copy=None))
    claim = do(inbox.claim)
    assert (claim.row_id, claim.chat_id, claim.body) == (accepted.row_id, accepted.chat_id, body)
    assert (claim.channel, claim.chat_key, claim.person_key, claim.private) == ("web", "c", "p", False)
    assert (claim.files, claim.failed_files, claim.attempts, claim.internal) == ((), 0, 0, False)
    assert accepted.seq is None


def test_repeated_update_changes_nothing(database: Database, do, post, now: datetime) -> None:
    first = do(post.received("c", key="u"))
    do(post.received("c", key="v"))
    again = do(post.received("c", key="u", body=b"other"))
    assert (again.row_id, again.chat_id, again.seq, again.repeated) == (first.row_id, first.chat_id, 1, True)
    assert do(body_of(first.row_id)) != b"other"
    do(take(now))
    assert do(post.received("c", key="u")).row_id == first.row_id
    assert do(state_of(first.row_id)) == "handled"
    assert do(post.received("c")).seq == 3


def test_same_key_on_another_channel_is_another_update(database: Database, do, post) -> None:
    assert do(post.received("c", key="u")).row_id != do(post.received("c", key="u", channel="terminal")).row_id


def test_two_at_once_with_one_key_are_one(database: Database, do, post) -> None:
    for number in range(20):
        key, chat = f"same {number}", f"chat {number}"
        futures = [database.write(post.received(chat, key=key)) for _ in range(6)]
        accepted = [future.result() for future in futures]
        assert len({one.row_id for one in accepted}) == 1
        assert [one.repeated for one in accepted].count(False) == 1
        assert {one.seq for one in accepted} == {1}
        assert do(post.received(chat)).seq == 2


def test_messages_are_numbered_without_gaps_whoever_writes(database: Database, do, post, now: datetime) -> None:
    """The web chat asks for what came after a number: what is numbered later must not appear before it."""
    chats = [do(post.received(f"c{number}")).chat_id for number in range(3)]
    seen: list[tuple[int, int]] = []
    lasts: dict[int, int] = {}  # of each chat, once all is written: the watcher goes on until it saw them

    def watch() -> None:
        last = dict.fromkeys(chats, 0)
        while last != lasts:
            for chat_id in chats:
                news = database.read(partial(outbox.after, chat_id=chat_id, after_seq=last[chat_id], limit=500))
                seen.extend((chat_id, one.number) for one in news)
                last[chat_id] = max([last[chat_id], *(one.number for one in news)])

    def answer_all(number: int):
        drafts = [outbox.Draft(chat_id, Outgoing(text="x"), f"{number}:{chat_id}") for chat_id in random.sample(chats, 3)]
        return post.all_sent(drafts)

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    futures = []
    for number in range(60):
        futures.append(database.write(answer_all(number)))
        futures.append(database.write(post.received(f"c{number % 3}", key=f"u{number % 50}")))  # the last ten are repeats
    for future in futures:
        future.result()
    lasts.update(do(lambda connection: connection.execute(select(ChatSeq.chat_id, ChatSeq.last)).all()))
    watcher.join(20)
    assert not watcher.is_alive(), "what was numbered last was never seen"
    for chat_id in chats:
        shown = database.read(partial(outbox.after, chat_id=chat_id, after_seq=0, limit=500))
        assert [one.number for one in shown] == list(range(1, len(shown) + 1))
        assert [number for chat, number in seen if chat == chat_id] == [one.number for one in shown]
    total = do(lambda connection: sum(connection.scalars(select(ChatSeq.last))))
    assert total == 3 + 60 * 3 + 50


def test_chat_is_found_by_its_key(database: Database, do, post) -> None:
    chat_id = do(post.received("c")).chat_id
    assert database.read(lambda connection: inbox.find_chat(connection, "web", "c")) == chat_id
    assert database.read(lambda connection: inbox.find_chat(connection, "web", "d")) is None


# ---------------------------------------------------------------- handling


def test_rows_are_handled_in_order(database: Database, do, post, now: datetime) -> None:
    rows = [do(post.received(f"c{number % 3}")).row_id for number in range(9)]
    assert [do(take(now)) for _ in range(10)] == [*rows, None]
    assert {do(body_of(row_id)) for row_id in rows} == {None}


def test_claim_of_one_chat(database: Database, do, post) -> None:
    do(post.received("c"))
    other = do(post.received("d"))
    claim = do(lambda connection: inbox.claim(connection, only_chat=other.chat_id))
    assert claim.row_id == other.row_id
    assert do(lambda connection: inbox.has_open(connection, other.chat_id))
    assert not do(lambda connection: inbox.has_open(connection, 999))


def test_chat_whose_files_are_fetched_waits_and_the_others_go_on(database: Database, do, post, now: datetime) -> None:
    first = do(post.received("c", fetching=True))
    second = do(post.received("c"))
    other = do(post.received("d"))
    assert do(take(now)) == other.row_id
    assert do(take(now)) is None
    photo = {"kind": "photo", "sha256": "0" * 64, "mime": "image/jpeg", "size": 1}
    do(lambda connection: fetching.fetched(connection, first.row_id, [photo], 2))
    claim = do(inbox.claim)
    assert (claim.row_id, claim.files, claim.failed_files) == (first.row_id, (photo,), 2)
    assert [do(take(now)), do(take(now))] == [first.row_id, second.row_id]


def test_three_failures_then_parked_then_tried_again(database: Database, do, post, now: datetime) -> None:
    bad, good = do(post.received("c")).row_id, do(post.received("c")).row_id
    assert [do(lambda connection: inbox.fail(connection, bad, "LookupError")) for _ in range(3)] == [1, 2, 3]
    assert do(inbox.claim).row_id == bad
    do(lambda connection: inbox.park(connection, bad, now, "LookupError"))
    assert do(take(now)) == good
    (listed,) = do(parked.listing)
    assert (listed.row_id, listed.state, listed.attempts, listed.reason) == (bad, "parked", 3, "LookupError")
    assert do(lambda connection: parked.show(connection, bad))[1] == b"body 1"
    assert do(lambda connection: parked.retry(connection, bad)) is True
    assert do(lambda connection: parked.retry(connection, bad)) is False
    claim = do(inbox.claim)
    assert (claim.row_id, claim.attempts, claim.body) == (bad, 0, b"body 1")


def test_dropped_row_loses_its_body(database: Database, do, post, now: datetime) -> None:
    row_id = do(post.received("c")).row_id
    assert do(lambda connection: parked.drop(connection, row_id, now)) is False
    do(lambda connection: inbox.park(connection, row_id, now, "LookupError"))
    assert do(lambda connection: parked.drop(connection, row_id, now)) is True
    assert do(lambda connection: parked.show(connection, row_id))[1] is None
    assert do(parked.listing) == []


def test_wiped_row_cannot_be_tried_again(database: Database, do, post, now: datetime) -> None:
    row_id = do(post.received("c")).row_id
    do(lambda connection: inbox.wipe(connection, row_id, "wiped"))
    do(lambda connection: inbox.park(connection, row_id, now, "LookupError"))
    assert do(lambda connection: parked.retry(connection, row_id)) is False


def test_depths(database: Database, do, post, now: datetime) -> None:
    assert do(inbox.oldest_waiting) is None
    do(post.received("a", fetching=True))
    do(post.received("b", now=now - timedelta(minutes=1)))
    do(post.received("c"))
    parked = do(post.received("d")).row_id
    do(lambda connection: inbox.park(connection, parked, now, "LookupError"))
    assert do(inbox.depths) == {"fetching": 1, "waiting": 2, "parked": 1}
    assert do(inbox.oldest_waiting) == now - timedelta(minutes=1)
    assert do(inbox.newest) == parked


def test_prompt_is_handled_like_a_message_of_its_chat(database: Database, do, post, now: datetime) -> None:
    first = do(post.received("c"))
    asked = Prompt(flow="answer_officer", arguments={"case": "PA-26-00042-K"})
    for _ in range(2):
        do(lambda connection: inbox.prompt(connection, chat_id=first.chat_id, key="ask:1", prompt=asked, now=now))
    assert do(take(now)) == first.row_id
    claim = do(inbox.claim)
    assert (claim.internal, claim.channel, claim.chat_key) == (True, "web", "c")
    assert Incoming.model_validate_json(claim.body).prompt == asked
    assert do(take(now)) == claim.row_id
    assert do(take(now)) is None


def test_who_writes_is_reachable_again(database: Database, do, post, now: datetime) -> None:
    chat_id = do(post.received("c")).chat_id
    unreachable = select(Chat.unreachable).where(Chat.id == chat_id)
    do(lambda connection: connection.execute(update(Chat).values(unreachable="blocked")))
    do(take(now))
    assert do(lambda connection: connection.execute(unreachable).scalar_one()) is None


# ---------------------------------------------------------------- cautiously, after an unclean stop


def test_cautious_claims_keep_to_what_was_there(database: Database, do, post, now: datetime) -> None:
    old = do(post.received("c")).row_id
    upto = do(inbox.newest)
    do(post.received("c"))
    do(post.received("d"))
    cautious = lambda connection: inbox.claim(connection, cautious_upto=upto)  # noqa: E731
    assert do(cautious).row_id == old
    assert [do(lambda connection: inbox.begin_attempt(connection, old)) for _ in range(2)] == [1, 2]
    assert do(lambda connection: inbox.fail(connection, old, "LookupError", counted=True)) == 2
    assert do(cautious).attempts == 2
    do(lambda connection: inbox.finish(connection, old, now))
    assert do(cautious) is None
    assert do(inbox.claim) is not None


# ---------------------------------------------------------------- several workers (PostgreSQL)


def handle_slowly(now: datetime):
    """Like a real handler: reads the chat's state, takes its time, writes it back; fails now and then."""

    def work(connection: Connection) -> bool:
        claim = inbox.claim(connection)
        if claim is None:
            return False
        state = connection.execute(select(Conversation.state).where(Conversation.chat_id == claim.chat_id)).scalar() or []
        time.sleep(random.random() / 500)
        values = {"chat_id": claim.chat_id, "person_key": "", "state": [*state, int(claim.body)], "updated_at": now}
        upsert(connection, CONVERSATIONS, values, conflict=["chat_id", "person_key"])
        if random.random() < 0.1:
            raise LookupError
        inbox.finish(connection, claim.row_id, now)
        return True

    return work


def work_until_nothing_waits(database: Database, now: datetime) -> None:
    while True:
        futures = [database.write(handle_slowly(now)) for _ in range(8)]
        done = [future.exception() or future.result() for future in futures]  # all of them: one may hold the last chat
        if not any(done):
            return


def test_workers_never_share_a_chat_and_keep_its_order(postgres_url: str, post, now: datetime) -> None:
    """Two processes of eight threads: no row is left out, doubled or out of order, no update of the chat's state is lost."""
    databases = [open_database(postgres_url) for _ in range(2)]
    chats, rows = 12, 300
    for number in range(rows):
        databases[0].write(post.received(f"c{number % chats}", body=str(number).encode(), copy=None)).result()
    threads = [Thread(target=work_until_nothing_waits, args=(database, now)) for database in databases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    query = select(Chat.key, Conversation.state).join(Conversation, Conversation.chat_id == Chat.id)
    states = databases[0].read(lambda connection: connection.execute(query).all())
    for database in databases:
        database.close()
    assert {row.chat_key: row.state for row in states} == {f"c{chat}": list(range(chat, rows, chats)) for chat in range(chats)}


def test_message_is_accepted_while_its_chat_is_handled(postgres: Database, post, now: datetime) -> None:
    first = postgres.write(post.received("c")).result()
    claimed, finish = Event(), Event()

    def slow(connection: Connection) -> int | None:
        row_id = take(now)(connection)
        claimed.set()
        finish.wait(10)
        return row_id

    slowly = postgres.write(slow)
    claimed.wait(10)
    second = postgres.write(post.received("c")).result(timeout=5)
    assert postgres.write(inbox.claim).result(timeout=5) is None  # and nobody else takes the chat
    finish.set()
    assert slowly.result() == first.row_id
    assert postgres.write(take(now)).result() == second.row_id


# ---------------------------------------------------------------- indexes


@pytest.mark.parametrize("limited", [(False, False), (True, False), (False, True)])
def test_claims_read_no_more_than_what_is_open(sqlite: Database, limited: tuple[bool, bool]) -> None:
    """A year of handled rows must not slow a claim."""
    claim = inbox._candidates(*limited).params(only_chat=1, upto=1, most=1)
    written = claim.compile(dialect=sqlite_dialect(), compile_kwargs={"literal_binds": True})
    plan = sqlite.read(lambda connection: connection.execute(text(f"EXPLAIN QUERY PLAN {written}")).all())
    steps = [row.detail for row in plan if "inbox" in row.detail]
    assert len(steps) == 2
    assert [step for step in steps if "ix_inbox_waiting" not in step and "ix_inbox_open" not in step] == []
