"""A database made by each release becomes one of this version, and keeps what it holds.

`releases/<version>.<engine>.sql` was written by that version: four invented cases. A new release adds its two files, and its
migrations to those that nobody edits any more. Two states count as 0.1.0: before it was cut, at migration 0001, and as it was
cut, where 0002 was there and empty.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, func, inspect, select, text, update

from db.engine.database import Database, open_database
from db.engine.schema import SCRIPTS
from db.engine.storing import in_session
from db.engine.upgrading import to, to_newest
from db.stores import editions
from db.tables import Base, Case, Chat, Event

FOLDER = Path(__file__).parent / "releases"
RELEASES = sorted(FOLDER.glob("*.sql"))

RELEASED = {
    "0001_first.py": "727424f2692aa0340420b2fea9f6d453c2b0a1250a0f1d1cd31a5542b5f8eac9",
    "0002_several_processes.py": "1403503409d1c258256d2024ff01412765e18ac7b2551aaf3a3f2db68b3e0a9c",
}


def _on_sqlite(script: str, folder: Path) -> str:
    connection = sqlite3.connect(folder / "old.sqlite3")
    connection.executescript(script)
    connection.close()
    return f"sqlite:///{folder / 'old.sqlite3'}"


def _on_postgresql(script: str, url: str) -> str:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
        connection.execute(script.encode())
    return url


@pytest.fixture(params=RELEASES, ids=lambda file: file.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    script = request.param.read_text(encoding="utf-8")
    if ".sqlite" in request.param.name:
        url = _on_sqlite(script, tmp_path)
    else:
        url = _on_postgresql(script, request.getfixturevalue("postgres_url"))
    database = open_database(url)
    yield database
    database.close()


def counts(connection: Connection) -> dict[str, int]:
    tables = set(inspect(connection).get_table_names()) - {"alembic_version"}
    return {name: connection.scalar(text(f"SELECT count(*) FROM {name}")) or 0 for name in tables}


def test_there_is_a_database_of_each_engine() -> None:
    assert {file.name.split(".")[-2] for file in RELEASES} == {"sqlite", "postgresql"}


def test_migrations_of_a_release_stay_as_they_were() -> None:
    """A database that has run one never runs it again: what is added to it later is missing there for ever."""
    assert {name: hashlib.sha256((SCRIPTS / name).read_bytes()).hexdigest() for name in RELEASED} == RELEASED


def test_it_is_upgraded_and_keeps_every_row(old: Database) -> None:
    assert old.schema_state() == "old"
    before = old.read(counts)
    assert before["cases"] == 4
    assert old.migrate(to_newest) is True
    after = old.read(counts)
    assert {name: after[name] for name in before} == before
    assert old.read(lambda connection: compare_metadata(MigrationContext.configure(connection), Base.metadata)) == []


def on_channel(connection: Connection, channel: str) -> dict[str, int]:
    tables = ("chats", "contacts", "inbox", "outbox")
    return {
        name: connection.scalar(text(f"SELECT count(*) FROM {name} WHERE channel = :it"), {"it": channel}) or 0 for name in tables
    }


def test_the_console_is_called_terminal(old: Database) -> None:
    before = old.read(lambda connection: on_channel(connection, "console"))
    assert all(before.values())
    others = old.read(lambda connection: on_channel(connection, "web"))
    old.migrate(to_newest)
    assert old.read(lambda connection: on_channel(connection, "terminal")) == before
    assert not any(old.read(lambda connection: on_channel(connection, "console")).values())
    assert old.read(lambda connection: on_channel(connection, "web")) == others


@pytest.mark.parametrize("lacks", [(), ("ALTER TABLE cases DROP COLUMN last_event",)], ids=["all", "without last_event"])
def test_what_development_versions_called_0002_is_upgraded_too(old: Database, lacks: tuple[str, ...]) -> None:
    def back(connection: Connection) -> None:
        to(connection, "0003")
        for change in (*lacks, "UPDATE alembic_version SET version_num = '0002'"):
            connection.execute(text(change))

    old.write(back).result()
    assert old.schema_state() == "old"
    assert old.migrate(to_newest) is True
    assert old.read(lambda connection: compare_metadata(MigrationContext.configure(connection), Base.metadata)) == []
    assert old.read(histories) == old.read(counted)


def test_histories_go_on_after_their_last_number(old: Database) -> None:
    """Whatever is missing of them."""
    old.write(lambda connection: connection.execute(update(Event).values(number=Event.number + 7))).result()
    old.migrate(to_newest)
    found = old.read(histories)
    assert found == old.read(counted)
    assert min(found.values()) > 7


def counted(connection: Connection) -> dict[int, int]:
    return dict(connection.execute(select(Case.id, Case.last_event)).all())


def histories(connection: Connection) -> dict[int, int]:
    """The number of the last event of each case."""
    query = select(Event.case_id, func.max(Event.number)).group_by(Event.case_id)
    return dict(connection.execute(query).all())


def test_it_goes_on_from_there(old: Database) -> None:
    old.migrate(to_newest)
    highest = old.read(lambda connection: connection.scalar(select(func.max(Chat.id)))) or 0
    new = old.write(lambda connection: connection.scalar(text(
        "INSERT INTO chats (channel, chat_key, private, created_at, hidden_upto)"
        " VALUES ('web', 'new', true, '2026-11-24 00:00:00', 0) RETURNING id"
    ))).result()  # fmt: skip
    assert new == highest + 1
    assert old.read(lambda connection: connection.scalar(select(func.count()).select_from(Case))) == 4


def test_editors_work_is_kept_under_its_new_name(old: Database) -> None:
    def before(connection: Connection) -> None:
        to(connection, "0005")
        for number in (1, 2):
            connection.execute(text(
                "INSERT INTO answers (id, entry_id, number, act, chapter, text, made_by, made_at)"
                " VALUES (:id, 'khai-sinh', :number, 'published', 'civil-status', 'x', 'Bê', '2026-11-24 00:00:00')"
            ), {"id": number + 40, "number": number})  # fmt: skip

    old.write(before).result()
    assert old.migrate(to_newest) is True
    new = {"act": "withdrawn", "group": "civil-status", "text": "x", "by": "Cê", "now": datetime(2026, 11, 25, tzinfo=UTC)}
    old.write(in_session(lambda session: editions.append(session, "khai-sinh", **new))).result()  # type: ignore[arg-type]
    found = old.read(in_session(lambda session: editions.history(session, "khai-sinh")))
    assert [(one.id, one.number, one.made_by) for one in found] == [(41, 1, "Bê"), (42, 2, "Bê"), (43, 3, "Cê")]
    assert not old.read(lambda connection: inspect(connection).has_table("answers"))
