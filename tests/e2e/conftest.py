"""A running program and a browser on a phone."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from socket import socket
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FAKE_DEVICES = ["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]


class Program:
    """`nghedan run` in a folder of its own; it can be stopped and started again."""

    def __init__(self, folder: Path) -> None:
        with socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("NGHEDAN_")}
        own = {"NGHEDAN_DATA_DIR": str(self._folder / "var"), "NGHEDAN_HTTP_PORT": str(self.port)}
        command = Path(sys.executable).with_name("nghedan")
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen([command, "run"], cwd=self._folder, env=kept | own, stdout=log, stderr=log)
        give_up = time.monotonic() + 20
        while not self._answers():
            assert self._process.poll() is None, (self._folder / "log").read_text()
            assert time.monotonic() < give_up, "not healthy after 20 seconds"
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.url}/health", timeout=5) as answer:
                return bool(answer.status == 200)
        except (URLError, ConnectionError):
            return False

    def stop(self) -> float:
        """Ends it and returns the seconds that took."""
        if self._process is None:
            return 0.0
        began = time.monotonic()
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(30)
        self._process = None
        return time.monotonic() - began


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    started = Program(tmp_path)
    started.start()
    yield started
    started.stop()


@pytest.fixture(scope="module")
def shared_program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """For tests that leave it running."""
    started = Program(tmp_path_factory.mktemp("program"))
    started.start()
    yield started
    started.stop()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert path, "make e2e installs the browser"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FAKE_DEVICES)
        yield browser
        browser.close()
