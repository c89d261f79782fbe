"""One migration tree leads to the tables as they are declared, on both engines."""

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text

from db.engine.database import Database, SchemaTooNew, open_database
from db.engine.schema import upgrade
from db.engine.upgrading import to_newest
from db.tables import Base


@pytest.fixture(params=["sqlite_path", "postgres_url"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """Of its own on both engines: these tests change the schema."""
    where = request.getfixturevalue(request.param)
    database = open_database(where if isinstance(where, str) else f"sqlite:///{where}")
    yield database
    database.close()


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, Base.metadata))


def test_migrated_schema_is_the_declared_one(database: Database) -> None:
    assert database.read(differences) == []


def test_a_difference_would_be_seen(database: Database) -> None:
    database.write(lambda connection: connection.execute(text("ALTER TABLE timers ADD COLUMN surplus INTEGER"))).result()
    database.write(lambda connection: connection.execute(text("DROP INDEX ix_inbox_open"))).result()
    assert len(database.read(differences)) == 2


def indexes(connection: Connection) -> set[str]:
    catalogue = {
        "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
        "postgresql": "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version'",
    }[connection.dialect.name]
    return {" ".join(definition.split()) for definition in connection.scalars(text(catalogue))}


def test_indexes_are_the_declared_ones(database: Database) -> None:
    """`compare_metadata` does not look at the WHERE of a partial index."""
    migrated = database.read(indexes)
    database.write(Base.metadata.drop_all).result()
    database.write(Base.metadata.create_all).result()
    assert any("WHERE" in definition for definition in migrated)
    assert migrated == database.read(indexes)


def test_migrating_again_does_nothing(database: Database) -> None:
    assert database.schema_state() == "current"
    assert database.migrate(to_newest) is False


def test_a_newer_schema_is_refused(database: Database) -> None:
    database.write(lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = 'from-2031'"))).result()
    assert database.schema_state() == "newer"
    with pytest.raises(SchemaTooNew):
        database.migrate(to_newest)


def test_two_processes_that_start_together_migrate_once(postgres_server: str, postgres_url: str) -> None:
    both = [open_database(postgres_url) for _ in range(2)]
    both[0].write(lambda connection: connection.execute(text("DROP SCHEMA public CASCADE"))).result()
    both[0].write(lambda connection: connection.execute(text("CREATE SCHEMA public"))).result()
    assert both[0].schema_state() == "empty"
    try:
        started = [one.write(lambda connection: upgrade(connection, to_newest)) for one in both]
        assert sorted(one.result() for one in started) == [False, True]
    finally:
        for one in both:
            one.close()
