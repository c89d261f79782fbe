"""A running installation of its own for the peers: they know its address and nothing else of it."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

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
    port = free_port()
    settings = {"NGHEDAN_DATA_DIR": str(folder / "var"), "NGHEDAN_HTTP_PORT": str(port)}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NGHEDAN_")}
    installation = Installation(f"http://127.0.0.1:{port}", folder, kept | settings)
    with (folder / "log").open("w") as log:
        process = subprocess.Popen([NGHEDAN, "run"], cwd=folder, env=installation.environment, stdout=log, stderr=log)
        try:
            wait_until_healthy(installation, process)
            yield installation
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
