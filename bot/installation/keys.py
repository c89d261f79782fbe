"""Whether this process has the keys under which its database was filled. The database keeps a fingerprint of each, made at the
first start; with other keys no PIN would be right any more, and what is sealed could not be opened."""

import hmac
import logging
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, select

from bot.settings import Settings
from db.engine.database import Database, insert_ignore, upsert
from db.stores import filing
from db.tables import Setting

SECRET, SEALS = "secret_key", "seal_keys"  # names of settings, of key files, and here of rows
_ROW = "fingerprint_"

Prints = Mapping[str, Sequence[str]]

log = logging.getLogger(__name__)


def fingerprints(settings: Settings) -> Prints:
    """Of the keys of this process by name, the newest first. There is one key of PINs; of those of seals there may be several."""
    seals = [key for one in settings.seals().split(b",") if (key := one.strip())] or [b""]
    return {SECRET: [_fingerprint(SECRET, settings.secret())], SEALS: [_fingerprint(SEALS, key) for key in seals]}


def agree(connection: Connection, ours: Prints) -> Sequence[str]:
    """The names of the keys that are not those of the database; those it does not know yet become its own."""
    adopted = [
        name
        for name, prints in ours.items()
        if insert_ignore(connection, Setting.__table__, _row(name, prints), conflict=["name"]) is not None
    ]
    if adopted and filing.has_any(connection):
        Database.after_commit(connection, lambda: _warn(adopted))
    strange = strange_keys(connection, ours)
    for name, known in _known(connection).items():
        if not strange and known != ours[name][0]:  # a newer key was put before the one that the database knows
            upsert(connection, Setting.__table__, _row(name, ours[name]), conflict=["name"])
    return strange


def are_agreed(connection: Connection, ours: Prints) -> bool:
    """Whether there is nothing to agree on: the database knows the newest of each."""
    return _known(connection) == {name: prints[0] for name, prints in ours.items()}


def strange_keys(connection: Connection, ours: Prints) -> Sequence[str]:
    """The same, changing nothing."""
    known = _known(connection)
    return [name for name, prints in ours.items() if name in known and known[name] not in prints]


def are_known(connection: Connection) -> bool:
    """Whether a program ran on this database, with keys."""
    return bool(_known(connection))


def forget(connection: Connection) -> None:
    """The next start makes the keys it has those of the database."""
    connection.execute(delete(Setting).where(Setting.name.in_([_ROW + SECRET, _ROW + SEALS])))


def _warn(adopted: Sequence[str]) -> None:
    """The cases in it are older than fingerprints, or `forget` was asked for: nobody can tell whether these are their keys."""
    names = ", ".join(adopted)
    log.warning("a database that holds cases knew no keys; those at hand are its own from now on (%s): docs/operations.md", names)


def _known(connection: Connection) -> dict[str, str]:
    rows = connection.execute(select(Setting.name, Setting.value).where(Setting.name.in_([_ROW + SECRET, _ROW + SEALS])))
    return {name.removeprefix(_ROW): value for name, value in rows}


def _row(name: str, prints: Sequence[str]) -> dict[str, str]:
    """The newest key stands for all: whoever has it can open what is sealed from now on."""
    return {"name": _ROW + name, "value": prints[0]}


def _fingerprint(name: str, key: bytes) -> str:
    return hmac.new(key, f"nghedan fingerprint of {name}".encode(), "sha256").hexdigest()
