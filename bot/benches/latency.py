"""How soon a reply can be read: people whose pages keep a stream open write to a program of its own, which really runs."""

import asyncio
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bot.benches.machine import ROOT, Bound, Figure
from bot.benches.office import folder

PEOPLE, A_SECOND = 50, 50
SAID = (
    "chào", "làm giấy khai sinh cho con ở đâu", "trời hôm nay đẹp quá", "nộp tiền trên mạng thế nào",
    "duong truoc nha van hoa thon Phuoc Thien hu nang, nuoc dong lau ngay",
    "Rác đổ bừa ở bờ kè Bình Châu mấy tuần nay không ai dọn",
)  # fmt: skip
FULL, QUICK = 30, 5  # seconds
START_SECONDS, STOP_SECONDS = 60.0, 15.0


@dataclass
class Page:
    """A chat whose stream is open; `seconds` are from the sending of a message until its first reply was there."""

    client: httpx.AsyncClient
    headers: dict[str, str] = field(default_factory=lambda: {"X-Chat-Token": uuid.uuid4().hex})
    seconds: list[float] = field(default_factory=list)
    came: dict[int, float] = field(default_factory=dict)  # when each reply was there, by its number
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def follow(self) -> None:
        async with self.client.stream("GET", "/chat/events", headers=self.headers, timeout=None) as stream:
            async for line in stream.aiter_lines():
                if line.startswith("data: ") and (shown := json.loads(line[6:]))["from"] != "me":
                    self.came[shown["id"]] = time.perf_counter()
                    async with self.news:
                        self.news.notify_all()

    async def say(self, text: str) -> None:
        begun = time.perf_counter()
        number = await self._post(text)
        async with asyncio.timeout(30), self.news:
            await self.news.wait_for(lambda: any(one > number for one in self.came))
        # It is often there before the answer to the POST: nobody waits for that.
        self.seconds.append(self.came[min(one for one in self.came if one > number)] - begun)

    async def _post(self, text: str) -> int:
        """The message's number. Once more where the connection was closed just now for having been idle."""
        headers = self.headers | {"Idempotency-Key": uuid.uuid4().hex}
        while True:
            with suppress(httpx.TransportError):
                answer = await self.client.post("/chat/messages", json={"text": text}, headers=headers)
                assert answer.status_code == 202, "the program took no message"
                return int(answer.json()["id"])


async def replies(url: str, seconds: int) -> list[float]:
    """Seconds from POST to readable reply, of each message but the first of each page, which opens the chat."""
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    async with httpx.AsyncClient(base_url=url, limits=limits) as client:
        pages = [Page(client) for _ in range(PEOPLE)]
        streams = [asyncio.create_task(page.follow()) for page in pages]
        await asyncio.sleep(1)
        begun = time.perf_counter()
        saying = []
        for number in range(A_SECOND * seconds):
            await asyncio.sleep(max(0, begun + number / A_SECOND - time.perf_counter()))
            saying.append(asyncio.create_task(pages[number % PEOPLE].say(SAID[number // PEOPLE % len(SAID)])))
        await asyncio.gather(*saying)
        for stream in streams:
            stream.cancel()
        await asyncio.gather(*streams, return_exceptions=True)
        return [one for page in pages for one in page.seconds[1:]]


@contextmanager
def program(home: Path) -> Iterator[tuple[str, int]]:
    """`nghedan run` with nothing set; gives its address and its process."""
    port = _free_port()
    command = [sys.executable, "-m", "bot", "run"]
    with (home / "log").open("wb") as log:
        running = subprocess.Popen(command, cwd=home, env=_environment(home, port), stdout=log, stderr=log)  # noqa: S603 - our own program
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_until_healthy(url)
        yield url, running.pid
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(STOP_SECONDS)


def _environment(home: Path, port: int) -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NGHEDAN_")}
    return kept | {"NGHEDAN_DATA_DIR": str(home / "var"), "NGHEDAN_HTTP_PORT": str(port), "PYTHONPATH": str(ROOT)}


def _cpu(process: int) -> float:
    """Seconds of a process and its children; 0 where the system does not tell."""
    try:
        facts = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return 0.0
    return (int(facts[11]) + int(facts[12])) / os.sysconf("SC_CLK_TCK") + sum(_cpu(int(child)) for child in children)


def _wait_until_healthy(url: str) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        with suppress(httpx.HTTPError):
            if httpx.get(f"{url}/health", timeout=2).status_code == 200:
                return
        time.sleep(0.05)
    raise AssertionError("the program did not start")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def measure(*, quick: bool) -> list[Figure]:
    seconds = QUICK if quick else FULL
    with folder() as home, program(home) as (url, process):
        before = _cpu(process)
        found = asyncio.run(replies(url, seconds))
        cpu = _cpu(process) - before
    cuts = statistics.quantiles(found, n=1000)
    name = f"reply readable, {A_SECOND} messages a second"
    return [
        Figure(f"{name}, median", cuts[499] * 1000, "ms"),
        Figure(f"{name}, p95", cuts[949] * 1000, "ms"),
        Figure(f"{name}, p99", cuts[989] * 1000, "ms", aim=Bound(at_most=60)),
        Figure("the program's CPU for it", cpu / (seconds * A_SECOND) * 1000, "ms a message"),
    ]
