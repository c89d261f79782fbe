"""Which migration a database stands at, and the way to the newest."""

from functools import cache
from pathlib import Path
from typing import Literal

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

MIGRATION_LOCK = 5_701_253  # any number, the same in all versions: two processes never migrate at once (PostgreSQL)

State = Literal["empty", "old", "current", "newer"]


class SchemaTooNew(Exception):
    """The database was migrated by a newer version of the program."""


@cache
def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


@cache
def _scripts() -> tuple[str, frozenset[str]]:
    """The newest revision, and all that are known."""
    scripts = ScriptDirectory.from_config(_config())
    head = scripts.get_current_head()
    assert head is not None
    return head, frozenset(script.revision for script in scripts.walk_revisions())


def state(connection: Connection) -> State:
    """Where the database stands against this version of the program."""
    revision = MigrationContext.configure(connection).get_current_revision()
    head, known = _scripts()
    if revision is None:
        return "empty"
    if revision == head:
        return "current"
    return "old" if revision in known else "newer"


def upgrade(connection: Connection) -> bool:
    """Migrates in the caller's transaction; False where another process was quicker. Raises SchemaTooNew."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
    match state(connection):
        case "current":
            return False
        case "newer":
            raise SchemaTooNew("the database belongs to a newer version of the program")
    config = _config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    finally:
        del config.attributes["connection"]
    return True
