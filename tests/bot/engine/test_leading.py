"""A lease and the work under it, with two processes played by two tasks."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select

from bot.engine.leading import lead
from db.engine.database import Database
from db.queues import leases
from db.tables import Lease
from tests.conftest import NOW

QUICK = 0.02


class Worker:
    """Notes when it began and ended."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self.database = database
        self.now = now
        self.begun = 0
        self.busy = False

    def run(self) -> Coroutine[Any, Any, None]:
        return lead(self.database, "telegram:poll", self.now, self._work, renew_seconds=QUICK)

    async def _work(self) -> None:
        self.begun += 1
        self.busy = True
        try:
            await asyncio.sleep(60)
        finally:
            self.busy = False


async def until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not happened():  # noqa: ASYNC110 - it may be anything
            await asyncio.sleep(0.005)


async def stopped(*tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        task.cancel()
    async with asyncio.timeout(10):
        await asyncio.gather(*tasks, return_exceptions=True)


def test_one_works_and_the_next_takes_over(postgres: Database) -> None:
    async def scenario() -> None:
        first, second = Worker(postgres, lambda: NOW), Worker(postgres, lambda: NOW)
        tasks = [asyncio.create_task(first.run()), asyncio.create_task(second.run())]
        await until(lambda: first.busy or second.busy)
        await asyncio.sleep(5 * QUICK)
        assert first.busy != second.busy
        holder, other = (0, second) if first.busy else (1, first)
        await stopped(tasks[holder])
        await until(lambda: other.busy)
        await stopped(*tasks)

    asyncio.run(scenario())


def test_a_dead_holders_lease_is_taken_when_it_ran_out(postgres: Database) -> None:
    clock = [NOW]
    postgres.write(lambda connection: leases.take(connection, "telegram:poll", "dead", NOW)).result()

    async def scenario() -> None:
        worker = Worker(postgres, lambda: clock[0])
        task = asyncio.create_task(worker.run())
        await asyncio.sleep(5 * QUICK)
        assert not worker.busy
        clock[0] += timedelta(seconds=leases.SECONDS)
        await until(lambda: worker.busy)
        await stopped(task)

    asyncio.run(scenario())


def test_who_takes_the_place_of_the_dead_waits_for_nothing(postgres: Database) -> None:
    postgres.write(lambda connection: leases.take(connection, "x", "machine-1", NOW)).result()
    begun = asyncio.Event()

    async def work() -> None:
        begun.set()
        await asyncio.sleep(60)

    async def scenario() -> None:
        task = asyncio.create_task(lead(postgres, "x", lambda: NOW, work, holder="machine-1", renew_seconds=QUICK))
        async with asyncio.timeout(10):
            await begun.wait()
        await stopped(task)

    asyncio.run(scenario())


def test_a_lost_lease_ends_the_work_at_once(postgres: Database) -> None:
    async def scenario() -> None:
        worker = Worker(postgres, lambda: NOW)
        task = asyncio.create_task(worker.run())
        await until(lambda: worker.busy)
        await postgres.arun(lambda connection: connection.execute(delete(Lease)).close())
        await postgres.arun(lambda connection: leases.take(connection, "telegram:poll", "other", NOW))
        await until(lambda: not worker.busy)
        await stopped(task)

    asyncio.run(scenario())


def test_it_is_given_back_in_the_end(postgres: Database) -> None:
    async def scenario() -> None:
        worker = Worker(postgres, lambda: NOW)
        task = asyncio.create_task(worker.run())
        await until(lambda: worker.busy)
        await stopped(task)

    asyncio.run(scenario())
    assert postgres.write(lambda connection: leases.take(connection, "telegram:poll", "next", NOW)).result()


def test_on_sqlite_nobody_needs_to_be_asked(sqlite: Database) -> None:
    async def scenario() -> None:
        worker = Worker(sqlite, lambda: NOW)
        task = asyncio.create_task(worker.run())
        await until(lambda: worker.busy)
        await stopped(task)
        assert not worker.busy

    asyncio.run(scenario())
    assert sqlite.read(lambda connection: list(connection.scalars(select(Lease.name)))) == []


def test_work_that_breaks_off_is_begun_anew(sqlite: Database, caplog: pytest.LogCaptureFixture) -> None:
    tries = []

    async def work() -> None:
        tries.append(1)
        raise ValueError

    async def scenario() -> None:
        task = asyncio.create_task(lead(sqlite, "x", lambda: NOW, work, renew_seconds=QUICK))
        await until(lambda: len(tries) > 2)
        await stopped(task)

    asyncio.run(scenario())
    assert "x broke off" in caplog.text
