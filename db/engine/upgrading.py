"""Migrates with Alembic. Loaded only where there is something to migrate: Alembic takes a tenth of the start."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def to_newest(connection: Connection) -> None:
    """In the caller's transaction."""
    to(connection, "head")


def to(connection: Connection, revision: str) -> None:
    """The same, up to a revision."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parents[1] / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
