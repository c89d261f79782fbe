"""A running installation of its own for the peers: they know its address and nothing else of it."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright
from telegram_peer import TOKEN, Telegram, telegram_running, wait_until

ROOT = Path(__file__).parent.parent.parent
NGHEDAN = ROOT / ".venv" / "bin" / "nghedan"
START_SECONDS = 20
STOP_SECONDS = 10


@dataclass(frozen=True)
class Installation:
    """A running program: where it answers, and its command line beside it."""

    url: str
    folder: Path
    environment: dict[str, str]

    def command(self, *arguments: str) -> str:
        """What the command line prints; an error there fails the test."""
        run = subprocess.run(
            [NGHEDAN, *arguments], cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False, timeout=60
        )
        assert run.returncode == 0, run.stderr
        return run.stdout


@pytest.fixture(scope="session")
def nghedan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    folder = tmp_path_factory.mktemp("installation")
    here = installation(folder)
    with (folder / "log").open("w") as log:
        process = subprocess.Popen([NGHEDAN, "run"], cwd=folder, env=here.environment, stdout=log, stderr=log)
        try:
            wait_until_healthy(here, process)
            yield here
        finally:
            process.terminate()
            process.wait(STOP_SECONDS)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def wait_until_healthy(installation: Installation, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, (installation.folder / "log").read_text()
        try:
            with urlopen(f"{installation.url}/health", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError((installation.folder / "log").read_text())


# ---------------------------------------------------------------- Telegram


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    with telegram_running(free_port()) as peer:
        yield peer


@pytest.fixture
def free() -> int:
    return free_port()


@dataclass
class Office:
    """A program of one test's own, which may be killed and started again."""

    installation: Installation
    process: subprocess.Popen[bytes] = field(init=False)

    def start(self) -> None:
        here = self.installation
        with (here.folder / "log").open("a") as log:
            self.process = subprocess.Popen(
                [NGHEDAN, "run"], cwd=here.folder, env=here.environment, stdout=log, stderr=log, start_new_session=True
            )
        wait_until_healthy(here, self.process)

    def kill(self) -> None:
        """kill -9 of everything, then a new start."""
        self.end()
        self.start()

    def kill_child(self) -> None:
        """kill -9 of the process that serves; the other one starts it anew."""
        os.kill(int(self._children()[0]), signal.SIGKILL)

    def _children(self) -> list[str]:
        process = self.process.pid
        return Path(f"/proc/{process}/task/{process}/children").read_text().split()

    def stop(self) -> None:
        self.process.terminate()
        assert self.process.wait(STOP_SECONDS) == 0

    def end(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(STOP_SECONDS)

    def health(self) -> dict[str, Any]:
        """Degraded or not."""
        try:
            with urlopen(f"{self.installation.url}/health", timeout=5) as answer:
                return dict(json.load(answer))
        except HTTPError as error:
            return dict(json.load(error))

    def check(self) -> tuple[int, str]:
        here = self.installation
        run = subprocess.run(
            [NGHEDAN, "check"], cwd=here.folder, env=here.environment, capture_output=True, text=True, check=False, timeout=60
        )
        return run.returncode, run.stdout + run.stderr

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the database says, beside the running program."""
        with closing(
            sqlite3.connect(f"file:{self.installation.folder}/var/nghedan.sqlite3?mode=ro", uri=True, timeout=10)
        ) as database:
            return database.execute(query).fetchall()

    def inbox(self) -> dict[str, int]:
        return dict(self.rows("SELECT state, count(*) FROM inbox WHERE channel = 'telegram' GROUP BY state"))

    def wait_until_handled(self, number: int, seconds: float = 60) -> None:
        wait_until(lambda: self.inbox().get("handled", 0) >= number, seconds)

    @property
    def log(self) -> str:
        return (self.installation.folder / "log").read_text()


@pytest.fixture
def make_office(telegram: Telegram, tmp_path: Path) -> Iterator[Callable[..., Office]]:
    """Starts a program that talks with the emulator; keywords are more settings."""
    with ExitStack() as made:

        def make(**settings: str) -> Office:
            bot = {"NGHEDAN_TELEGRAM_TOKEN": TOKEN, "NGHEDAN_TELEGRAM_BASE_URL": telegram.url}
            office = Office(installation(tmp_path, **bot | settings))
            office.start()
            made.callback(office.end)
            return office

        yield make


@pytest.fixture
def office(make_office: Callable[..., Office]) -> Office:
    return make_office()


def installation(folder: Path, **more: str) -> Installation:
    port = int(more.get("NGHEDAN_HTTP_PORT") or free_port())
    settings = {"NGHEDAN_DATA_DIR": str(folder / "var"), "NGHEDAN_HTTP_PORT": str(port), **more}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NGHEDAN_")}
    return Installation(f"http://127.0.0.1:{port}", folder, kept | settings)


# ---------------------------------------------------------------- browsers


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium as the system has it; the sandbox cannot work for root, as in containers."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert found, "no Chromium found: make chromium"
    quiet = [
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    running = playwright.chromium.launch(executable_path=found, args=quiet, chromium_sandbox=os.geteuid() != 0)
    yield running
    running.close()
