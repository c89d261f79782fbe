"""Facts that processes share, on both engines."""

from sqlalchemy.orm import Session

from db.engine.database import Database
from db.engine.storing import in_session
from db.stores import settings
from tests.db.conftest import Do


def test_a_value_is_put_again_and_again(do: Do) -> None:
    assert do(in_session(lambda session: settings.value(session, "a"))) is None
    for value in ("1", "2"):
        do(in_session(lambda session, value=value: settings.put(session, "a", value)))  # type: ignore[misc]
        assert do(in_session(lambda session: settings.value(session, "a"))) == value


def test_only_the_first_value_is_adopted(do: Do) -> None:
    assert do(in_session(lambda session: settings.adopt(session, "a", "1")))
    assert not do(in_session(lambda session: settings.adopt(session, "a", "2")))
    assert do(in_session(lambda session: settings.values(session, ["a", "b"]))) == {"a": "1"}


def test_a_row_that_the_session_knew_is_as_it_stands_now(do: Do) -> None:
    def work(session: Session) -> list[str]:
        known = settings.locked(session, "a", "0")
        known.value = "1"
        found = [settings.locked(session, "a", "0").value, settings.values(session, ["a"])["a"]]
        known.value = "2"
        settings.put(session, "a", "3")
        return [*found, settings.locked(session, "a", "0").value]

    assert do(in_session(work)) == ["1", "1", "3"]


def test_whoever_changes_one_waits_for_the_other(database: Database) -> None:
    def count(session: Session) -> None:
        row = settings.locked(session, "n", "0")
        row.value = str(int(row.value) + 1)

    for future in [database.write(in_session(count)) for _ in range(12)]:
        future.result(timeout=20)
    assert database.read(in_session(lambda session: settings.value(session, "n"))) == "12"


def test_what_is_removed_is_gone(do: Do) -> None:
    for name in ("a", "b", "c"):
        do(in_session(lambda session, name=name: settings.put(session, name, "1")))  # type: ignore[misc]
    do(in_session(lambda session: settings.remove(session, ["a", "b", "d"])))
    assert do(in_session(lambda session: settings.values(session, ["a", "b", "c"]))) == {"c": "1"}
