"""Telegram as a test plays it: people who write to the bot through the emulator, which runs in a process of its own."""

import itertools
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

TOKEN = "123456:ABC-def"
START_SECONDS = 20.0


class Telegram:
    """The platform at `url`. Numbers of messages grow over all chats."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._numbers = itertools.count(1)

    # ------------------------------------------------------------ what people do

    def send(self, update: object) -> dict[str, Any]:
        """Queues an update as it is; returns it with its number."""
        return self.fixture("updates", {"token": TOKEN, "update": update})["result"]

    def say(self, person: int, text: str = "", **content: Any) -> dict[str, Any]:
        """A message in the private chat of a person."""
        return self.send({"message": self.message(person, **({"text": text} if text else {}), **content)})

    def press(self, person: int, data: str, message: dict[str, Any]) -> dict[str, Any]:
        query = {"id": f"q{next(self._numbers)}", "from": user(person), "chat_instance": "1", "data": data, "message": message}
        return self.send({"callback_query": query})

    def message(self, person: int, chat: dict[str, Any] | None = None, **content: Any) -> dict[str, Any]:
        where = {"message_id": next(self._numbers), "chat": chat or private(person), "from": user(person)}
        return where | {"date": int(time.time())} | content

    def file(self, data: bytes) -> str:
        """A file that messages may carry; returns its id."""
        request = Request(f"{self.url}/__fixture/files", data, {"Content-Type": "application/octet-stream"})
        file_id: str = json.load(urlopen(request, timeout=10))["file_id"]
        return file_id

    # ------------------------------------------------------------ what the platform does

    def fail(self, method: str, **how: Any) -> None:
        """See emulator.Failure."""
        self.fixture("fail", {"method": method, **how})

    def revoke(self) -> None:
        self.fixture("revoke", {"token": TOKEN})

    def calls(self, method: str = "", after: int = 0) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.load(urlopen(f"{self.url}/__fixture/calls?after={after}", timeout=10))
        return [call for call in found if method in ("", call["method"])]

    def unconfirmed(self) -> list[int]:
        found: list[int] = json.load(urlopen(f"{self.url}/__fixture/queue?token={TOKEN}", timeout=10))
        return found

    def fixture(self, path: str, body: object) -> Any:
        return self.post(f"/__fixture/{path}", body)

    def post(self, path: str, body: object, seconds: float = 10) -> Any:
        request = Request(self.url + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
        return json.load(urlopen(request, timeout=seconds))


def user(person: int) -> dict[str, Any]:
    return {"id": person, "is_bot": False, "first_name": "Lan", "last_name": f"Số {person}", "language_code": "vi"}


def private(person: int) -> dict[str, Any]:
    return {"id": person, "type": "private", "first_name": "Lan"}


def group(number: int) -> dict[str, Any]:
    return {"id": -number, "type": "supergroup", "title": "Cán bộ"}


@contextmanager
def telegram_running(port: int) -> Iterator[Telegram]:
    process = subprocess.Popen([sys.executable, Path(__file__).with_name("emulator.py"), str(port)])
    peer = Telegram(port)
    try:
        wait_until(lambda: _answers(peer), START_SECONDS)
        yield peer
    finally:
        process.terminate()
        process.wait(10)


def _answers(peer: Telegram) -> bool:
    with suppress(URLError, OSError):
        return peer.calls() == []
    return False


def wait_until(happened: Callable[[], object], seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)
