"""What editors did, on both engines."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from db.engine.database import Database
from db.engine.storing import in_session
from db.stores import editions
from db.stores.editions import Act


@pytest.fixture
def act(do, now):
    def append(entry_id: str, act: Act, words: str = "", by: str = "Bê") -> int:
        return do(in_session(lambda session: editions.append(session, entry_id, act, group="g", text=words, by=by, now=now)))

    return append


def test_nothing_is_edited_at_first(do) -> None:
    assert do(in_session(editions.revision)) == 0
    assert do(in_session(editions.current)) == []


def test_versions_are_numbered_by_entry_and_kept(act, do) -> None:
    assert [act("a", "draft", "one"), act("a", "published", "two"), act("b", "draft", "three")] == [1, 2, 1]
    assert [(one.number, one.act, one.text) for one in do(in_session(lambda session: editions.history(session, "a")))] == [
        (1, "draft", "one"), (2, "published", "two"),
    ]  # fmt: skip


def test_a_draft_does_not_answer(act, do) -> None:
    act("a", "published", "one")
    act("a", "draft", "two")
    assert [(one.entry_id, one.text) for one in do(in_session(editions.current))] == [("a", "one")]


def test_what_was_done_last_holds(act, do) -> None:
    act("a", "published", "one")
    act("b", "published", "two")
    act("a", "withdrawn")
    assert [(one.entry_id, one.withdrawn) for one in do(in_session(editions.current))] == [("b", False), ("a", True)]
    act("a", "published", "three")
    assert {one.entry_id: one.text for one in do(in_session(editions.current))} == {"a": "three", "b": "two"}


def test_a_draft_waits_until_something_else_is_done(act, do) -> None:
    act("a", "draft", "one")
    act("a", "draft", "two")
    assert [one.text for one in do(in_session(editions.drafts))] == ["two"]
    act("a", "published", "two")
    assert do(in_session(editions.drafts)) == []


def test_every_act_is_another_revision(act, do) -> None:
    seen = [do(in_session(editions.revision))]
    for what in ("draft", "published", "withdrawn"):
        act("a", what)
        seen.append(do(in_session(editions.revision)))
    assert len(set(seen)) == 4
    assert seen == sorted(seen)


def test_two_editors_at_once_get_two_numbers(database: Database, now) -> None:
    futures = [
        database.write(in_session(lambda session: editions.append(session, "a", "draft", group="g", text="x", by="", now=now)))
        for _ in range(6)
    ]
    assert sorted(future.result(timeout=20) for future in futures) == [1, 2, 3, 4, 5, 6]


def test_the_day_of_an_edition_is_that_in_hanoi(do, now) -> None:
    late = now.replace(hour=20)
    do(in_session(lambda session: editions.append(session, "a", "published", group="g", text="x", by="Bê", now=late)))
    (found,) = do(in_session(editions.current))
    assert (found.by, found.on) == ("Bê", (late + timedelta(hours=7)).date())


def test_a_database_older_than_the_table_has_no_editions(memory: Database) -> None:
    memory.write(lambda connection: connection.execute(text("DROP TABLE editions"))).result()
    assert memory.read(in_session(editions.known)) == []
