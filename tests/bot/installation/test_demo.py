"""`nghedan demo`: made-up cases to look at, beside nothing that is real."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.app import Program
from bot.engine.worker import Worker
from bot.errors import CallerMistake
from bot.installation.demo import CITIZEN, fill, load_material, plan
from bot.installation.local import Installation
from bot.installation.opening import Opened, opened
from bot.settings import load
from cases.lifecycle import STATES
from db.engine.database import Database
from db.engine.storing import in_session
from db.queues import inbox
from db.stores import casework, filing
from db.tables import Case, Chat, Event, Inbox, Outbox, Person, Submission
from handlers.engine.visit import ChatDesk
from language.folding import fold
from tests.bot.cli.test_chat import Chat as Talk
from tests.bot.cli.test_officers import REPORT
from tests.bot.conftest import Nghedan
from tests.kits import LOADERS
from tests.running import CODE, wait_for

NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)


@pytest.fixture
def chat(nghedan: Nghedan, monkeypatch: pytest.MonkeyPatch) -> Talk:
    return Talk(nghedan, monkeypatch)


def look(work: Callable[[Session], None]) -> None:
    """Reads in the database that the command filled."""
    with opened(Installation(load(), LOADERS)) as office:
        office.database.read(in_session(work))


# ---------------------------------------------------------------- material and plan


def test_a_pack_without_made_up_cases_has_no_demo() -> None:
    with pytest.raises(CallerMistake, match=r"ngoc-giang/demo\.yaml"):
        load_material("ngoc-giang")


def test_the_material_fits_the_locality_and_varies(desk: ChatDesk) -> None:
    material = load_material("binh-son")
    assert len(material.reports) >= 40
    assert len({report.text for report in material.reports}) == len(material.reports)
    assert {report.field for report in material.reports} <= set(desk.locality.fields)
    assert len({report.field for report in material.reports}) >= 12
    assert {desk.locality.today(report.unit, NOW.date()).id for report in material.reports} == {
        one.id for one in desk.locality.communes(NOW.date())
    }
    assert 8 <= sum(report.text.lower() == fold(report.text) or report.text.isascii() for report in material.reports) <= 20
    assert [report.text for report in material.reports if bool(report.ask) != bool(report.reply)] == []
    assert [line for report in material.reports for line in (report.text, report.answer) if "!" in line] == []


def test_what_a_text_names_is_where_its_case_lies(desk: ChatDesk) -> None:
    today, named = NOW.date(), 0
    for report in load_material("binh-son").reports:
        candidates = desk.locality.resolve(report.text, today).candidates
        named += bool(candidates)
        found = {desk.locality.today(one.unit_id, today).id for one in candidates}
        assert not found or desk.locality.today(report.unit, today).id in found, report.text
    assert named > 20


def test_the_same_number_plans_the_same_cases(desk: ChatDesk) -> None:
    first, second = (plan(40, NOW, desk.locality, Random("40")) for _ in range(2))
    assert first == second
    assert first != plan(40, NOW, desk.locality, Random("41"))


@pytest.mark.parametrize("count", [1, 6, 200])
def test_a_plan_runs_forward_over_the_last_weeks_and_ends_before_now(desk: ChatDesk, count: int) -> None:
    planned = plan(count, NOW, desk.locality, Random(count))
    assert len(planned) == count
    assert [one.opened_at for one in planned] == sorted(one.opened_at for one in planned)
    for one in planned:
        times = [one.opened_at, *(step.at for step in one.steps), NOW]
        assert all(before < after for before, after in pairwise(times))
        assert re.fullmatch(r"0900 000 0\d\d", one.report.phone)
    assert NOW - planned[0].opened_at < timedelta(days=37)
    assert count < 200 or NOW - planned[0].opened_at > timedelta(days=30)


# ---------------------------------------------------------------- the command


def test_cases_in_every_state_with_their_histories(nghedan: Nghedan) -> None:
    made = nghedan("demo", "--cases", "30")
    assert (made.code, len(made.lines)) == (0, 1), made.err
    assert "30 vụ việc mẫu" in made.out

    def check(session: Session) -> None:
        cases = session.scalars(select(Case).order_by(Case.id)).all()
        assert len(cases) == 30
        assert {case.state for case in cases} == set(STATES)
        assert len({case.authority for case in cases}) == 5
        assert all(case.body for case in cases)
        for case in cases:
            head = ""
            for event in casework.history(session, case.id):
                head = filing.event_hash(event, head, [])
                assert event.hash == head
            assert head == case.head
        actions = set(session.scalars(select(Event.action)))
        assert {"open", "accept", "transfer", "note", "ask", "supplement", "answer", "rate", "close", "withdraw"} <= actions
        waiting = session.scalars(select(Inbox).where(Inbox.state != "handled")).all()
        assert len(waiting) == sum(case.state == "waiting_citizen" for case in cases) > 0
        assert {row.channel for row in waiting} == {"internal"}
        assert {row.channel for row in session.scalars(select(Chat))} == {"terminal"}

    look(check)


def test_the_officers_look_at_their_cases(nghedan: Nghedan, chat: Talk) -> None:
    line = nghedan("demo", "--cases", "24").out
    found = re.search(r"--as (demo-can-bo-\S+?),", line)
    assert found
    assert len(CODE.findall(chat("của tôi", name=found[1]).out.partition("> của tôi")[2])) >= 3
    assert len(nghedan("officer", "list").lines) == 5


def test_a_citizen_finds_the_question_and_answers_it(nghedan: Nghedan, chat: Talk) -> None:
    nghedan("demo", "--cases", "12")
    asked: list[str] = []

    def find(session: Session) -> None:
        query = (
            select(Chat.key)
            .join(Submission, Submission.chat_id == Chat.id)
            .join(Case, Case.id == Submission.case_id)
            .where(Case.state == "waiting_citizen")
        )
        asked.extend(session.scalars(query))

    look(find)
    assert asked
    assert "Xin ông/bà cho biết" in chat("chào", name=asked[0]).out


def test_again_adds_more_from_fresh_chats(nghedan: Nghedan) -> None:
    assert [nghedan("demo", "--cases", "8").code for _ in range(2)] == [0, 0]

    def check(session: Session) -> None:
        chats = set(session.scalars(select(Chat.key).where(Chat.key.startswith(CITIZEN))))
        assert chats == {f"{CITIZEN}{number}" for number in range(1, 17)}
        assert len(session.scalars(select(Submission.code)).all()) == 16
        assert len(session.scalars(select(Person)).all()) == 16 + 5
        assert len(session.scalars(select(Outbox.key)).all()) > 16

    look(check)
    assert len(nghedan("officer", "list").lines) == 5


@pytest.mark.usefixtures("folder")
def test_it_works_beside_a_running_program(database: Database) -> None:
    office = Opened(Installation(load(), LOADERS), database)
    program = Program(office.installation)
    with Worker(program.office(office)):
        made = fill(office, program.desk, 24)
        wait_for(lambda: database.read(inbox.depths)["waiting"] == 0, 20)
    assert (sum(made.values()), set(made)) == (24, set(STATES))
    assert database.read(inbox.depths) == {"fetching": 0, "waiting": 0, "parked": 0}


def test_it_keeps_away_from_real_cases(nghedan: Nghedan, mistaken: Callable[..., str], chat: Talk) -> None:
    assert nghedan("demo", "--cases", "2").code == 0
    assert CODE.findall(chat(*REPORT).out)
    assert "--force" in mistaken("demo", "--cases", "2")
    assert nghedan("demo", "--cases", "2", "--force").code == 0


def test_it_needs_the_keys_of_the_database(
    nghedan: Nghedan, mistaken: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert nghedan("demo", "--cases", "1").code == 0
    monkeypatch.setenv("NGHEDAN_SECRET_KEY", "k" * 40)
    assert "NGHEDAN_SECRET_KEY" in mistaken("demo", "--cases", "1")
    with opened(Installation(load(), LOADERS)) as office:
        assert len(office.database.read(lambda connection: connection.scalars(select(Case.id)).all())) == 1


def test_no_case_at_all_is_a_mistake(mistaken: Callable[..., str], folder: Path) -> None:
    assert mistaken("demo", "--cases", "0")
    assert not (folder / "var").exists()
