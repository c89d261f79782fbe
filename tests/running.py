"""A real `nghedan run` of its own for a test, and people who write to it over HTTP and never give up."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx

START_SECONDS = 30.0
STOP_SECONDS = 10.0
PATIENCE_SECONDS = 60.0
CODE = re.compile(r"\b(?:PA|DX|KH)-\d\d-\d{5}-[A-Z]\b")


class Program:
    """`nghedan run` in an empty folder, or a script that runs it in a changed way."""

    def __init__(self, folder: Path, *command: str, **settings: str) -> None:
        self.folder = folder
        self.data = folder / "var"
        self.log = folder / "log"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._command = command or ("-m", "bot", "run")
        self.environment = environment(folder) | {"NGHEDAN_HTTP_PORT": str(self.port)} | settings

    def start(self) -> float:
        """Returns after how many seconds it was healthy."""
        begun = time.monotonic()
        self.launch()
        self.wait_until_healthy()
        return time.monotonic() - begun

    def launch(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *self._command],
                cwd=self.folder,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait_until_healthy(self) -> None:
        def healthy() -> bool:
            assert self.process.poll() is None, self.log.read_text()
            with suppress(httpx.HTTPError):
                return httpx.get(f"{self.url}/health", timeout=2).status_code == 200
            return False

        wait_for(healthy, START_SECONDS)

    @property
    def child(self) -> int:
        """The process that serves; 0 while there is none."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return int(children[0]) if children else 0

    def kill_child(self) -> int:
        """kill -9; returns its number once the next one is there."""
        end = time.monotonic() + START_SECONDS
        while not (killed := self.child):  # between two children; number 0 would be the test itself
            assert time.monotonic() < end, "there is no child"
            time.sleep(0.01)
        os.kill(killed, signal.SIGKILL)
        wait_for(lambda: self.child not in (0, killed), START_SECONDS)
        return killed

    def command(self, *arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
        """The command line beside it; `said`: what is typed into it."""
        return subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=self.folder, env=self.environment, input=said, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip

    def memory(self) -> float:
        """Megabytes that the child holds."""
        status = Path(f"/proc/{self.child}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        assert found
        return int(found[1]) / 1024

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(STOP_SECONDS)

    def end(self) -> None:
        """Whatever state it is in."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(STOP_SECONDS)


@contextmanager
def running(program: Program) -> Iterator[Program]:
    try:
        program.start()
        yield program
    finally:
        program.end()


def environment(folder: Path) -> dict[str, str]:
    """Of the machine, without its settings of the program; imports find this working copy."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NGHEDAN_")}
    root = str(Path(__file__).parent.parent)
    return kept | {"NGHEDAN_DATA_DIR": str(folder / "var"), "PYTHONPATH": root}


def wait_for(happened: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


class Citizen:
    """One web chat. Every message has a key of its own and is sent until the program says it has it; where that can be reached
    at several addresses, whichever answers."""

    def __init__(self, url: str, name: str, *others: str) -> None:
        self.headers = {"X-Chat-Token": uuid.uuid5(uuid.NAMESPACE_URL, name).hex}
        self._urls = deque([url, *others])
        self._client = self._connect()
        self.said: dict[int, str] = {}
        self.seen = 0
        self.refused: list[float] = []  # when it was told to come again later (503)

    def say(self, text: str) -> int:
        """Returns the number of the message in the chat."""
        key = uuid.uuid4().hex
        answer = self._until(
            lambda: self._client.post("/chat/messages", json={"text": text}, headers={"Idempotency-Key": key}), status=202
        )
        number: int = answer.json()["id"]
        self.said[number] = text
        return number

    def news(self) -> list[dict[str, Any]]:
        """What the bot and officers said since the last look."""
        shown = self.everything(self.seen)
        self.seen = shown[-1]["id"] if shown else self.seen
        return [one for one in shown if one["from"] != "me"]

    def answers(self, number: int) -> list[dict[str, Any]]:
        """Waits for what is said after the message of that number."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            if new := [one for one in self.news() if one["id"] > number]:
                return new
            time.sleep(0.02)
        raise AssertionError("no answer came")

    def everything(self, after: int = 0) -> list[dict[str, Any]]:
        shown: list[dict[str, Any]] = self._until(
            lambda: self._client.get("/chat/messages", params={"after": after}), status=200
        ).json()
        return shown

    def report(self, text: str) -> str:
        """Files a report, always taking the first choice, which goes forward; returns its code."""
        answered = self.answers(self.say(text))
        for _ in range(20):
            codes = [code for one in answered for code in CODE.findall(one["text"])]
            if codes:
                return str(codes[0])
            choices = answered[-1]["choices"]
            answered = self.answers(self.say(choices[0]["value"] if choices else "bỏ qua"))
        raise AssertionError("the report came to no end")

    def close(self) -> None:
        """Closes its connections; it opens new ones where it goes on."""
        self._client.close()
        self._client = self._connect()

    def _connect(self) -> httpx.Client:
        return httpx.Client(base_url=self._urls[0], headers=self.headers, timeout=10)

    def _until(self, attempt: Callable[[], httpx.Response], status: int) -> httpx.Response:
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            try:
                answer = attempt()
                if answer.status_code == status:
                    return answer
                assert answer.status_code in (429, 500, 503), answer.text
                self.refused += [time.time()] * (answer.status_code == 503)
            except httpx.TransportError:
                self._urls.rotate(-1)
                self.close()
            time.sleep(0.05)
        raise AssertionError("the program did not come back")
