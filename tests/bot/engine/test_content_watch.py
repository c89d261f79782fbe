"""An editor's change reaches every process within a second, on both engines, without holding anybody up."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime
from threading import Semaphore

import pytest
from sqlalchemy import select

from bot.engine import content_watch
from bot.engine.content_watch import ContentWatch
from db.engine.database import Database, DatabaseBusy, open_database
from db.engine.storing import in_session
from db.stores import editions
from db.tables import Timer
from faq.content import Content, Contents, build
from faq.entries import parse
from faq.overlay import EditedEntry, overlay
from tests.faq.writing import markdown
from tests.running import wait_for

SOON = 3.0  # seconds; one where nothing else keeps the machine busy
NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
SHIPPED = parse(markdown("doi-ten", "đổi tên ở đâu"), name="doi-ten", group="civil-status", place="doi-ten")


def made(editions: Iterable[EditedEntry], before: Content | None) -> Content:
    return build(overlay([SHIPPED], (), editions), before)


class Process:
    """What one process of the program has open."""

    def __init__(self, url: str, stack: ExitStack) -> None:
        self.database = open_database(url)
        stack.callback(self.database.close)
        self.contents = Contents(made([], None))
        self._watch = ContentWatch(self.database, self.contents, made, lambda: NOW)
        self._stack = stack

    def watch(self) -> None:
        self._stack.enter_context(self._watch)

    def publish(self, fee: str) -> None:
        append(self.database, "published", markdown("doi-ten", "đổi tên ở đâu", fee=fee))

    def fee(self) -> str | None:
        return self.contents.current.entries["doi-ten"].fee


def append(database: Database, act: editions.Act, text: str = "", entry_id: str = "doi-ten") -> None:
    database.write(
        in_session(lambda session: editions.append(session, entry_id, act, group="civil-status", text=text, by="Bê", now=NOW))
    ).result(timeout=20)


@pytest.fixture(params=["sqlite_path", "postgres_url"])
def processes(request: pytest.FixtureRequest) -> Iterator[Callable[[], Process]]:
    """Makes processes that share a database."""
    where = request.getfixturevalue(request.param)
    url = where if isinstance(where, str) else f"sqlite:///{where}"
    with ExitStack() as stack:
        yield lambda: Process(url, stack)


def test_a_change_is_answered_with_in_every_process_within_a_second(processes: Callable[[], Process]) -> None:
    one, other = processes(), processes()
    one.watch()
    other.watch()
    one.publish("8.000 đồng")
    for process in (one, other):
        wait_for(lambda process=process: process.fee() == "8.000 đồng", SOON)  # type: ignore[misc]


def test_what_was_changed_before_the_start_counts_from_the_first_message(processes: Callable[[], Process]) -> None:
    one = processes()
    one.publish("8.000 đồng")
    one.watch()
    assert one.fee() == "8.000 đồng"


def test_an_entry_is_added_and_withdrawn_while_the_program_runs(processes: Callable[[], Process]) -> None:
    one, other = processes(), processes()
    one.watch()
    append(other.database, "published", markdown("doi-ho", "đổi họ ở đâu"), "doi-ho")
    wait_for(lambda: one.contents.current.match("đổi họ ở đâu").entry_id == "doi-ho", SOON)
    append(other.database, "withdrawn", markdown("doi-ho", "đổi họ ở đâu"), "doi-ho")
    wait_for(lambda: "doi-ho" in one.contents.current.withdrawn, SOON)
    assert one.contents.current.match("đổi họ ở đâu").entry_id is None


def test_a_draft_changes_nothing(processes: Callable[[], Process]) -> None:
    one = processes()
    one.watch()
    append(one.database, "draft", markdown("doi-ten", fee="1 đồng"))
    append(one.database, "published", markdown("doi-ho"), "doi-ho")
    wait_for(lambda: "doi-ho" in one.contents.current.entries, SOON)
    assert one.fee() == "Miễn phí"


def test_a_message_being_handled_keeps_the_content_it_began_with(processes: Callable[[], Process]) -> None:
    one = processes()
    one.watch()
    before = one.contents.current
    one.publish("8.000 đồng")
    wait_for(lambda: one.contents.current is not before, SOON)
    assert before.entries["doi-ten"].fee == "Miễn phí"


def test_an_outage_is_logged_once_and_again_after_it_was_over(
    processes: Callable[[], Process], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = processes()
    one.watch()
    monkeypatch.setattr(content_watch, "PATIENCE_SECONDS", 0.0)
    looks = Semaphore(0)

    def away(*_: object) -> None:
        looks.release()
        raise DatabaseBusy

    for outage in (1, 2):
        with monkeypatch.context() as patch:
            patch.setattr(one.database, "read", away)
            for _ in range(4):
                assert looks.acquire(timeout=SOON)
        before = one.contents.current
        one.publish(f"{outage}.000 đồng")
        wait_for(lambda before=before: one.contents.current is not before, SOON)  # type: ignore[misc]
    assert [record.getMessage() for record in caplog.records] == ["content not looked at: DatabaseBusy"] * 2


def test_timers_for_what_runs_out_are_set_once(processes: Callable[[], Process]) -> None:
    one, other = processes(), processes()
    one.watch()
    append(one.database, "published", markdown("doi-ten", valid_to=date(2026, 12, 31)))
    wait_for(lambda: len(_timers(one.database)) == 2, SOON)
    other.watch()
    assert _timers(other.database) == ["entries_end:after:2026-12-31", "entries_end:before:2026-12-31"]


def _timers(database: Database) -> list[str]:
    return database.read(lambda connection: list(connection.scalars(select(Timer.key).order_by(Timer.key))))
