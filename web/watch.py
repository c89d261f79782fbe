"""Tells open streams that their chat has something new: one read for all of them after a commit, never one each."""

import asyncio
import logging
import time
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager, suppress

from db.engine.database import Database
from db.queues.web_chat import Mark, last_numbers, newest, news_since

POLL_SECONDS = 0.1  # other processes, on SQLite
NET_SECONDS = 1.0
BACK_SECONDS = 0.25  # PostgreSQL: a row may appear after one with a higher number, when its transaction took that much longer
REST_SECONDS = 0.005  # between two looks, so that a burst of commits costs few

log = logging.getLogger(__name__)


class Follower:
    """One open stream."""

    def __init__(self) -> None:
        self._news = asyncio.Event()
        self._last = 0
        self._ended = False

    def tell(self, last: int) -> None:
        if last > self._last:
            self._last = last
            self._news.set()

    def end(self) -> None:
        self._ended = True
        self._news.set()

    async def wait(self, beyond: int, seconds: float) -> bool:
        """Waits until the chat has a message with a number beyond; False after that many seconds or at the end of service."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._last <= beyond and not self._ended:
                    self._news.clear()
                    await self._news.wait()
        return self._last > beyond


class ChatWatch:
    """`run` does the work until cancelled; `close` ends all streams, so that a server with open ones can stop."""

    def __init__(self, database: Database, channel: str) -> None:
        self._database = database
        self._channel = channel
        self._changed = asyncio.Event()
        self._followers: defaultdict[str, set[Follower]] = defaultdict(set)
        self._version: int | None = None
        self._marks: deque[tuple[float, Mark]] = deque()  # when the queues had been looked through up to where
        self._back_seconds = 0.0 if database.dialect == "sqlite" else BACK_SECONDS
        self.closed = False

    @property
    def open_streams(self) -> int:
        return sum(map(len, self._followers.values()))

    @contextmanager
    def follow(self, chat_key: str) -> Iterator[Follower]:
        follower = Follower()
        self._followers[chat_key].add(follower)
        try:
            yield follower
        finally:
            self._followers[chat_key].discard(follower)
            if not self._followers[chat_key]:
                del self._followers[chat_key]

    def close(self) -> None:
        self.closed = True
        for followers in self._followers.values():
            for follower in followers:
                follower.end()

    async def run(self) -> None:
        loop = asyncio.get_running_loop()

        def committed() -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(self._changed.set)

        self._database.on_commit(committed)
        self._changed.set()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._look_when_changed())
            tasks.create_task(self._poll())
            tasks.create_task(self._check())

    async def _look_when_changed(self) -> None:
        while True:
            await self._changed.wait()
            self._changed.clear()
            await _survive(self._look)
            await asyncio.sleep(REST_SECONDS)

    async def _look(self) -> None:
        at = time.monotonic()
        if not self._marks:
            self._marks.append((at, await self._database.aread(newest)))
            await self._look_at_all()
            return
        while len(self._marks) > 1 and self._marks[1][0] <= at - self._back_seconds:
            self._marks.popleft()
        mark = self._marks[0][1]
        found, upto = await self._database.aread(lambda connection: news_since(connection, self._channel, mark))
        if upto != self._marks[-1][1]:
            self._marks.append((at, upto))
        self._tell(found)

    async def _look_at_all(self) -> None:
        keys = list(self._followers)
        if keys:
            self._tell(await self._database.aread(lambda connection: last_numbers(connection, self._channel, keys)))

    def _tell(self, found: Mapping[str, int]) -> None:
        for key, last in found.items():
            for follower in self._followers.get(key, ()):
                follower.tell(last)

    async def _check(self) -> None:
        """The net below: whatever was missed shows after a second."""
        while True:
            await asyncio.sleep(NET_SECONDS)
            await _survive(self._look_at_all)

    async def _poll(self) -> None:
        """Notices what other processes committed."""
        while True:
            await _survive(self._compare)
            await asyncio.sleep(POLL_SECONDS)

    async def _compare(self) -> None:
        version = await asyncio.to_thread(self._database.data_version)
        if version != self._version:
            self._changed.set()
        self._version = version


async def _survive(step: Callable[[], Awaitable[None]]) -> None:
    try:
        await step()
    except Exception as error:  # noqa: BLE001 - every open stream hangs on this loop
        log.warning("web chat could not look for news: %s", type(error).__name__)
        await asyncio.sleep(1)
