"""The deliverer against a small Bot API: order, failures, limits, restarts. Time runs faster here, and back-offs are short."""

import asyncio
import random
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.channels.pacing import Limit, Pace
from bot.channels.port import Outcome, Sent
from bot.channels.telegram.sending import TelegramSender
from bot.clock import monotonic
from bot.engine.delivery import Deliverer
from db.engine.database import Database, DatabaseBusy, DatabaseClosed
from db.queues import inbox, outbox
from db.queues.delivery import Claimed
from db.queues.messages import Outgoing
from db.queues.outbox import Draft
from db.tables import Chat, Outbox
from office.files.store import FileStore
from tests.bot.channels.telegram.messenger import BAD_GATEWAY, LOST, REFUSED, RESET, Messenger, answer

SPEED = 40  # times as fast as a real clock
CHAT, GROUP, WHOLE = Limit(1, 0.03), Limit(4, 0.4), Limit(6, 0.04)
PACE = Pace(CHAT, GROUP, WHOLE, for_replies=2)
LONG = "Câu này khá dài. " * 400  # two calls


@dataclass
class Quick:
    """Telegram with limits that a test can wait for."""

    sender: TelegramSender
    name: str = "telegram"
    pace: Pace = PACE

    async def send(self, message: Claimed) -> Outcome:
        return await self.sender.send(message)


@dataclass
class Town:
    """Chats, what is said to them, and a deliverer that is run until all is said."""

    database: Database
    bot: Messenger
    folder: Path
    speed: float = SPEED
    channel: Callable[[TelegramSender], Quick] = Quick
    begun: float = field(default_factory=monotonic)
    chats: dict[str, int] = field(default_factory=dict)

    def now(self) -> datetime:
        return datetime(2026, 11, 24, 8, tzinfo=UTC) + timedelta(seconds=(monotonic() - self.begun) * self.speed)

    def say(self, key: str, chat: str = "1", text: str = "", **more: Any) -> None:
        def write(connection: Connection) -> None:
            chat_id = inbox.ensure_chat(connection, "telegram", chat, self.now(), private=not chat.startswith("-"))
            self.chats[chat] = chat_id
            outbox.write(connection, [Draft(chat_id, Outgoing(text=text or key), key, **more)], self.now())

        self.database.write(write).result()

    def deliverer(self) -> Deliverer:
        sender = TelegramSender(self.bot.api, FileStore(self.folder))
        return Deliverer(self.database, self.channel(sender), self.now, idle_seconds=0.01)

    def deliver(self, until: Callable[[], bool] | None = None, seconds: float = 20) -> None:
        """Runs a deliverer until nothing waits any more, or something holds."""
        asyncio.run(self._deliver(until or (lambda: not self.open()), seconds))

    async def _deliver(self, until: Callable[[], bool], seconds: float) -> None:
        running = asyncio.create_task(self.deliverer().run())
        try:
            async with asyncio.timeout(seconds):
                while not until():  # noqa: ASYNC110 - what happens in the database raises no event here
                    await asyncio.sleep(0.01)
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running

    def open(self) -> int:
        depths = self.database.read(outbox.depths)
        return depths["waiting"] + depths["sending"]

    def row(self, key: str) -> Any:
        columns = (Outbox.state, Outbox.reason, Outbox.losses, Outbox.attempts, Outbox.external_id)
        return self.database.read(lambda connection: connection.execute(select(*columns).where(Outbox.key == key)).one())

    def states(self) -> Counter[str]:
        return Counter(self.database.read(lambda connection: connection.scalars(select(Outbox.state)).all()))

    def unreachable(self, chat: str) -> str | None:
        query = select(Chat.unreachable).where(Chat.key == chat)
        return self.database.read(lambda connection: connection.scalar(query))


@pytest.fixture
def bot() -> Messenger:
    return Messenger()


@pytest.fixture
def town(memory: Database, bot: Messenger, tmp_path: Path) -> Town:
    return Town(memory, bot, tmp_path)


# ---------------------------------------------------------------- what becomes of a message


def test_messages_of_a_chat_arrive_in_order(town: Town, bot: Messenger) -> None:
    for number in range(5):
        town.say(f"a{number}", "1")
        town.say(f"b{number}", "2")
    town.deliver()
    assert bot.texts("1") == [f"a{number}" for number in range(5)]
    assert bot.texts("2") == [f"b{number}" for number in range(5)]
    assert town.row("a0")[:4] == ("sent", None, 0, 1)
    assert town.row("a0").external_id == bot.done("1")[0].message_id


def test_what_is_said_meanwhile_is_sent_at_once(town: Town, bot: Messenger) -> None:
    async def play() -> None:
        running = asyncio.create_task(town.deliverer().run())
        await asyncio.sleep(0.1)
        await asyncio.to_thread(town.say, "late")
        async with asyncio.timeout(5):
            while not bot.calls:  # noqa: ASYNC110
                await asyncio.sleep(0.005)
        running.cancel()

    asyncio.run(play())
    assert bot.texts() == ["late"]


def test_a_long_message_goes_on_where_it_was_interrupted(town: Town, bot: Messenger) -> None:
    town.say("long", text=LONG)
    town.say("next")
    bot.failures = [RESET, LOST]
    town.deliver()
    first, lost, repeated, rest, following = bot.calls
    assert (first.done, lost.done) == (False, True)
    assert first.text == lost.text == repeated.text
    assert repeated.text + " " + rest.text == LONG.strip()
    assert following.text == "next"
    assert town.row("long").external_id == f"{repeated.message_id},{rest.message_id}"


@pytest.mark.parametrize(("failure", "repeats", "losses"), [(LOST, 1, 1), (RESET, 0, 1), (BAD_GATEWAY, 0, 0), (REFUSED, 0, 0)])
def test_each_lost_answer_causes_one_repeat(town: Town, bot: Messenger, failure: Any, repeats: int, losses: int) -> None:
    town.say("1")
    town.say("2")
    bot.failures = [failure]
    town.deliver()
    assert bot.texts() == ["1"] * repeats + ["1", "2"]
    assert town.row("1")[:4] == ("sent", None, losses, 2)


def test_after_five_losses_nobody_tries_any_more(town: Town, bot: Messenger) -> None:
    town.say("1")
    town.say("2")
    bot.failures = [RESET, LOST, RESET, LOST, RESET]
    town.deliver()
    assert bot.texts() == ["1", "1", "2"]
    assert town.row("1")[:3] == ("dead", "unknown", 5)


def test_flood_control_holds_its_chat_only(town: Town, bot: Messenger) -> None:
    town.say("1", "1")
    town.say("2", "1")
    for number in range(5):
        town.say(f"other {number}", "2")
    bot.refusals = {"1": answer(429, "Too Many Requests: retry after 600", retry_after=600)}
    town.deliver(until=lambda: len(bot.texts("2")) == 5)
    assert [call.text for call in bot.calls if call.chat == "1"] == ["1"]
    assert town.row("1")[:3] == ("waiting", "retry_after", 0)
    bot.refusals = {}
    town.begun -= 600 / SPEED
    town.deliver()
    assert bot.texts("1") == ["1", "2"]


def test_who_blocks_the_bot_is_unreachable_and_others_are_not(town: Town, bot: Messenger) -> None:
    town.say("1", "1")
    town.say("2", "2")
    bot.refusals = {"1": answer(403, "Forbidden: bot was blocked by the user")}
    town.deliver()
    assert town.row("1")[:2] == ("dead", "blocked")
    assert (town.unreachable("1"), town.unreachable("2")) == ("blocked", None)
    assert bot.texts() == ["2"]


def test_a_message_that_is_refused_lets_the_next_one_go(town: Town, bot: Messenger) -> None:
    town.say("1")
    town.say("2")
    bot.failures = [answer(400, "Bad Request: message text is wrong")]
    town.deliver()
    assert town.row("1")[:2] == ("dead", "bad_request")
    assert town.unreachable("1") is None
    assert bot.texts() == ["2"]


def test_a_group_that_became_a_supergroup_gets_everything_there(town: Town, bot: Messenger) -> None:
    for key in ("1", "2", "3"):
        town.say(key, "-400")
    bot.refusals = {"-400": answer(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-100400)}
    town.deliver()
    assert bot.texts("-100400") == ["1", "2", "3"]
    assert [call.text for call in bot.calls if call.chat == "-400"] == ["1"]


def test_while_telegram_is_out_of_reach_one_message_tries(town: Town, bot: Messenger) -> None:
    for number in range(30):
        town.say(f"{number}", f"{number + 1}")
    bot.rate, bot.weather = 1.0, (REFUSED,)
    with pytest.raises(TimeoutError):
        town.deliver(seconds=2)
    assert 6 <= len(bot.calls) <= 10  # those begun together, then one after a second
    bot.rate = 0.0
    town.deliver()
    assert sorted(bot.texts(), key=int) == [f"{number}" for number in range(30)]


def test_broadcasts_yield_to_replies(town: Town, bot: Messenger) -> None:
    for number in range(20):
        town.say(f"b{number}", f"{number + 1}", lane="broadcast")
    town.say("reply", "50")
    town.deliver()
    assert bot.texts().index("reply") < WHOLE.number
    assert town.states() == {"sent": 21}


def test_a_fault_in_the_channel_ends_nothing(memory: Database, tmp_path: Path) -> None:
    class Faulty(Quick):
        async def send(self, message: Claimed) -> Outcome:
            if message.key == "1" and message.attempts == 1:
                raise KeyError(message.key)
            return await self.sender.send(message)

    bot = Messenger()
    town = Town(memory, bot, tmp_path, channel=Faulty)
    town.say("1", "1")
    town.say("2", "2")
    town.deliver()
    assert bot.texts() == ["2", "1"]
    assert town.row("1").losses == 1


def test_what_cannot_be_noted_holds_up_nothing_else(memory: Database, tmp_path: Path) -> None:
    class Strange(Quick):
        async def send(self, message: Claimed) -> Outcome:
            return Sent("\ud800" if message.key == "1" else "7")  # no database keeps half a character

    town = Town(memory, Messenger(), tmp_path, channel=Strange)
    for number in range(1, 20):
        town.say(f"{number}", f"{number}")
    town.deliver(until=lambda: town.states()["sent"] == 18)
    assert town.row("1").state == "sending"  # until its lease runs out


def test_a_database_that_is_away_hears_of_it_later(memory: Database, bot: Messenger, tmp_path: Path) -> None:
    class Away:
        """Out of reach from the first answer on, for three rounds."""

        dialect, on_commit, read = memory.dialect, memory.on_commit, memory.read
        refused = 0

        async def arun(self, fn: Any) -> Any:
            if bot.calls and self.refused < 3:
                self.refused += 1
                raise DatabaseBusy
            return await memory.arun(fn)

    town = Town(memory, bot, tmp_path)
    town.say("1")
    town.say("2")
    town.database = Away()  # type: ignore[assignment]
    town.deliver()
    assert bot.texts() == ["1", "2"]
    assert town.row("1")[:4] == ("sent", None, 0, 1)


def test_two_processes_send_each_message_once(postgres: Database, bot: Messenger, tmp_path: Path) -> None:
    """One has the lease; what the other did not send is no loss."""
    town = Town(postgres, bot, tmp_path)
    keys = say_much(town, chats=8, each=4)

    async def play() -> None:
        processes = [asyncio.create_task(town.deliverer().run()) for _ in range(2)]
        async with asyncio.timeout(20):
            while await postgres.aread(outbox.depths) != {"waiting": 0, "sending": 0, "dead": 0}:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        for process in processes:
            process.cancel()
        await asyncio.gather(*processes, return_exceptions=True)

    asyncio.run(play())
    assert Counter(bot.texts()) == Counter(keys)
    assert town.states() == {"sent": len(keys)}
    check_limits(bot)


def test_a_message_counts_as_on_its_way_before_it_leaves(database: Database, tmp_path: Path) -> None:
    """Else a kill in between would leave no trace of the call: it is looked for over another connection."""
    states = []

    class Watched(Quick):
        async def send(self, message: Claimed) -> Outcome:
            look = select(Outbox.state).where(Outbox.id == message.row_id)
            states.append(await database.aread(lambda connection: connection.execute(look).scalar_one()))
            return await self.sender.send(message)

    town = Town(database, Messenger(), tmp_path, channel=Watched)
    town.say("1", "1")
    town.say("2", "2")
    town.deliver()
    assert states == ["sending"] * 2


def test_what_is_under_way_is_finished_before_the_end(town: Town, bot: Messenger) -> None:
    town.say("1")
    bot.answer_seconds = 0.3
    town.deliver(until=lambda: len(bot.calls) == 1)
    assert town.row("1")[:3] == ("sent", None, 0)


# ---------------------------------------------------------------- limits, and all together


def most_in(times: list[float], seconds: float) -> int:
    times = sorted(times)
    return max(index + 1 - bisect_left(times, time - seconds) for index, time in enumerate(times))


def check_limits(bot: Messenger) -> None:
    """Every call counts, whatever came of it, but those that never reached the platform."""
    assert most_in([call.at for call in bot.calls], WHOLE.seconds) <= WHOLE.number
    for chat in {call.chat for call in bot.calls}:
        times = [call.at for call in bot.calls if call.chat == chat]
        assert most_in(times, CHAT.seconds) <= CHAT.number
        assert not chat.startswith("-") or most_in(times, GROUP.seconds) <= GROUP.number


def check_order(bot: Messenger) -> None:
    for chat in {call.chat for call in bot.calls}:
        firsts = list(dict.fromkeys(bot.texts(chat)))
        assert firsts == sorted(firsts, key=lambda key: int(key.partition(":")[2]))


def say_much(town: Town, chats: int, each: int) -> list[str]:
    keys = []
    for number in range(each):
        for chat in range(chats):
            keys.append(f"{chat}:{number}")
            town.say(keys[-1], str(chat + 1) if chat % 4 else f"-{chat + 1}")
    return keys


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_fifth_of_all_calls_fails_and_nothing_is_lost(memory: Database, tmp_path: Path, seed: int) -> None:
    bot = Messenger(rate=0.2, seed=seed)
    town = Town(memory, bot, tmp_path)
    keys = say_much(town, chats=16, each=6)
    town.deliver(seconds=40)
    assert town.states() == {"sent": len(keys)}  # no row met five losses with these seeds
    got = Counter(bot.texts())
    assert set(got) == set(keys)
    lost = Counter(call.text for call in bot.calls if call.lost)
    assert len(lost) > 1
    assert got - Counter(keys) == lost  # one repeat for each
    check_order(bot)
    check_limits(bot)


class Killed:
    """Database and channel of a process that may be killed: then it notes and sends nothing more."""

    name, pace = "telegram", PACE

    def __init__(self, database: Database, channel: Quick) -> None:
        self._database, self._channel = database, channel
        self.dialect = database.dialect
        self.on_commit = database.on_commit
        self.dead = False

    async def arun(self, fn: Any) -> Any:
        if self.dead:
            raise DatabaseClosed
        return await self._database.arun(fn)

    async def send(self, message: Claimed) -> Outcome:
        if self.dead:
            await asyncio.Event().wait()
        return await self._channel.send(message)


@pytest.mark.parametrize("seed", [1, 2])
def test_limits_hold_over_kills(memory: Database, tmp_path: Path, seed: int) -> None:
    """Each kill may repeat what was on its way, and nothing else."""
    bot = Messenger(answer_seconds=0.01)
    town = Town(memory, bot, tmp_path, speed=1)
    keys = say_much(town, chats=8, each=6)
    draw = random.Random(seed)
    flying = Counter[str]()
    processes: list[asyncio.Task[None]] = []

    def on_their_way(connection: Connection) -> list[str]:
        return list(connection.scalars(select(Outbox.key).where(Outbox.state == "sending")))

    async def play() -> None:
        async with asyncio.timeout(30):
            while town.open():
                process: Any = Killed(memory, Quick(TelegramSender(bot.api, FileStore(tmp_path))))
                processes.append(asyncio.create_task(Deliverer(process, process, town.now, idle_seconds=0.01).run()))
                until = len(bot.calls) + draw.randrange(8, 16)
                while len(bot.calls) < until and town.open():  # noqa: ASYNC110
                    await asyncio.sleep(0.001)
                process.dead = True
                flying.update(memory.read(on_their_way))

    asyncio.run(play())
    assert town.states() == {"sent": len(keys)}
    got = Counter(bot.texts())
    assert set(got) == set(keys)
    assert len(processes) > 3
    assert not (got - Counter(keys)) - flying
    check_order(bot)
    check_limits(bot)
