"""Which migration a database stands at, and the way to the newest."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, inspect, text

SCRIPTS = Path(__file__).parents[1] / "migrations" / "versions"
_NAMES = re.compile(r"^(revision|down_revision)(?::[^=]*)? = (?:\"(\w+)\"|None)$", re.MULTILINE)
MIGRATION_LOCK = 5_701_253  # any number, the same in all versions: two processes never migrate at once (PostgreSQL)

Standing = Literal["empty", "old", "current", "newer"]


class SchemaTooNew(Exception):
    """The database was migrated by a newer version of the program."""


@cache
def _revisions() -> tuple[str, frozenset[str]]:
    """The newest revision, and all that are known, read from the scripts' own lines."""
    found = [_NAMES.findall(script.read_text(encoding="utf-8")) for script in sorted(SCRIPTS.glob("[0-9]*.py"))]
    names = [dict(pairs) for pairs in found]
    followed = {one["down_revision"] for one in names}
    (head,) = [one["revision"] for one in names if one["revision"] not in followed]
    return head, frozenset(one["revision"] for one in names)


def state(connection: Connection) -> Standing:
    """Where the database stands against this version of the program."""
    if not inspect(connection).has_table("alembic_version"):
        return "empty"
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    head, known = _revisions()
    if revision is None:
        return "empty"
    if revision == head:
        return "current"
    return "old" if revision in known else "newer"


def upgrade(connection: Connection, to_newest: Callable[[Connection], None]) -> bool:
    """Migrates in the caller's transaction; False where another process was quicker. Raises SchemaTooNew."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL lock_timeout = 0"))  # however long the other one takes
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
    match state(connection):
        case "current":
            return False
        case "newer":
            raise SchemaTooNew("the database belongs to a newer version of the program")
    to_newest(connection)
    return True
