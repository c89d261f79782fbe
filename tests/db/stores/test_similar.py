"""Cases that tell of the same matter, among others, on both engines."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cases.lifecycle import OPEN_STATES
from db.engine.database import Database
from db.engine.storing import in_session
from db.stores import matters, similar
from db.stores.similar import NEWEST, Wanted
from db.tables import Case, Matter, MatterWord, Submission
from localities.loading import load
from understanding.matters.signature import Signature, sign

T = TypeVar("T")
LOCALITY = load("binh-son")
ON = date(2026, 11, 24)
POTHOLE = "Ổ gà to trước chợ Bình Châu, hôm qua một bà già té gãy tay ở đó"
AGAIN = "truoc cho binh chau o ga to lam, hom qua co ba cu te gay tay"
RUBBISH = "Rác chất đống ở bãi biển Bình Châu không ai dọn"


def about(text: str) -> Signature:
    return sign(text, LOCALITY, ON)


class Store:
    def __init__(self, database: Database, now: datetime) -> None:
        self.database, self.now = database, now
        self._count = 0

    def do(self, fn: Callable[[Session], T]) -> T:
        return self.database.write(in_session(fn)).result(timeout=20)

    def case(self, text: str, *, public: bool = True, **facts: Any) -> int:
        """Opens a case with one submission."""

        def work(session: Session) -> int:
            values = {"kind": "feedback", "authority": "dong-son", "state": "new", "opened_at": self.now, "head": "", "place": ""}
            case = Case(**values | facts)
            session.add(case)
            session.flush()
            matters.keep(session, self._submission(session, case.id, text), case, about(text), public=public)
            return case.id

        return self.do(work)

    def _submission(self, session: Session, case_id: int, text: str) -> Submission:
        self._count += 1
        one = Submission(
            code=f"PA-{self._count}", case_id=case_id, text=text, pin_hash="", wrong_pins=0, received_at=self.now,
            contact_name="", contact_phone="",
        )  # fmt: skip
        session.add(one)
        session.flush()
        return one

    def found(self, text: str, authority: str = "dong-son") -> list[int]:
        wanted = Wanted(authority, (*OPEN_STATES, "answered"), self.now - timedelta(days=180))
        hits = self.database.read(in_session(lambda session: similar.same_public(session, about(text), wanted)))
        return [hit.case_id for hit in hits]

    def submission_of(self, case_id: int) -> int:
        return self.do(lambda session: session.scalars(select(Submission.id).where(Submission.case_id == case_id)).first()) or 0

    def words(self) -> int:
        return self.do(lambda session: session.scalar(select(func.count()).select_from(MatterWord))) or 0


@pytest.fixture
def store(database: Database, now: datetime) -> Store:
    return Store(database, now)


def test_the_same_matter_is_found_among_others(store: Store) -> None:
    case_id = store.case(POTHOLE)
    store.case(RUBBISH)
    assert store.found(AGAIN) == [case_id]
    assert store.found("Chó thả rông ở Bình Châu") == []


@pytest.mark.parametrize(
    "facts",
    [
        {"authority": "van-tuong"}, {"state": "closed"}, {"state": "withdrawn"}, {"about_officer": True}, {"public": False},
        {"opened_at": datetime.fromisoformat("2026-01-01T00:00+00:00")},
    ],
)  # fmt: skip
def test_what_is_not_public_or_over_is_not_found(store: Store, facts: dict[str, Any]) -> None:
    store.case(POTHOLE, **facts)
    assert store.found(AGAIN) == []


def test_what_is_not_public_leaves_no_words(store: Store) -> None:
    store.case(POTHOLE, public=False)
    assert store.words() == 0


def test_own_cases_are_found_whatever_they_are(store: Store) -> None:
    mine, other = store.case(POTHOLE, public=False, state="closed"), store.case(RUBBISH)
    hits = store.do(lambda session: similar.same_among(session, [mine, other], about(AGAIN)))
    assert [hit.case_id for hit in hits] == [mine]


def test_newest_first_where_very_many_say_the_same(store: Store) -> None:
    cases = [store.case(POTHOLE) for _ in range(5)]
    assert store.found(AGAIN) == sorted(cases, reverse=True)
    assert NEWEST >= 100


def move(store: Store, case_id: int, into: int) -> None:
    one = store.submission_of(case_id)

    def work(session: Session) -> None:
        submission, case = session.get_one(Submission, one), session.get_one(Case, into)
        submission.case_id = into
        session.flush()
        matters.reassign(session, submission, case)

    store.do(work)


def test_a_submission_takes_its_words_along(store: Store) -> None:
    pothole, rubbish = store.case(POTHOLE), store.case(RUBBISH)
    words = store.words()
    move(store, pothole, rubbish)
    matters = store.do(lambda session: session.execute(select(Matter.case_id)).scalars().all())
    left = store.do(lambda session: session.scalar(select(func.count()).where(MatterWord.case_id == pothole)))
    assert list(matters) == [rubbish, rubbish]
    assert left == 0
    assert 0 < store.words() <= words


def test_a_case_is_found_where_it_was_sent(store: Store) -> None:
    case_id = store.case(POTHOLE)

    def work(session: Session) -> None:
        case = session.get_one(Case, case_id)
        matters.rehome(session, case, "van-tuong")
        case.authority = "van-tuong"

    store.do(work)
    assert store.found(AGAIN) == []
    assert store.found(AGAIN, "van-tuong") == [case_id]


def test_an_empty_message_finds_nothing(store: Store) -> None:
    store.case(POTHOLE)
    assert store.found("") == []
