"""Whether this process has the keys under which its database was filled. The database keeps a fingerprint of each, made at the
first start; with other keys no PIN would be right any more, and what is sealed could not be opened."""

import hmac
import logging
from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from bot.settings import Settings
from db.engine.database import Database
from db.stores import filing
from db.stores import settings as store

SECRET, SEALS = "secret_key", "seal_keys"  # names of settings, of key files, and here of rows
_ROW = "fingerprint_"
_ROWS = (_ROW + SECRET, _ROW + SEALS)

Prints = Mapping[str, Sequence[str]]

log = logging.getLogger(__name__)


def fingerprints(settings: Settings) -> Prints:
    """Of the keys of this process by name, the newest first. There is one key of PINs; of those of seals there may be several."""
    seals = [key for one in settings.seals().split(b",") if (key := one.strip())] or [b""]
    return {SECRET: [_fingerprint(SECRET, settings.secret())], SEALS: [_fingerprint(SEALS, key) for key in seals]}


def agree(session: Session, ours: Prints) -> Sequence[str]:
    """The names of the keys that are not those of the database; those it does not know yet become its own."""
    adopted = [name for name, prints in ours.items() if store.adopt(session, _ROW + name, _newest(prints))]
    if adopted and filing.has_any(session):
        Database.after_commit(session.connection(), lambda: _warn(adopted))
    strange = strange_keys(session, ours)
    for name, known in _known(session).items():
        if not strange and known != _newest(ours[name]):  # a newer key was put before the one that the database knows
            store.put(session, _ROW + name, _newest(ours[name]))
    return strange


def are_agreed(session: Session, ours: Prints) -> bool:
    """Whether there is nothing to agree on: the database knows the newest of each."""
    return _known(session) == {name: _newest(prints) for name, prints in ours.items()}


def strange_keys(session: Session, ours: Prints) -> Sequence[str]:
    """The same, changing nothing."""
    known = _known(session)
    return [name for name, prints in ours.items() if name in known and known[name] not in prints]


def are_known(session: Session) -> bool:
    """Whether a program ran on this database, with keys."""
    return bool(_known(session))


def forget(session: Session) -> None:
    """The next start makes the keys it has those of the database."""
    store.remove(session, _ROWS)


def _warn(adopted: Sequence[str]) -> None:
    """The cases in it are older than fingerprints, or `forget` was asked for: nobody can tell whether these are their keys."""
    names = ", ".join(adopted)
    log.warning("a database that holds cases knew no keys; those at hand are its own from now on (%s): docs/operations.md", names)


def _known(session: Session) -> dict[str, str]:
    return {name.removeprefix(_ROW): value for name, value in store.values(session, _ROWS).items()}


def _newest(prints: Sequence[str]) -> str:
    """It stands for all: whoever has it can open what is sealed from now on."""
    return prints[0]


def _fingerprint(name: str, key: bytes) -> str:
    return hmac.new(key, f"nghedan fingerprint of {name}".encode(), "sha256").hexdigest()
