"""Cases, submissions, and the history that cannot be changed unseen, on both engines."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone
from threading import Event as Signal
from typing import Any, TypeVar

import pytest
from sqlalchemy import Connection, Delete, Update, delete, func, select, update
from sqlalchemy.orm import Session

from cases.codes import format_code
from cases.lifecycle import OPEN_STATES, STATES, State
from db.engine.database import Database
from db.engine.storing import in_session
from db.queues import inbox, outbox, tellings
from db.queues.messages import Attachment, Outgoing
from db.queues.outbox import Draft
from db.queues.tellings import Recipient
from db.stores import arrivals, casework, filing, told, worklists
from db.stores.worklists import Scope
from db.tables import Case, Event, File, Outbox, Submission

T = TypeVar("T")
PICTURE = Attachment(kind="photo", sha256="a" * 64, mime="image/jpeg", size=9, name="a.jpg")


class Cabinet:
    """Asks the casework's store in transactions of its own."""

    def __init__(self, database: Database, now: datetime) -> None:
        self.database, self.now = database, now
        self._numbers = iter(range(1, 1000))

    def do(self, fn: Callable[[Session], T]) -> T:
        return self.database.write(in_session(fn)).result(timeout=20)

    def citizen(self, name: str) -> tuple[int, int]:
        """(chat, person)"""
        chat_id = self.database.write(lambda connection: inbox.ensure_chat(connection, "web", name, self.now)).result()
        message = arrivals.Message(chat_id, "web", name)
        return chat_id, self.database.write(lambda connection: arrivals.look(connection, message, self.now)).result().sender.id

    def case(self, citizen: str = "dan", *, authority: str = "dong-son", state: State = "new") -> int:
        def work(session: Session) -> int:
            case = Case(kind="feedback", authority=authority, state=state, opened_at=self.now, head="", place="")
            session.add(case)
            session.flush()
            return case.id

        case_id = self.do(work)
        self.submission(case_id, citizen)
        return case_id

    def submission(self, case_id: int, citizen: str) -> str:
        chat_id, person_id = self.citizen(citizen)
        code = format_code("feedback", 2026, next(self._numbers))
        one = Submission(
            code=code, case_id=case_id, person_id=person_id, chat_id=chat_id, text="Đường hư", pin_hash="", received_at=self.now
        )
        self.do(lambda session: session.add(one))
        return code

    def happens(self, case_id: int, action: str, **more: Any) -> Event:
        facts: dict[str, Any] = {"now": self.now, "actor_id": None, "audience": "citizen"} | more
        return self.do(lambda session: filing.append_event(session, casework.lock_case(session, case_id), action, **facts))

    def intact(self, case_id: int) -> bool:
        """Whether the history leads, hash by hash, to the head that the case holds."""

        def verify(session: Session) -> bool:
            previous = ""
            for event in casework.history(session, case_id):
                files = casework.files_of_events(session, [event.id])
                if event.hash != filing.event_hash(event, previous, files):
                    return False
                previous = event.hash
            return previous == session.get_one(Case, case_id).head

        return self.do(verify)


@pytest.fixture
def cabinet(database: Database, now: datetime) -> Cabinet:
    return Cabinet(database, now)


# ---------------------------------------------------------------- history


def with_history(cabinet: Cabinet) -> int:
    case_id = cabinet.case()
    cabinet.happens(case_id, "open", text="Đường hư “nặng”\n\U0001f6a7", files=[PICTURE])
    cabinet.happens(case_id, "transfer", data={"to": {"body": None, "authority": "van-tuong"}, "from": {}})
    cabinet.happens(case_id, "note", audience="officers", text="gọi lại", now=cabinet.now + timedelta(microseconds=7))
    return case_id


def test_history_is_numbered_and_its_chain_verifies(cabinet: Cabinet) -> None:
    case_id, other = with_history(cabinet), with_history(cabinet)
    for one in (case_id, other):
        events = cabinet.do(lambda session, one=one: casework.history(session, one))  # type: ignore[misc]
        assert [event.number for event in events] == [1, 2, 3]
        assert cabinet.intact(one)
    assert cabinet.do(lambda session: session.get_one(Case, case_id).head) != cabinet.do(
        lambda session: session.get_one(Case, other).head
    )


def test_instants_of_any_zone_verify_after_they_were_read_back(cabinet: Cabinet) -> None:
    case_id = cabinet.case()
    cabinet.happens(case_id, "open", now=cabinet.now.astimezone(timezone(timedelta(hours=7))))
    assert cabinet.intact(case_id)


CHANGES: dict[str, Update | Delete] = {
    "text": update(Event).where(Event.number == 1).values(text="Đường tốt"),
    "data": update(Event).where(Event.number == 2).values(data={}),
    "actor": update(Event).where(Event.number == 2).values(actor_id=1),
    "audience": update(Event).where(Event.number == 3).values(audience="citizen"),
    "action": update(Event).where(Event.number == 3).values(action="answer"),
    "hash": update(Event).where(Event.number == 2).values(hash="0" * 64),
    "file": update(File).values(sha256="b" * 64),
    "last event": delete(Event).where(Event.number == 3),
    "event between": delete(Event).where(Event.number == 2),
    "head": update(Case).values(head=""),
}


@pytest.mark.parametrize("name", CHANGES)
def test_chain_breaks_when_a_row_is_changed(cabinet: Cabinet, name: str) -> None:
    case_id = with_history(cabinet)
    assert cabinet.intact(case_id)
    cabinet.do(lambda session: session.execute(CHANGES[name], execution_options={"synchronize_session": False}))
    assert not cabinet.intact(case_id)


def test_moved_instant_breaks_the_chain(cabinet: Cabinet) -> None:
    case_id = with_history(cabinet)
    moved = update(Event).where(Event.number == 1).values(at=cabinet.now - timedelta(days=1))
    cabinet.do(lambda session: session.execute(moved))
    assert not cabinet.intact(case_id)


def test_citizens_read_what_is_meant_for_them(cabinet: Cabinet) -> None:
    case_id = with_history(cabinet)
    shown = cabinet.do(lambda session: casework.history(session, case_id, ("citizen",)))
    assert [event.action for event in shown] == ["open", "transfer"]


def test_files_of_events(cabinet: Cabinet) -> None:
    case_id = with_history(cabinet)
    events = cabinet.do(lambda session: casework.history(session, case_id))
    assert cabinet.do(lambda session: casework.files_of_events(session, [event.id for event in events])) == [PICTURE]
    assert cabinet.do(lambda session: casework.files_of_events(session, [events[1].id])) == []
    assert cabinet.do(lambda session: casework.is_filed(session, PICTURE.sha256))
    assert not cabinet.do(lambda session: casework.is_filed(session, "b" * 64))


# ---------------------------------------------------------------- finding


def test_case_is_found_by_any_code_of_it(cabinet: Cabinet) -> None:
    case_id = cabinet.case()
    second = cabinet.submission(case_id, "hàng xóm")
    found = cabinet.do(lambda session: casework.submission(session, second))
    assert found is not None
    assert found.case_id == case_id
    assert cabinet.do(lambda session: casework.submission(session, "PA-26-99999-X")) is None
    assert len(cabinet.do(lambda session: casework.submissions_of_case(session, case_id))) == 2


def test_citizen_sees_own_submissions_of_this_chat_newest_first(cabinet: Cabinet) -> None:
    first, second = cabinet.case("dan"), cabinet.case("dan")
    cabinet.case("hàng xóm")
    chat_id, person_id = cabinet.citizen("dan")
    other_chat, other_person = cabinet.citizen("hàng xóm")

    def cases(chat: int, person: int) -> list[int]:
        return cabinet.do(lambda session: [case.id for _, case in casework.submissions_in_chat(session, chat, person)])

    assert cases(chat_id, person_id) == [second, first]
    assert cases(chat_id, other_person) == cases(other_chat, person_id) == []


def test_officers_see_open_cases_of_their_communes_oldest_first(cabinet: Cabinet) -> None:
    made = {state: cabinet.case(state=state) for state in STATES}
    elsewhere = cabinet.case(authority="van-tuong")
    cabinet.submission(made["new"], "hàng xóm")

    def seen(authorities: Sequence[str]) -> list[int]:
        return cabinet.do(lambda session: [case.id for _, case in worklists.open_cases(session, Scope(authorities, ()))])

    assert seen(["dong-son"]) == [made[state] for state in OPEN_STATES]
    assert seen(["dong-son", "van-tuong"]) == [*(made[state] for state in OPEN_STATES), elsewhere]
    assert seen([]) == []


# ---------------------------------------------------------------- locking


def test_submissions_are_read_as_they_stand_now(cabinet: Cabinet) -> None:
    """Whoever waited for the case's lock may know one from before."""
    case_id = cabinet.case()
    code = cabinet.submission(case_id, "ai đó")

    def work(session: Session) -> list[bool]:
        known = casework.submission(session, code)
        assert known is not None
        session.connection().execute(update(Submission).where(Submission.code == code).values(withdrawn_at=cabinet.now))
        casework.lock_case(session, case_id)
        return [one.withdrawn_at is None for one in casework.submissions_of_case(session, case_id)]

    assert cabinet.do(work) == [True, False]


def test_a_case_is_locked_once_in_a_unit_of_work(cabinet: Cabinet) -> None:
    case_id = cabinet.case()

    def work(session: Session) -> None:
        case = casework.lock_case(session, case_id)
        case.state = "accepted"
        assert casework.lock_case(session, case_id) is case
        assert case.state == "accepted"

    cabinet.do(work)
    assert cabinet.do(lambda session: casework.lock_case(session, case_id).state) == "accepted"


def test_lock_reads_afresh_what_another_changed(cabinet: Cabinet) -> None:
    case_id = cabinet.case()

    def work(session: Session) -> State:
        known = session.get_one(Case, case_id)
        session.connection().execute(update(Case).where(Case.id == case_id).values(state="accepted"))
        assert known.state == "new"
        return casework.lock_case(session, case_id).state

    assert cabinet.do(work) == "accepted"


def test_of_two_who_want_the_same_case_the_second_waits_and_sees(cabinet: Cabinet) -> None:
    """Two officers press "nhận" in the same instant."""
    case_id = cabinet.case()
    locked = Signal()

    def take(session: Session) -> State:
        case = casework.lock_case(session, case_id)
        found: State = case.state
        case.state = "accepted"
        session.flush()
        locked.set()
        return found

    futures = [cabinet.database.write(in_session(take)) for _ in range(4)]
    assert sorted(future.result(timeout=20) for future in futures) == ["accepted", "accepted", "accepted", "new"]
    assert locked.is_set()


# ---------------------------------------------------------------- informed


def answer(cabinet: Cabinet, case_id: int, citizen: str, event: int = 2, what: str = "answer") -> int:
    """The case's answer is on its way to the newest submission of this citizen; its chat."""
    chat_id, person_id = cabinet.citizen(citizen)

    def write(connection: Connection) -> None:
        mine = (Submission.case_id == case_id, Submission.person_id == person_id)
        one = connection.scalar(select(func.max(Submission.id)).where(*mine))
        to = Recipient(submission_id=one)
        tellings.add(connection, case_id, event, what, [(to, True)], cabinet.now)
        key = tellings.key(case_id, event, what, to)
        outbox.write(connection, [Draft(chat_id, Outgoing(text="Đã sửa"), key, "case", case_id, telling=key)], cabinet.now)

    cabinet.database.write(write).result()
    return chat_id


def read(cabinet: Cabinet, chat_id: int) -> None:
    cabinet.database.write(lambda connection: outbox.confirm(connection, chat_id, 9, cabinet.now)).result()


def informed(cabinet: Cabinet, case_id: int) -> bool:
    return cabinet.do(lambda session: told.is_informed(session, case_id))


def test_informed_when_everybody_has_the_answer(cabinet: Cabinet) -> None:
    case_id = cabinet.case("dan")
    cabinet.submission(case_id, "hàng xóm")
    chats = [answer(cabinet, case_id, citizen) for citizen in ("dan", "hàng xóm")]
    for chat_id in chats:
        assert not informed(cabinet, case_id)
        read(cabinet, chat_id)
    assert informed(cabinet, case_id)


def test_the_last_answer_counts(cabinet: Cabinet) -> None:
    """After a reopening: that the first answer never arrived, or did, says nothing of the second."""
    case_id = cabinet.case("dan")
    chat_id = answer(cabinet, case_id, "dan", event=2)
    kill = update(Outbox).values(state="dead")
    cabinet.database.write(lambda connection: connection.execute(kill)).result()
    read(cabinet, answer(cabinet, case_id, "dan", event=5))
    assert informed(cabinet, case_id)
    answer(cabinet, case_id, "dan", event=8)
    assert not informed(cabinet, case_id)
    read(cabinet, chat_id)
    assert informed(cabinet, case_id)


def test_a_later_answer_to_one_says_nothing_of_what_the_others_have(cabinet: Cabinet) -> None:
    case_id = cabinet.case("dan")
    cabinet.submission(case_id, "hàng xóm")
    read(cabinet, answer(cabinet, case_id, "dan"))
    read(cabinet, answer(cabinet, case_id, "hàng xóm", event=4))  # joined later, and was passed the answer on
    assert informed(cabinet, case_id)


def test_what_puts_the_answer_right_counts_as_the_last(cabinet: Cabinet) -> None:
    case_id = cabinet.case("dan")
    read(cabinet, answer(cabinet, case_id, "dan"))
    chat_id = answer(cabinet, case_id, "dan", event=3, what="correction")
    assert not informed(cabinet, case_id)
    read(cabinet, chat_id)
    assert informed(cabinet, case_id)


def test_not_informed_where_somebody_has_no_chat_any_more(cabinet: Cabinet) -> None:
    case_id = cabinet.case()
    cabinet.do(lambda session: session.execute(update(Submission).values(chat_id=None)))
    assert not informed(cabinet, case_id)
    cabinet.do(lambda session: session.execute(update(Submission).values(withdrawn_at=cabinet.now)))
    assert informed(cabinet, case_id)


def test_answer_of_another_case_does_not_count(cabinet: Cabinet) -> None:
    case_id, other = cabinet.case("dan"), cabinet.case("dan")
    read(cabinet, answer(cabinet, other, "dan"))
    assert informed(cabinet, other)
    assert not informed(cabinet, case_id)


def test_card_is_remembered_for_its_chat(cabinet: Cabinet) -> None:
    case_id = cabinet.case()
    chat_id, _ = cabinet.citizen("nhóm")

    def missing(chat: int) -> list[int]:
        found = cabinet.do(lambda session: worklists.without_card(session, "dong-son", None, chat))
        return [case.id for _, case in found]

    assert missing(chat_id) == [case_id]
    told_ = [(Recipient(chat_id=chat_id), True)]
    cabinet.database.write(lambda connection: tellings.add(connection, case_id, 1, "card", told_, cabinet.now)).result()
    assert missing(chat_id) == []
    assert missing(chat_id + 1) == [case_id]
