"""Rows that the session knows without its unit of work: it must see them as if it had read and written them itself, on both
engines."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import pytest
from sqlalchemy import Connection, bindparam, event, insert, select, update
from sqlalchemy.orm import Session

from db.engine.database import Database
from db.engine.prepared import Prepared
from db.engine.storing import PairReader, Reader, Store, flush, in_session, read_all, read_one
from db.tables import Case, Setting, Submission

T = TypeVar("T")
CASES, SUBMISSIONS = Store(Case), Store(Submission)
CASE = Reader(Case, Case.id == bindparam("case"), order=Case.id)
LOCKED = Reader(Case, Case.id == bindparam("case"), order=Case.id, lock=True)
BOTH = PairReader(Submission, Case, Submission.code == bindparam("code"), Case.id == Submission.case_id)


class Shelf:
    def __init__(self, database: Database, now: datetime) -> None:
        self.database, self.now = database, now

    def do(self, fn: Callable[[Session], T]) -> T:
        return self.database.write(in_session(fn)).result(timeout=20)

    def case(self, **more: object) -> Case:
        return Case(kind="feedback", authority="dong-son", state="new", opened_at=self.now, **more)

    def submission(self, case_id: int, code: str) -> Submission:
        return Submission(code=code, case_id=case_id, text="Đường hư", pin_hash="", received_at=self.now)

    def filed(self, code: str = "PA-26-00001-K") -> int:
        def work(session: Session) -> int:
            case = self.case()
            CASES.add(session, case)
            SUBMISSIONS.add(session, self.submission(case.id, code))
            return case.id

        return self.do(work)


@pytest.fixture
def shelf(database: Database, now: datetime) -> Shelf:
    return Shelf(database, now)


def test_added_row_has_its_id_and_the_defaults_of_its_columns(shelf: Shelf) -> None:
    def work(session: Session) -> tuple[object, ...]:
        case = shelf.case()
        CASES.add(session, case)
        assert session.get(Case, case.id) is case
        assert not session.dirty
        assert not session.new
        return case.place, case.urgent, case.last_event, case.handler_id

    assert shelf.do(work) == ("", False, 0, None)


def test_a_change_is_written_once_and_only_what_was_changed(shelf: Shelf) -> None:
    case_id = shelf.filed()
    said: list[str] = []

    def note(_: Connection, __: object, statement: str, *___: object) -> None:
        said.append(statement)

    def work(session: Session) -> None:
        case = CASE.one(session, {"case": case_id})
        assert case is not None
        # What another hand wrote into a column that this one left alone stays.
        session.connection().execute(update(Case).where(Case.id == case_id).values(place="chợ"))
        case.state, case.about_officer = "accepted", False
        flush(session)
        assert not session.dirty
        event.listen(session.connection(), "before_cursor_execute", note)
        session.flush()
        assert not said  # nothing is left for the session to write

    shelf.do(work)
    found = shelf.do(lambda session: session.execute(select(Case.state, Case.place, Case.last_event)).one())
    assert tuple(found) == ("accepted", "chợ", 0)


def test_a_later_change_is_written_too(shelf: Shelf) -> None:
    case_id = shelf.filed()

    def work(session: Session) -> None:
        case = LOCKED.one(session, {"case": case_id})
        assert case is not None
        case.state = "accepted"
        flush(session)
        case.handler_id, case.state = None, "answered"

    shelf.do(work)
    assert shelf.do(lambda session: session.scalars(select(Case.state)).one()) == "answered"


def test_reading_writes_first_what_was_changed(shelf: Shelf) -> None:
    case_id = shelf.filed()

    def work(session: Session) -> None:
        case = CASE.one(session, {"case": case_id})
        assert case is not None
        case.state = "closed"
        afresh = LOCKED.one(session, {"case": case_id})
        assert afresh is case
        assert case.state == "closed"

    shelf.do(work)


def test_locked_row_is_as_it_stands_now(shelf: Shelf) -> None:
    case_id = shelf.filed()

    def work(session: Session) -> None:
        case = CASE.one(session, {"case": case_id})
        session.connection().execute(update(Case).where(Case.id == case_id).values(state="closed"))
        assert case is not None
        assert (CASE.one(session, {"case": case_id}), case.state) == (case, "new")  # known already
        assert (LOCKED.one(session, {"case": case_id}), case.state) == (case, "closed")

    shelf.do(work)


def test_two_rows_that_belong_together(shelf: Shelf) -> None:
    shelf.filed("PA-26-00001-K")
    case_id = shelf.filed("PA-26-00002-N")

    def work(session: Session) -> None:
        found = BOTH.one(session, {"code": "PA-26-00002-N"})
        assert found is not None
        one, case = found
        assert (one.code, one.text, one.case_id, case.id) == ("PA-26-00002-N", "Đường hư", case_id, case_id)
        assert case.opened_at == shelf.now
        assert session.get(Case, case_id) is case
        assert session.get(Submission, one.id) is one
        one.rating = 5
        assert BOTH.one(session, {"code": "?"}) is None

    shelf.do(work)
    assert shelf.do(lambda session: session.scalars(select(Submission.rating).order_by(Submission.id)).all()) == [None, 5]


# ---------------------------------------------------------------- read past the session

BY_STATE = Prepared(select(Case.id).where(Case.state == bindparam("state")).order_by(Case.id))
VALUE = Prepared(select(Setting.value).where(Setting.name == "a"))


def test_a_prepared_read_sees_what_the_session_holds(shelf: Shelf) -> None:
    """What is new, and what was changed, be it of a table with a Store or not."""
    case_id = shelf.filed()

    def work(session: Session) -> None:
        case = CASE.one(session, {"case": case_id})
        assert case is not None
        case.state = "closed"
        assert read_all(session, BY_STATE, {"state": "closed"}) == [(case_id,)]
        setting = Setting(name="a", value="1")
        session.add(setting)
        assert read_one(session, VALUE, {}) == ("1",)
        setting.value = "2"
        assert read_one(session, VALUE, {}) == ("2",)

    shelf.do(work)


def test_what_a_session_was_given_is_written_at_its_end_and_can_be_looked_at(shelf: Shelf) -> None:
    def add(session: Session) -> Setting:
        row = Setting(name="a", value="1")
        session.add(row)
        return row

    assert shelf.do(add).value == "1"
    found = shelf.database.read(in_session(lambda session: session.scalars(select(Setting)).all()))
    assert [(one.name, one.value) for one in found] == [("a", "1")]


def test_a_session_undoes_nothing_of_the_transaction_it_joins(shelf: Shelf) -> None:
    def work(connection: Connection) -> None:
        connection.execute(insert(Setting).values(name="before", value=""))
        in_session(lambda session: session.add(Setting(name="within", value="")))(connection)
        connection.execute(insert(Setting).values(name="after", value=""))

    shelf.database.write(work).result(timeout=20)
    names = shelf.database.read(lambda connection: connection.scalars(select(Setting.name)).all())
    assert sorted(names) == ["after", "before", "within"]
