"""A database made by each release becomes one of this version, and keeps what it holds.

`releases/<version>.<engine>.sql` was written by that version: four invented cases. A new release adds its two files.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, func, inspect, select, text

from db.engine import Database, open_database
from db.tables import Base, Case, Chat

FOLDER = Path(__file__).parent / "releases"
RELEASES = sorted(FOLDER.glob("*.sql"))


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


def test_it_is_upgraded_and_keeps_every_row(old: Database) -> None:
    assert old.schema_state() == "old"
    before = old.read(counts)
    assert before["cases"] == 4
    assert old.migrate() is True
    after = old.read(counts)
    assert {name: after[name] for name in before} == before
    assert old.read(lambda connection: compare_metadata(MigrationContext.configure(connection), Base.metadata)) == []


def test_it_goes_on_from_there(old: Database) -> None:
    old.migrate()
    highest = old.read(lambda connection: connection.scalar(select(func.max(Chat.id)))) or 0
    new = old.write(lambda connection: connection.scalar(text(
        "INSERT INTO chats (channel, chat_key, private, created_at, hidden_upto)"
        " VALUES ('web', 'new', true, '2026-11-24 00:00:00', 0) RETURNING id"
    ))).result()  # fmt: skip
    assert new == highest + 1
    assert old.read(lambda connection: connection.scalar(select(func.count()).select_from(Case))) == 4
