"""Signs of life of each process on PostgreSQL: one in the database and one in the folder of files. Whoever sees the one but not
the other does not share the folder with that process."""

import logging
import os
import re
import secrets
import socket
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from typing import Self

from sqlalchemy import Connection

from bot.errors import CallerMistake
from db.engine.database import Database, DatabaseClosed
from db.queues import leases
from texts.vi.operator import file_faults as texts

FOLDER = ".processes"
RENEW_SECONDS = 5.0
SWEEP_SECONDS = 3600

log = logging.getLogger(__name__)


def process_name() -> str:
    """The machine, the process, and something that no other has: also the name of a file."""
    machine = re.sub(r"[^A-Za-z0-9-]+", "-", socket.gethostname())[:40]
    return f"{machine}-{os.getpid()}-{secrets.token_hex(4)}"


class Presence:
    """`with Presence(…): …` A program with the embedded database is alone: there is nobody to tell."""

    def __init__(self, database: Database, folder: Path, now: Callable[[], datetime], holder: str) -> None:
        self._database = database
        self._file = folder / FOLDER / holder
        self._now = now
        self._holder = holder
        self._needed = database.dialect != "sqlite"
        self._over = Event()
        self._thread = Thread(target=self._run, name="presence", daemon=True)

    def __enter__(self) -> Self:
        if self._needed:
            self._begin()
            self._database.write(self._sign).result()
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        if not self._needed:
            return
        self._over.set()
        self._thread.join()
        try:
            self._file.unlink(missing_ok=True)
            self._database.write(lambda connection: leases.release(connection, self._name, self._holder)).result()
        except Exception as error:  # noqa: BLE001 - the sign runs out by itself
            log.warning("the process did not sign off: %s", type(error).__name__)

    @property
    def _name(self) -> str:
        return leases.NODE + self._holder

    def _sign(self, connection: Connection) -> bool:
        return leases.take(connection, self._name, self._holder, self._now())

    def _begin(self) -> None:
        """Whoever cannot write where the files go must not start."""
        try:
            self._leave_token()
            self._sweep()
        except OSError as error:
            raise CallerMistake(texts.shared_unusable(str(self._file.parent), error.strerror or "")) from None

    def _leave_token(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(self._holder, encoding="utf-8")

    def _sweep(self) -> None:
        """Tokens of processes that died; one that is new may have left its token and not signed yet."""
        living = self._database.read(lambda connection: leases.holders(connection, leases.NODE, self._now()))
        old = self._file.stat().st_mtime - SWEEP_SECONDS
        for token in self._file.parent.iterdir():
            if token.name not in living and token.stat().st_mtime < old:
                token.unlink(missing_ok=True)

    def _run(self) -> None:
        fine = True
        while not self._over.wait(RENEW_SECONDS):
            try:
                self._database.write(self._sign).result()
                if not self._file.exists():
                    self._leave_token()
                fine = True
            except DatabaseClosed:
                return
            except Exception as error:  # noqa: BLE001 - it goes on when the database is back
                if fine:
                    log.warning("no sign of life could be given: %s", type(error).__name__)
                fine = False


def strangers(folder: Path, holders: Sequence[str]) -> list[str]:
    """The processes among `holders` whose token does not lie in this folder: they keep their files elsewhere."""
    return [one for one in holders if not _left_token(folder / FOLDER / one)]


def _left_token(file: Path) -> bool:
    try:
        return file.read_text(encoding="utf-8") == file.name
    except OSError:
        return False
