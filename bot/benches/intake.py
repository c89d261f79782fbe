"""How many messages a second go from Telegram's updates through inbox and handling into the outbox, and beside it a bot written
with python-telegram-bot and aiosqlite that keeps the same promises."""

import asyncio
import sys
import time
from collections import deque
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import Connection, func, select

from bot.benches.latency import SAID
from bot.benches.machine import Bound, Figure, Peer, ratio
from bot.benches.office import GREETING, Another, answer_lines, folder, opened, postgres, sqlite_url, without_understanding
from bot.channels.telegram.intake import Intake, Poller
from bot.channels.telegram.state import Status
from bot.engine.worker import Office, Worker
from db.engine.database import Database
from db.tables import Inbox, Outbox

BATCH = 100  # updates in an answer of the platform
ROUNDS = 3
PATIENCE_SECONDS = 300
PEER = Peer("python-telegram-bot + aiosqlite", "tests/bench/peer_intake.py", "aiosqlite")
FULL, QUICK = (3000, 20_000), (600, 2000)  # messages on SQLite and on PostgreSQL


def updates(messages: int, chats: int, said: Sequence[str] = (GREETING,)) -> list[dict[str, Any]]:
    """What getUpdates gives: what so many people say, one sentence after the other."""
    return [_update(number, 1000 + number % chats, said[number // chats % len(said)]) for number in range(messages)]


def _update(number: int, chat: int, text: str) -> dict[str, Any]:
    name = {"first_name": "Lê Thị", "last_name": f"Cê {chat}"}
    return {
        "update_id": 70_000_000 + number,
        "message": {
            "message_id": number + 1,
            "from": {"id": chat, "is_bot": False, "language_code": "vi", **name},
            "chat": {"id": chat, "type": "private", **name},
            "date": 1_790_000_000 + number,
            "text": text,
        },
    }


class Source:
    """The platform: gives the updates, a batch at a time, as fast as they are asked for."""

    bot_id = "123456"

    def __init__(self, found: Sequence[dict[str, Any]]) -> None:
        self.left = deque(found)

    async def updates(self, offset: int | None, seconds: int, kinds: tuple[str, ...]) -> list[Any]:
        if not self.left:
            await asyncio.Event().wait()
        return [self.left.popleft() for _ in range(min(BATCH, len(self.left)))]


@dataclass(frozen=True)
class Run:
    """`cpu`: seconds of all our processes and threads, without the database server's."""

    messages: int
    seconds: float
    cpu: float

    @property
    def rate(self) -> float:
        return self.messages / self.seconds


async def _take_in(office: Office, found: Sequence[dict[str, Any]]) -> None:
    """Until all of them are handled."""
    database, api = office.database, Source(found)
    platform: Any = api
    status = Status(database, office.now)
    polling = asyncio.create_task(Poller(platform, Intake(platform, database, status, office.now, lambda: None), status).run())
    until = time.monotonic() + PATIENCE_SECONDS
    while len(api.left) or await database.aread(_waits):
        assert time.monotonic() < until, "nothing is handled any more"
        await asyncio.sleep(0.05)
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)


def _waits(connection: Connection) -> bool:
    return connection.execute(select(Inbox.id).where(Inbox.state == "waiting").limit(1)).first() is not None


def written(database: Database) -> int:
    """Messages in the outbox."""
    return database.read(lambda connection: connection.execute(select(func.count()).select_from(Outbox)).scalar_one())


def take_in(office: Office, messages: int, said: Sequence[str] = (GREETING,)) -> Run:
    found = updates(messages, max(1, messages // 10), said)
    with Worker(office):
        begun, cpu = time.perf_counter(), time.process_time()
        asyncio.run(_take_in(office, found))
        return Run(messages, time.perf_counter() - begun, time.process_time() - cpu)


def on_sqlite(messages: int, *, understood: bool = False) -> Run:
    with folder() as home, opened(sqlite_url(home), home) as program:
        run = take_in(program.office, messages, SAID) if understood else take_in(without_understanding(program.office), messages)
        assert written(program.database) >= messages
        return run


def peer_on_sqlite(messages: int) -> Run | None:
    """The peer on a database with the same tables; None where it is not installed."""
    with folder() as home:
        with opened(sqlite_url(home), home) as program:
            assert written(program.database) == 0
        said = PEER.run(str(home / "bench.sqlite3"), str(messages), str(max(1, messages // 10)))
        if said is None:
            return None
        with opened(sqlite_url(home), home) as program:
            assert written(program.database) >= messages
    seconds, cpu = map(float, said.split())
    return Run(messages, seconds, cpu)


def on_postgres(messages: int, url: str, processes: int = 2) -> Run:
    """This process takes in and works, the others work."""
    with folder() as home, opened(url, home) as program, ExitStack() as held:
        others = [held.enter_context(Another(__name__, url, home)) for _ in range(processes - 1)]
        run = take_in(without_understanding(program.office), messages)
        for other in others:
            other.begin()
        return replace(run, cpu=run.cpu + sum(float(other.result()) for other in others))


def work_until_told(url: str, home: str) -> None:
    """A second process: works until a line comes in, and says what CPU that took."""
    with opened(url, Path(home)) as program, Worker(without_understanding(program.office)):
        cpu = time.process_time()
        answer_lines(lambda _: time.process_time() - cpu)


def _cpu(runs: Sequence[Run]) -> float:
    """The median, in milliseconds a message."""
    return median(run.cpu / run.messages for run in runs) * 1000


def measure(*, quick: bool) -> list[Figure]:
    on_file, on_server = QUICK if quick else FULL
    rounds = [(on_sqlite(on_file), peer_on_sqlite(on_file // 3)) for _ in range(1 if quick else ROUNDS)]
    ours, theirs = [one for one, _ in rounds], [one for _, one in rounds if one is not None]
    figures = [
        Figure.of_rates("intake, SQLite", [run.rate for run in ours], "messages/s"),
        Figure("intake, SQLite, CPU", _cpu(ours), "ms a message"),
    ]
    if theirs:
        figures += [
            Figure.of_rates(f"the same, {PEER.name}", [run.rate for run in theirs], "messages/s"),
            Figure("the same, CPU", _cpu(theirs), "ms a message"),
            Figure(
                "times the peer",
                ratio([run.rate for run in ours], [run.rate for run in theirs]),
                "times",
                bound=Bound(at_least=3),
            ),
        ]
    real = on_sqlite(on_file // 3, understood=True)
    figures.append(Figure(f"intake, SQLite, {len(SAID)} sentences really understood", real.rate, "messages/s"))
    with postgres() as url:
        if url is not None:
            run = on_postgres(on_server, url)
            figures.append(Figure("intake, PostgreSQL, two processes", run.rate, "messages/s", aim=Bound(at_least=1000)))
            figures.append(Figure("the same, CPU without the server's", run.cpu / run.messages * 1000, "ms a message"))
    return figures


if __name__ == "__main__":
    work_until_told(sys.argv[1], sys.argv[2])
