"""How long a reply waits behind a hundred thousand broadcasts, how fast messages leave where nothing limits them, and what a
hundred thousand timers cost before they are due and take when they are."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from random import Random
from statistics import quantiles

from sqlalchemy import Connection, insert

from bot.benches.machine import Bound, Figure
from bot.benches.office import folder, opened, sqlite_url, without_understanding
from bot.channels.pacing import Limit, Pace
from bot.channels.port import Outcome, Sent
from bot.channels.telegram.traits import NAME
from bot.engine.delivery import Deliverer
from bot.engine.worker import Office, Worker
from db.engine.database import Database
from db.queues import inbox, outbox, timers
from db.queues.delivery import Claimed
from db.queues.messages import Outgoing
from db.queues.outbox import Draft
from db.tables import Timer
from office.answers import questions

FREE = Limit(10**9, 1.0)
TELEGRAM_PACE = Pace(chat=Limit(1, 1.0), group=Limit(20, 60.0), channel=Limit(30, 1.0), for_replies=6)
ANSWER_SECONDS = 0.05  # a platform's usual time, where it matters
REPLIES_A_SECOND = 3
IDLE_CORES = 0.02
PATIENCE_SECONDS = 600.0
BATCH = 5000


@dataclass(frozen=True)
class Size:
    broadcasts: int
    seconds: float  # for which replies are measured
    raw: int
    timers: int
    deeds: int  # timers that do something
    idle: float  # seconds


FULL, QUICK = Size(100_000, 60, 20_000, 100_000, 10_000, 10), Size(5_000, 8, 3_000, 5_000, 1_000, 3)


@dataclass
class Platform:
    """Takes everything, after so many seconds; knows when it got what."""

    pace: Pace
    seconds: float = 0.0
    name: str = NAME
    got: dict[str, float] = field(default_factory=dict)

    async def send(self, message: Claimed) -> Outcome:
        self.got[message.key] = time.perf_counter()
        if self.seconds:
            await asyncio.sleep(self.seconds)
        return Sent(str(message.row_id))


def fill(database: Database, number: int, lane: outbox.Lane, now: datetime) -> list[int]:
    """As many messages, each to a chat of its own; returns the chats."""
    chats: list[int] = []

    def write(first: int, last: int) -> None:
        def work(connection: Connection) -> list[int]:
            made = [inbox.ensure_chat(connection, NAME, str(key), now) for key in range(first, last)]
            text = "Thông báo: sáng mai cúp nước từ 8 giờ đến 11 giờ."
            outbox.write(connection, [Draft(chat, Outgoing(text=text), f"{lane}:{chat}", lane) for chat in made], now)
            return made

        chats.extend(database.write(work).result())

    for first in range(0, number, BATCH):
        write(first, min(first + BATCH, number))
    return chats


def _write(drafts: Sequence[Draft], now: datetime, connection: Connection) -> None:
    outbox.write(connection, drafts, now)


# ---------------------------------------------------------------- a reply among broadcasts


async def _replies(database: Database, office: Office, chats: Sequence[int], seconds: float) -> tuple[list[float], int]:
    """How long each reply waited from its commit until the platform got it, and how many calls there were in all."""
    platform, draw = Platform(TELEGRAM_PACE, ANSWER_SECONDS), Random(7)
    delivering = asyncio.create_task(Deliverer(database, platform, office.now).run())
    written: dict[str, float] = {}
    begun = time.perf_counter()
    for number in range(int(seconds * REPLIES_A_SECOND)):
        await asyncio.sleep(max(0.0, begun + number / REPLIES_A_SECOND - time.perf_counter()))
        draft = Draft(draw.choice(chats), Outgoing(text="Đơn của ông/bà đã được tiếp nhận."), f"answer:{number}")
        await database.arun(partial(_write, [draft], office.now()))
        written[draft.key] = time.perf_counter()
    await asyncio.sleep(5)
    delivering.cancel()
    with suppress(asyncio.CancelledError):
        await delivering
    assert written.keys() <= platform.got.keys(), "a reply did not leave"
    return [platform.got[key] - at for key, at in written.items()], len(platform.got)


def replies(size: Size) -> list[Figure]:
    with folder() as home, opened(sqlite_url(home), home) as program:
        chats = fill(program.database, size.broadcasts, "broadcast", program.office.now())
        waited, calls = asyncio.run(_replies(program.database, program.office, chats, size.seconds))
    cuts = quantiles(waited, n=100)
    name = f"a reply ({REPLIES_A_SECOND}/s) among {size.broadcasts:,} broadcasts"
    return [
        Figure(f"{name}, p95", cuts[94] * 1000, "ms", aim=Bound(at_most=300)),
        Figure(f"{name}, median", cuts[49] * 1000, "ms"),
        Figure("calls meanwhile", calls / (size.seconds + 5), "calls/s", bound=Bound(at_least=20, at_most=30.5)),
    ]


# ---------------------------------------------------------------- without limits


async def _empty(database: Database, office: Office, number: int) -> float:
    platform = Platform(Pace(FREE, FREE, FREE))
    begun = time.perf_counter()
    delivering = asyncio.create_task(Deliverer(database, platform, office.now).run())
    while len(platform.got) < number or await database.aread(_open):  # noqa: ASYNC110 - no event tells
        await asyncio.sleep(0.05)
    took = time.perf_counter() - begun
    delivering.cancel()
    with suppress(asyncio.CancelledError):
        await delivering
    return took


def _open(connection: Connection) -> bool:
    depths = outbox.depths(connection)
    return depths["waiting"] + depths["sending"] > 0


def raw(size: Size) -> list[Figure]:
    with folder() as home, opened(sqlite_url(home), home) as program:
        fill(program.database, size.raw, "reply", program.office.now())
        cpu = time.process_time()
        took = asyncio.run(_empty(program.database, program.office, size.raw))
        cpu = time.process_time() - cpu
    return [
        Figure("delivered without a limit, SQLite", size.raw / took, "messages/s", aim=Bound(at_least=5000)),
        Figure("delivered without a limit, CPU", cpu / size.raw * 1000, "ms a message"),
    ]


# ---------------------------------------------------------------- timers


def _set_timers(database: Database, number: int, due_at: datetime, kind: str = "bench") -> None:
    rows = [
        {"key": f"bench:{one}", "kind": kind, "due_at": due_at, "payload": {"question": one}, "state": "waiting"}
        for one in range(number)
    ]
    waiting = [database.write(partial(_set, rows[first : first + BATCH])) for first in range(0, number, BATCH)]
    for one in waiting:
        one.result()


def _set(rows: Sequence[dict[str, object]], connection: Connection) -> None:
    connection.execute(insert(Timer), rows)


def _without_deed(office: Office) -> Office:
    return replace(without_understanding(office), fire=lambda *_: None)


def _idle_cores(office: Office, seconds: float) -> float:
    with Worker(office):
        time.sleep(1)
        cpu = time.process_time()
        time.sleep(seconds)
        return (time.process_time() - cpu) / seconds


def _late(office: Office, due_at: datetime) -> float:
    """Seconds from the moment when all are due until the last one is fired."""
    begun = time.perf_counter()
    office = replace(office, now=lambda: due_at + timedelta(seconds=time.perf_counter() - begun))
    with Worker(office):
        while _are_due(office, due_at):
            assert time.perf_counter() - begun < PATIENCE_SECONDS, "timers are not fired any more"
            time.sleep(0.05)
        return time.perf_counter() - begun


def _are_due(office: Office, due_at: datetime) -> bool:
    """Timers of the program itself come later."""
    first = office.database.read(timers.next_due)
    return first is not None and first <= due_at


def clockwork(size: Size) -> list[Figure]:
    with folder() as home, opened(sqlite_url(home), home) as program:
        office = _without_deed(program.office)
        due_at = program.office.now() + timedelta(days=1)
        _set_timers(program.database, size.timers, due_at)
        idle = _idle_cores(office, size.idle)
        late = _late(office, due_at)
    with folder() as home, opened(sqlite_url(home), home) as program:
        _set_timers(program.database, size.deeds, due_at, questions.LET_GO)
        forgotten = _late(program.office, due_at)
    return [
        Figure(f"{size.timers:,} timers that are not due", idle, "cores", bound=Bound(at_most=IDLE_CORES)),
        Figure(f"{size.timers:,} timers without a deed due at once, the last one after", late, "s", aim=Bound(at_most=15)),
        Figure(f"{size.deeds:,} timers that forget words due at once, the last one after", forgotten, "s"),
    ]


def measure(*, quick: bool) -> list[Figure]:
    size = QUICK if quick else FULL
    return [*raw(size), *replies(size), *clockwork(size)]
