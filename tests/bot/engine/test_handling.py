"""Messages and timers handled together: what they share, when they part, and what a bad one among them does to the others."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import Connection, select

from bot.engine.handling import GroupFailed, Office, attempt_group, attempt_next, attempt_timers
from db.engine.database import Database
from db.queues import inbox, timers
from db.queues.messages import Outgoing
from db.tables import Inbox, Outbox, Person, Timer
from handlers.engine.visit import ChatDesk, Visit
from tests.kits import KITS

SLOW = 60.0  # seconds for a group: how quick the machine is must not matter


@dataclass
class Room:
    """Messages wait here; `answer` is what becomes of each."""

    database: Database
    desk: ChatDesk
    now: datetime
    answer: Callable[[Visit], None] = lambda visit: visit.say(f"nghe {visit.incoming.text}")
    _numbers: Iterator[int] = field(default_factory=count)

    @property
    def office(self) -> Office:
        return Office(self.database, self.desk, KITS, lambda: self.now, answer=self.answer)

    def receive(self, text: str, chat: str, person_key: str = "") -> int:
        body = json.dumps({"text": text, "position": None}).encode()
        accepted = self.database.write(
            lambda connection: inbox.accept(
                connection, channel="web", update_key=str(next(self._numbers)), chat_key=chat, body=body, now=self.now,
                person_key=person_key, copy={"text": text, "files": []},
            )
        )  # fmt: skip
        return accepted.result().row_id

    def group(self, most: int = 16) -> int:
        return self.database.write(lambda connection: attempt_group(self.office, connection, most, SLOW)).result()

    def alone(self) -> bool:
        return self.database.write(lambda connection: attempt_next(self.office, connection)).result()

    def states(self) -> dict[int, tuple[str, int]]:
        rows = select(Inbox.id, Inbox.state, Inbox.attempts).order_by(Inbox.id)
        return {
            row.id: (row.state, row.attempts) for row in self.database.read(lambda connection: connection.execute(rows).all())
        }

    def said(self) -> list[str]:
        bodies = self.database.read(lambda connection: connection.scalars(select(Outbox.body).order_by(Outbox.id)).all())
        return [body["text"] for body in bodies]


@pytest.fixture
def room(database: Database, desk: ChatDesk, now: datetime) -> Room:
    return Room(database, desk, now)


def test_one_message_of_each_chat_is_handled_and_its_order_kept(room: Room) -> None:
    for text, chat in (("1", "a"), ("2", "a"), ("1", "b"), ("1", "c")):
        room.receive(text, chat)
    assert room.group() == 3
    assert sorted(room.said()) == ["nghe 1"] * 3
    assert room.group() == 1
    assert room.said()[-1] == "nghe 2"
    assert room.group() == 0
    assert set(room.states().values()) == {("handled", 0)}


def test_no_more_than_asked_for(room: Room) -> None:
    for chat in "abcd":
        room.receive("x", chat)
    assert [room.group(3), room.group(3), room.group(3)] == [3, 1, 0]


def test_a_group_ends_when_its_time_is_up(room: Room) -> None:
    for chat in "abc":
        room.receive("x", chat)
    handled = [room.database.write(lambda connection: attempt_group(room.office, connection, 16, 0.0)).result() for _ in range(4)]
    assert handled == [1, 1, 1, 0]


def test_a_bad_one_undoes_the_group_and_is_attempted_alone(room: Room) -> None:
    room.answer = _fails_at("bad")
    good, bad, other = room.receive("good", "a"), room.receive("bad", "b"), room.receive("good", "c")
    with pytest.raises(GroupFailed):
        room.group()
    assert set(room.states().values()) == {("waiting", 0)}
    assert room.said() == []
    assert [room.alone(), room.alone()] == [True, True]
    assert room.states() == {good: ("handled", 0), bad: ("waiting", 1), other: ("waiting", 0)}


def test_one_that_failed_before_is_attempted_alone_and_holds_up_nobody(room: Room) -> None:
    room.answer = _fails_at("bad")
    bad, good = room.receive("bad", "a"), room.receive("good", "b")
    assert room.alone()
    assert room.group() == 1
    assert room.states() == {bad: ("waiting", 2), good: ("waiting", 0)}
    assert room.group() == 1
    assert room.states()[bad] == ("parked", 3)
    assert room.group() == 1
    assert room.states()[good] == ("handled", 0)


def test_what_cannot_be_written_at_the_end_undoes_the_group_too(room: Room) -> None:
    def to_nobody(visit: Visit) -> None:
        chat_id = visit.chat.id if visit.incoming.text == "good" else 999
        visit.uow.send(chat_id, Outgoing(text="nghe"), key=f"k{visit.row_id}")

    room.answer = to_nobody
    room.receive("good", "a")
    room.receive("bad", "b")
    with pytest.raises(GroupFailed):
        room.group()
    assert set(room.states().values()) == {("waiting", 0)}


def test_what_the_database_refuses_last_of_all_undoes_the_group_too(room: Room) -> None:
    """Nobody said a word to somebody who wrote for the first time, in two groups at once: the second contact is one too many."""
    room.answer = lambda _: None
    rows = [room.receive("x", chat, person_key="somebody") for chat in "ab"]
    with pytest.raises(GroupFailed):
        room.group()
    assert [room.alone(), room.alone()] == [True, True]
    assert room.states() == dict.fromkeys(rows, ("handled", 0))


def test_a_group_ends_with_the_first_that_touches_casework(room: Room) -> None:
    """It may hold a case, and the next one want another that somebody else's group holds."""

    def answer(visit: Visit) -> None:
        if visit.incoming.text == "case":
            visit.uow.session.get_one(Person, visit.sender.id)
        visit.say("nghe")

    room.answer = answer
    for text, chat in (("plain", "a"), ("case", "b"), ("case", "c"), ("plain", "d")):
        room.receive(text, chat)
    assert [room.group(), room.group(), room.group(), room.group()] == [2, 1, 1, 0]


def test_a_second_message_of_a_group_sees_what_the_first_changed(room: Room) -> None:
    """They are handled one after the other in one transaction."""
    seen: list[int] = []

    def answer(visit: Visit) -> None:
        known = select(Person.id)
        seen.append(len(visit.uow.connection.scalars(known).all()))

    room.answer = answer
    room.receive("x", "a")
    room.receive("x", "b")
    assert room.group() == 2
    assert seen == [1, 2]


def _fails_at(text: str) -> Callable[[Visit], None]:
    def answer(visit: Visit) -> None:
        visit.say("must not be seen where it fails")
        if visit.incoming.text == text:
            raise LookupError

    return answer


# ---------------------------------------------------------------- timers


def _fire(room: Room, fire: Callable[..., None], most: int = 64) -> int:
    office = replace(room.office, fire=fire)
    return room.database.write(lambda connection: attempt_timers(office, connection, most, SLOW)).result()


def _set(room: Room, number: int) -> None:
    def work(connection: Connection) -> None:
        for one in range(number):
            timers.schedule(connection, f"t{one}", "k", room.now - timedelta(minutes=number - one), {"n": one})

    room.database.write(work).result()


def _timers(room: Room) -> list[tuple[str, int]]:
    rows = select(Timer.state, Timer.attempts).order_by(Timer.id)
    return [(row.state, row.attempts) for row in room.database.read(lambda connection: connection.execute(rows).all())]


def test_due_timers_are_fired_together_in_order(room: Room) -> None:
    fired: list[int] = []
    _set(room, 5)
    assert _fire(room, lambda uow, desk, due: fired.append(due.payload["n"]), 3) == 3
    assert _fire(room, lambda uow, desk, due: fired.append(due.payload["n"]), 3) == 2
    assert fired == [0, 1, 2, 3, 4]
    assert set(_timers(room)) == {("fired", 0)}


def test_a_bad_timer_undoes_its_group(room: Room) -> None:
    def fire(uow: object, desk: object, due: timers.DueTimer) -> None:
        if due.payload["n"] == 1:
            raise LookupError

    _set(room, 3)
    with pytest.raises(GroupFailed):
        _fire(room, fire)
    assert set(_timers(room)) == {("waiting", 0)}
