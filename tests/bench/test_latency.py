"""How soon a reply can be read: 50 messages a second from people whose pages keep a stream open. `make bench`."""

import asyncio
import json
import os
import platform
import statistics
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from tests.running import Program, running

PEOPLE, A_SECOND, SECONDS = 50, 50, 30
SAID = ("chào", "làm giấy khai sinh cho con ở đâu", "trời hôm nay đẹp quá", "nộp tiền trên mạng thế nào")


@dataclass
class Page:
    """A chat whose stream is open; `seconds` are from the sending of a message until its first reply was there."""

    client: httpx.AsyncClient
    headers: dict[str, str] = field(default_factory=lambda: {"X-Chat-Token": uuid.uuid4().hex})
    seconds: list[float] = field(default_factory=list)
    replied: asyncio.Event = field(default_factory=asyncio.Event)

    async def follow(self) -> None:
        async with self.client.stream("GET", "/chat/events", headers=self.headers, timeout=None) as stream:
            async for line in stream.aiter_lines():
                if line.startswith("data: ") and json.loads(line[6:])["from"] != "me":
                    self.replied.set()

    async def say(self, text: str) -> None:
        self.replied.clear()
        begun = time.perf_counter()
        posting = asyncio.create_task(self._post(text))
        await asyncio.wait_for(self.replied.wait(), 10)
        self.seconds.append(time.perf_counter() - begun)
        await posting

    async def _post(self, text: str) -> None:
        """Once more where the connection was closed just now for having been idle."""
        headers = self.headers | {"Idempotency-Key": uuid.uuid4().hex}
        while True:
            with suppress(httpx.TransportError):
                answer = await self.client.post("/chat/messages", json={"text": text}, headers=headers)
                assert answer.status_code == 202
                return


async def measure(url: str) -> list[float]:
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    async with httpx.AsyncClient(base_url=url, limits=limits) as client:
        pages = [Page(client) for _ in range(PEOPLE)]
        streams = [asyncio.create_task(page.follow()) for page in pages]
        await asyncio.sleep(1)
        begun = time.perf_counter()
        saying = []
        for number in range(A_SECOND * SECONDS):
            await asyncio.sleep(max(0, begun + number / A_SECOND - time.perf_counter()))
            saying.append(asyncio.create_task(pages[number % PEOPLE].say(SAID[number // PEOPLE % len(SAID)])))
        await asyncio.gather(*saying)
        for stream in streams:
            stream.cancel()
        await asyncio.gather(*streams, return_exceptions=True)
        return [seconds for page in pages for seconds in page.seconds[1:]]  # the first one opens the chat


@pytest.mark.bench
def test_latency(tmp_path: Path) -> None:
    with running(Program(tmp_path)) as program:
        found = sorted(asyncio.run(measure(program.url)))
        assert program.stop() == 0
    assert len(found) == A_SECOND * SECONDS - PEOPLE
    cuts = statistics.quantiles(found, n=1000)
    print(f"\n{A_SECOND} messages a second from {PEOPLE} people for {SECONDS} s, client on the same machine: {machine()}")
    print(
        "reply readable after: "
        + ", ".join(f"{name} {cuts[at] * 1000:.1f} ms" for name, at in (("p50", 499), ("p95", 949), ("p99", 989)))
    )
    print(f"slowest {found[-1] * 1000:.1f} ms")


def machine() -> str:
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}"


@pytest.mark.bench
def test_start(tmp_path: Path) -> None:
    times = []
    for number in range(5):
        folder = tmp_path / str(number)
        folder.mkdir()
        program = Program(folder)
        times.append(program.start())
        assert program.stop() == 0
    print(f"\nhealthy after {', '.join(f'{seconds:.2f}' for seconds in times)} s in an empty folder: {machine()}")
    assert len(times) == 5
