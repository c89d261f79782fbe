"""Citizen, officers and timers at one case at the same time, in whatever order: it is as if they had come one after the other."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from bot.engine.handling import GroupFailed, attempt_group, attempt_next, attempt_timer
from cases.lifecycle import Action, ActionRefused, State, rule
from db.engine.database import Database
from db.queues import inbox, outbox, timers
from db.queues.messages import Tap
from db.stores import casework, filing
from db.tables import Case, Event, Inbox, Outbox, Submission
from handlers.engine.visit import ChatDesk, Visit
from handlers.flows import BUTTONS
from office import gate
from office.casework import answering, handling, senders
from office.clock import MEETS
from office.errand import HANOI
from tests.handlers.hall import Hall, Somebody

Deed = Callable[[Visit, Case, Submission], object]
BY_CITIZEN: Mapping[Action, Deed] = {
    "supplement": lambda visit, _, one: senders.add_information(visit, one, "Gần cổng trường", []),
    "rate": lambda visit, _, one: senders.rate(visit, one, 1),
    "withdraw": lambda visit, _, one: senders.withdraw(visit, one),
}
BY_OFFICER: Mapping[Action, Deed] = {
    "accept": lambda visit, case, _: handling.accept(visit, case),
    "transfer": lambda visit, case, _: handling.transfer(visit, case, "dong-son", "vhxh-xa"),
    "ask": lambda visit, case, _: handling.ask_citizen(visit, case, "Chỗ nào vậy ông/bà?"),
    "note": lambda visit, case, _: handling.note(visit, case, "Đã gọi điện lực"),
    "answer": lambda visit, case, _: answering.answer(visit, case, "Xã đã sửa xong ngày 23/11"),
    "correct": lambda visit, case, _: answering.correct(visit, case, "Sửa xong ngày 24/11"),
    "close": lambda visit, case, _: answering.close(visit, case, "Trùng với việc khác", tried=True),
    "reopen": lambda visit, case, _: answering.reopen(visit, case),
    "extend": lambda visit, case, _: handling.extend(visit, case, "Phải ra hiện trường đo đạc"),
}
REFUSALS = (ActionRefused, gate.NotAllowed, answering.NotInformed, handling.NotExtendable)
OFTEN = ["supplement", "supplement", "answer", "accept", "close", "reopen"]  # so that more of the states are reached
MOVES = st.one_of(
    st.tuples(st.just("citizen"), st.sampled_from([*BY_CITIZEN, "supplement", "supplement"])),
    st.tuples(st.sampled_from(["officer", "colleague"]), st.sampled_from([*BY_OFFICER, *OFTEN[2:]])),
    st.tuples(st.just("timer"), st.just("reminders")),
)
QUIET = st.sampled_from(  # what leaves the case due when it was
    [("citizen", "supplement"), ("officer", "note"), ("colleague", "note"), ("officer", "transfer"), ("timer", "reminders")]
)
THREADS = 4
reminded: list[str] = []
_TOLD = re.compile(r"(done|refused) (\w+) (\d+)")


@dataclass
class Scene:
    """One case, its citizen, two officers; and what each tried, in order."""

    hall: Hall
    people: Mapping[str, Somebody]
    code: str = ""
    is_due: bool = False
    tried: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, database: Database, desk: ChatDesk, number: int, is_due: bool) -> "Scene":
        """`is_due`: it plays on the day on which the case is to be answered."""
        hall = Hall(database, desk)
        hall._numbers = iter(range(number * 1000, number * 1000 + 1000))
        people = {"officer": hall.officer("dong-son/kinh-te-xa"), "colleague": hall.officer("dong-son", "focal", "Lê Thị Xê")}
        people["citizen"] = hall.person(f"dan {number}")
        scene = cls(hall, people)
        scene.code, _ = people["citizen"].files_case()
        if is_due:
            scene.is_due, due_on = True, hall.case(scene.code).due_on
            assert due_on
            hall.now = datetime.combine(due_on, time(8), HANOI)
        hall.desk = replace(desk, buttons={**BUTTONS, "deed": scene.press})
        return scene

    def press(self, visit: Visit, tap: Tap) -> None:
        """Tries the deed and says what became of it."""
        action, _, index = tap.value.partition(".")
        one = casework.submission(visit.uow.session, self.code)
        assert one is not None
        case = visit.uow.session.get_one(Case, one.case_id)  # read before the lock, as conversations do
        try:
            {**BY_CITIZEN, **BY_OFFICER}[action](visit, case, one)  # type: ignore[index]
        except REFUSALS:
            visit.say(f"refused {action} {index}")
        else:
            visit.say(f"done {action} {index}")

    def begin(self, who: str, action: str) -> None:
        tried = self.tried.setdefault(who, [])
        if who == "timer":
            key, now = f"{self.code}.{len(tried)}", self.hall.now
            self.hall.do(lambda connection: timers.schedule(connection, key, "reminders", now, {}))
        else:
            self.people[who].drop_in(Tap(flow="deed", key="k", value=f"{action}.{len(tried)}").encode())
        tried.append(action)

    # ------------------------------------------------------------ all at once

    def work(self) -> None:
        if self.hall.database.dialect == "sqlite":
            self._work()
            return
        with ThreadPoolExecutor(THREADS) as threads:
            for worker in [threads.submit(self._work) for _ in range(THREADS)]:
                worker.result()

    def _work(self) -> None:
        office, do = self.hall.office, self.hall.do
        while do(lambda connection: inbox.depths(connection)["waiting"] + timers_due(connection, self.hall)):
            with suppress(GroupFailed):
                do(lambda connection: attempt_group(office, connection, 2))
            do(lambda connection: attempt_next(office, connection))
            do(lambda connection: attempt_timer(office, connection))

    # ------------------------------------------------------------ what must hold afterwards

    def check(self) -> None:
        said = {who: self.hall.do(lambda connection, who=who: self._told(connection, who)) for who in self.people}  # type: ignore[misc]
        for who, told in said.items():
            assert [(action, index) for _, action, index in told] == [
                (action, str(index)) for index, action in enumerate(self.tried.get(who, ()))
            ], "everything was tried once, in the order in which it came"
        done = Counter(action for told in said.values() for became, action, _ in told if became == "done")
        self.hall.stored(lambda session: self._check_case(session, done))
        self.hall.do(self._check_queues)
        self.hall.do(lambda connection: self._check_reminders(connection, done.keys()))

    def _told(self, connection: Connection, who: str) -> list[tuple[str, str, str]]:
        shown = outbox.after(connection, self.people[who].chat_id_in(connection), 0, 1000)
        assert [one.number for one in shown] == list(range(1, len(shown) + 1))
        return [found.groups() for one in shown if (found := _TOLD.fullmatch(one.text))]  # type: ignore[misc]

    def _check_case(self, session: Session, done: Counter[str]) -> None:
        one = casework.submission(session, self.code)
        assert one is not None
        case = session.get_one(Case, one.case_id)
        events = casework.history(session, case.id)
        assert events[0].action == "open"
        assert Counter(event.action for event in events[1:]) == done, "what was done stands in the history, and nothing else"
        assert case.state == replayed(events)
        assert [event.number for event in events] == list(range(1, len(events) + 1))
        head = ""
        for event in events:
            assert event.hash == filing.event_hash(event, head, casework.files_of_events(session, [event.id]))
            head = event.hash
        assert case.head == head

    def _check_queues(self, connection: Connection) -> None:
        chats = [somebody.chat_id_in(connection) for somebody in self.people.values()]
        assert set(connection.scalars(select(Inbox.state).where(Inbox.chat_id.in_(chats)))) == {"handled"}
        assert timers.depths(connection)["parked"] == 0

    def _check_reminders(self, connection: Connection, done: Collection[str]) -> None:
        """Each time it was asked, somebody was told of the case while it was due, and nobody where it is not yet."""
        for index, _ in enumerate(self.tried.get("timer", ())):
            mine = Outbox.key.startswith(f"{self.code}.{index}:", autoescape=True)
            told = sum(self.code in body["text"] for body in connection.scalars(select(Outbox.body).where(mine)))
            assert self.is_due or not told
            if self.is_due and not {*MEETS, "reopen"} & set(done):
                assert told, "nobody was reminded"
                reminded.append(self.code)


def timers_due(connection: Connection, hall: Hall) -> int:
    due = timers.next_due(connection)
    return int(due is not None and due <= hall.now)


def replayed(events: Sequence[Event]) -> State:
    """The state to which the actions lead one after the other; raises ActionRefused where one could not follow the one before."""
    state: State = "new"
    for event in events[1:]:
        state = rule("feedback", state, event.action).to  # type: ignore[arg-type]
    return state


@pytest.mark.parametrize("engine", ["memory", "postgres"])
def test_whatever_happens_at_once_is_as_if_one_came_after_the_other(
    engine: str, desk: ChatDesk, request: pytest.FixtureRequest
) -> None:
    database: Database = request.getfixturevalue(engine)
    numbers = iter(range(1, 10_000))
    reminded.clear()

    @settings(
        max_examples=15 if engine == "memory" else 8,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        database=None,
    )
    @example(True, [("citizen", "supplement"), ("timer", "reminders"), ("officer", "note")])
    @given(
        st.booleans(), st.one_of(st.lists(MOVES, min_size=3, max_size=14), st.lists(QUIET, min_size=3, max_size=14))
    )  # fmt: skip
    def play(is_due: bool, moves: list[tuple[str, str]]) -> None:
        scene = Scene.of(database, desk, next(numbers), is_due)
        for who, action in moves:
            scene.begin(who, action)
        scene.work()
        scene.check()

    play()
    assert reminded, "no timer met a case that was due"
