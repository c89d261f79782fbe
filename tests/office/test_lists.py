"""Lists: nothing is cut in silence, each case stands once, and many cases cost as many statements as few."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from db.queues.timers import DueTimer
from db.stores import people as store
from db.tables import Case, OfficeGroup, Submission
from handlers.citizens import track_case
from handlers.engine.visit import Visit
from handlers.officers import work_case
from office import cards, gate
from office.casework import joining
from office.errand import Errand
from office.staff import linking, revoking
from office.staff.inviting import code_hash
from office.supervision import reminders
from tests.handlers.conftest import empty
from tests.handlers.hall import Hall, Somebody, texts_of

BODY = "dong-son/kinh-te-xa"
FEW, MANY = 8, 40
DUE = DueTimer(1, "reminders:2026-12-08", "reminders", datetime(2026, 12, 8, 0, 30, tzinfo=UTC), {}, 0)


def itself(deed: Callable[[Errand], object]) -> Callable[[Visit], object]:
    """Done by the office."""
    return lambda visit: deed(Errand(visit.uow, visit.desk))


def digest(errand: Errand) -> None:
    chat_id = errand.uow.session.scalars(select(OfficeGroup.chat_id)).one()
    cards.send_digest(errand, DueTimer(2, "digest:1:1", "digest", errand.now, {"chat": chat_id}, 0))


LISTS: dict[str, tuple[str, Callable[[Visit], object]]] = {
    "an officer's open cases": ("officer", work_case.show_open),
    "a citizen's own": ("dan", track_case.show_own),
    "reminders": ("dan", itself(lambda errand: reminders.send(errand, DUE))),
    "a group's digest": ("dan", itself(digest)),
    "what waits for a new officer": ("newcomer", lambda visit: linking.link(visit, "later", private=True, channel="terminal")),
}


def office_with(hall: Hall, number: int) -> dict[str, Somebody]:
    """So many cases of one citizen, and those who look at lists of them."""
    people = {"officer": hall.officer(BODY), "dan": hall.person("dan"), "newcomer": hall.person("newcomer")}
    for _ in range(number):
        people["dan"].files_case()
    people["newcomer"].say("chào")
    hall.person("cán bộ", group="nhóm").say("chào")

    def arrange(session) -> None:  # type: ignore[no-untyped-def]
        group = {"authority": "dong-son", "body": "kinh-te-xa", "invited_at": hall.now, "linked_at": hall.now}
        session.add(OfficeGroup(chat_id=hall.person("cán bộ", group="nhóm").chat_id_in(session.connection()), **group))
        store.invite(
            session, authority="dong-son", body="kinh-te-xa", role="officer", name="Lê Thị Xê", code_hash=code_hash("later"),
            now=hall.now,
        )  # fmt: skip

    hall.stored(arrange)
    return people


def statements(somebody: Somebody, deed: Callable[[Visit], object]) -> int:
    """How many statements the database is asked while it happens."""
    heard: list[str] = []

    def within(visit: Visit) -> None:
        driver: Any = visit.uow.connection.connection.dbapi_connection
        driver.set_trace_callback(heard.append)
        try:
            deed(visit)
        finally:
            driver.set_trace_callback(None)

    somebody.within(within)
    return len(heard)


@pytest.mark.parametrize("name", LISTS)
def test_many_cases_cost_as_many_statements_as_few(hall: Hall, name: str) -> None:
    who, deed = LISTS[name]
    few = statements(office_with(hall, FEW)[who], deed)
    hall.do(empty)
    many = statements(office_with(hall, MANY)[who], deed)
    assert few > 0
    assert many == few


# ---------------------------------------------------------------- nothing is cut in silence


def pages(somebody: Somebody, said: str) -> Iterator[str]:
    """The whole list, page by page."""
    shown = somebody.say(said)[-1]
    while True:
        yield shown.text
        more = [choice for choice in shown.choices if choice.label.startswith("Xem tiếp")]
        if not more:
            return
        shown = somebody.say(more[0].value)[-1]


def test_every_open_case_is_shown_to_an_officer_page_by_page(hall: Hall) -> None:
    officer, dan = hall.officer(BODY), hall.person("dan")
    codes = [dan.files_case()[0] for _ in range(45)]
    shown = "\n".join(pages(officer, "của tôi"))
    assert [code for code in codes if shown.count(code) != 1] == []
    first = officer.say("của tôi")[-1]
    assert [choice.label for choice in first.choices][-1] == "Xem tiếp (còn 25 việc)"


@pytest.mark.parametrize("page", ["2", "99", "9" * 30])
def test_a_page_that_is_no_more_shows_the_last_one(hall: Hall, page: str) -> None:
    officer, dan = hall.officer(BODY), hall.person("dan")
    code, _ = dan.files_case()
    assert code in officer.press("open", "page", page)[-1].text
    assert code in dan.press("mine", "page", page)[-1].text


def test_reminders_of_many_handlers_cost_as_many_statements_as_of_few(hall: Hall) -> None:
    def handled(number: int) -> int:
        dan, officers = hall.person("dan"), [hall.officer(BODY, name=f"Cán Bộ {one}") for one in range(number)]
        for officer in officers:
            officer.say(f"nhận {dan.files_case()[0]}")
        return statements(dan, LISTS["reminders"][1])

    few = handled(2)
    hall.do(empty)
    assert handled(9) == few > 0


def test_every_own_case_is_shown_to_a_citizen_page_by_page(hall: Hall) -> None:
    dan = hall.person("dan")
    codes = [dan.files_case()[0] for _ in range(23)]
    shown = "\n".join(pages(dan, "của tôi"))
    assert [code for code in codes if code not in shown] == []
    assert "Châu Me" in texts_of(dan.say(codes[0]))[-1]  # also the oldest by its code


def test_a_case_of_several_people_stands_and_counts_once(hall: Hall) -> None:
    officer, dan, neighbour = hall.officer(BODY), hall.person("dan"), hall.person("hàng xóm")
    first, _ = dan.files_case()
    second, _ = neighbour.files_case()
    officer.within(lambda visit: joining.merge(visit, gate.of_officer(visit, second)[1], gate.of_officer(visit, first)[1]))
    shown = texts_of(officer.say("của tôi"))[-1]
    assert (shown.count(first), shown.count(second)) == (1, 0)
    assert officer.within(gate.count_open) == 1
    text = "".join(texts_of(remind(hall, officer)))
    assert (text.count(first), text.count(second)) == (1, 0)


def remind(hall: Hall, officer: Somebody) -> list[Any]:
    officer.news()
    hall.now = datetime(2026, 12, 8, 0, 30, tzinfo=UTC)
    hall.person("máy").within(itself(lambda errand: reminders.send(errand, DUE)))
    return officer.news()


def test_revoking_moves_every_open_case_however_many(hall: Hall) -> None:
    officer, focal = hall.officer(BODY), hall.officer("dong-son", "focal", "Lê Thị Cê")
    dan = hall.person("dan")
    one, _ = dan.files_case()
    holder = officer.within(lambda visit: visit.sender.id)
    case = {
        "kind": "feedback",
        "field": "giao-thong",
        "authority": "dong-son",
        "unit": "binh-chau",
        "place": "",
        "body": "kinh-te-xa",
    }
    last = {"person_id": None, "text": "Đường hư", "pin_hash": "", "wrong_pins": 0, "received_at": hall.now}

    def add(session) -> None:  # type: ignore[no-untyped-def]
        for number in range(1, 203):
            made = Case(state="accepted", handler_id=holder, opened_at=hall.now, head="", **case)
            session.add(made)
            session.flush()
            session.add(Submission(code=f"PA-25-{number:05d}-X", case_id=made.id, **last))

    hall.stored(add)
    officer.say(f"nhận {one}")
    assert hall.stored(lambda session: len(session.scalars(select(Case).where(Case.handler_id == holder)).all())) == 203
    assert officer.within(itself(lambda errand: revoking.revoke(errand, 1))) == 203
    assert hall.stored(lambda session: session.scalars(select(Case).where(Case.handler_id == holder)).all()) == []
    assert focal.within(gate.count_open) == 203
