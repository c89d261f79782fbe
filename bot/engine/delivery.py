"""The deliverer: takes what waits in the outbox to a platform, as fast as its limits allow, and notes what became of it.

One process at a time runs it for a channel (`lead`). Sending happens outside any transaction: whatever interrupts it, a claim's
lease runs out and the message counts as perhaps sent.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection

from bot.channels.pacing import Earlier, Pacer
from bot.channels.port import Failed, Lost, NotSent, Outcome, PushChannel, Refused, Rekeyed, RetryAfter, Sent
from bot.clock import monotonic
from bot.engine.leading import lead
from bot.logs import about
from db.engine.database import Database, DatabaseClosed, is_outage
from db.queues import delivery, results
from db.queues.delivery import Claimed

SEND_SECONDS = 90.0  # then a call counts as lost, whatever the channel thinks
LEASE_SECONDS = 120.0
IDLE_SECONDS = 1.0  # what other processes wrote is looked for
GRACE_SECONDS = 1.5  # for calls under way when the process is told to stop
GATHER_SECONDS = 0.02
FIRST_PAUSE, LAST_PAUSE = 1.0, 30.0  # while the platform cannot be reached
FAILURES = 5  # in a row: then the platform is as good as out of reach

log = logging.getLogger(__name__)


class Deliverer:
    """Delivers one channel. `run` in a task; cancel it to stop."""

    def __init__(
        self, database: Database, channel: PushChannel, now: Callable[[], datetime], idle_seconds: float = IDLE_SECONDS,
        holder: str = "",
    ) -> None:  # fmt: skip
        self._database = database
        self._channel = channel
        self._now = now
        self._idle_seconds = idle_seconds
        self._holder = holder
        self._pacer = Pacer(channel.pace)
        self._flights: set[asyncio.Task[None]] = set()
        self._landed: list[tuple[Claimed, Outcome]] = []  # not noted yet
        self._gather_until = 0.0  # a round costs as much as several: while there is a backlog, places are gathered for a moment
        self._wake = asyncio.Event()
        self._failures = 0  # calls in a row that came to nothing, by no fault of the message
        self._troubles = 0  # pauses in a row that did not help
        self._quiet_until = 0.0

    async def run(self) -> None:
        """For ever, in one process at a time."""
        loop = asyncio.get_running_loop()
        self._database.on_commit(lambda: _wake(loop, self._wake))
        await lead(self._database, f"deliver:{self._channel.name}", self._now, self.deliver, holder=self._holder)

    async def deliver(self) -> None:
        """For ever, by whoever may. Calls under way are finished before it is cancelled."""
        await self._reckon_with_earlier_calls()
        try:
            while True:
                self._wake.clear()
                try:
                    begun = await self._round()
                except DatabaseClosed:
                    return
                except Exception as error:  # noqa: BLE001 - delivery outlives whatever one round met
                    await self._failed(error)
                    begun = False
                if not begun:
                    await self._rest()
        finally:
            await self._land()

    async def _land(self) -> None:
        if self._flights:
            await asyncio.wait(self._flights, timeout=GRACE_SECONDS)
        for flight in self._flights:
            flight.cancel()
        with suppress(Exception):  # what cannot be noted any more counts as perhaps sent
            await self._database.arun(self._note)

    async def _failed(self, error: Exception) -> None:
        log.error("a round of delivery failed: %s", type(error).__name__)
        if self._landed and not is_outage(error):  # an outcome that cannot be noted must not hold up the others
            await self._note_one_by_one()
        await asyncio.sleep(self._idle_seconds)

    async def _reckon_with_earlier_calls(self) -> None:
        """What a process before this one sent counts too."""
        self._pacer = Pacer(self._channel.pace)
        now, at = self._now(), monotonic()
        since = now - timedelta(seconds=self._pacer.longest)

        def look(connection: Connection) -> list[results.Recent]:
            # Whoever sent before has lost the lease: it is dead, or ended its calls some seconds ago.
            delivery.abandon(connection, self._channel.name, now)
            return results.recent(connection, self._channel.name, since, now)

        earlier = await self._database.arun(look)
        self._pacer.reckon_with(
            Earlier(one.chat_id, one.private, at - max(0.0, (now - one.at).total_seconds()), one.calls) for one in earlier
        )

    # ---------------------------------------------------------------- rounds

    async def _round(self) -> bool:
        """Notes what became of messages, and begins with others; False where there was nothing to begin."""
        at = monotonic()
        room = self._room(at)
        if (not room and not self._landed) or (room < self._pacer.at_once // 2 and at < self._gather_until):
            return False
        resting, broadcasts = self._pacer.resting(at), self._pacer.room_for_broadcasts(at)

        def work(connection: Connection) -> tuple[int, list[Claimed]]:
            noted, now = self._note(connection), self._now()
            claim = partial(delivery.claim, connection, self._channel.name, now, room, LEASE_SECONDS)
            return noted, claim(resting=resting, broadcasts=broadcasts) if room else []

        noted, claimed = await self._database.arun(work)
        del self._landed[:noted]
        for message in claimed:
            self._begin(message)
        self._gather_until = monotonic() + GATHER_SECONDS if claimed and len(claimed) == room else 0.0
        return bool(claimed)

    def _room(self, at: float) -> int:
        """How many messages may be begun with."""
        if at < self._quiet_until:
            return 0
        places = 1 if self._troubles else self._pacer.at_once  # one message tries whether the platform is back
        return max(0, min(places - len(self._flights), self._pacer.room(at)))

    def _note(self, connection: Connection) -> int:
        """What became of the messages that landed so far; how many they were."""
        landed, now = list(self._landed), self._now()
        sent = [(message, outcome.external_id) for message, outcome in landed if isinstance(outcome, Sent) and outcome.last]
        results.record_all_sent(connection, sent, now)
        for message, outcome in landed:
            if not (isinstance(outcome, Sent) and outcome.last):
                record(connection, message, outcome, now)
        return len(landed)

    async def _note_one_by_one(self) -> None:
        """Whatever cannot be noted counts as perhaps sent when its lease runs out."""
        while self._landed:
            message, outcome = self._landed.pop(0)

            def note(connection: Connection, message: Claimed = message, outcome: Outcome = outcome) -> bool:
                return record(connection, message, outcome, self._now())

            try:
                await self._database.arun(note)
            except Exception as error:  # noqa: BLE001 - the others go on
                log.error("an outcome was not noted: %s", type(error).__name__)

    async def _rest(self) -> None:
        """Until a commit, an answer, a limit that no longer holds, or the next look at what others wrote."""
        at = monotonic()
        gathering = self._gather_until - at if at < self._gather_until else self._idle_seconds
        seconds = max(min(self._idle_seconds, gathering, self._pacer.next_change(at)), self._quiet_until - at, 0.001)
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            pass

    def _begin(self, message: Claimed) -> None:
        self._pacer.begin(message.chat_id, message.private)
        flight = asyncio.create_task(self._fly(message))
        self._flights.add(flight)
        flight.add_done_callback(self._touch_down)

    def _touch_down(self, flight: asyncio.Task[None]) -> None:
        self._flights.discard(flight)
        self._wake.set()

    # ---------------------------------------------------------------- one message

    async def _fly(self, message: Claimed) -> None:
        about.set(f"outbox:{message.row_id}")
        outcome: Outcome = Lost()
        try:
            outcome = await self._outcome(message)
        finally:
            reached = not isinstance(outcome, NotSent)
            self._pacer.finish(message.chat_id, message.private, monotonic(), counts=reached)
        self._landed.append((message, outcome))
        self._watch_platform(outcome)

    async def _outcome(self, message: Claimed) -> Outcome:
        try:
            async with asyncio.timeout(SEND_SECONDS):
                return await self._channel.send(message)
        except TimeoutError:
            return Lost()
        except Exception as error:  # noqa: BLE001 - a fault in a channel must not end delivery
            log.error("a channel failed: %s", type(error).__name__)
            return Lost()

    def _watch_platform(self, outcome: Outcome) -> None:
        """While it cannot be reached, it is tried ever more rarely, and by one message only."""
        if isinstance(outcome, Refused | Failed):
            log.warning("a message was not taken: %s", outcome.reason)
        if not isinstance(outcome, NotSent | Failed):
            self._failures = self._troubles = 0
            return
        self._failures += 1
        at = monotonic()
        if at >= self._quiet_until and (isinstance(outcome, NotSent) or self._failures >= FAILURES):
            if not self._troubles:
                log.warning("%s cannot be reached: %s", self._channel.name, outcome.reason)
            self._quiet_until = at + min(FIRST_PAUSE * 2**self._troubles, LAST_PAUSE)
            self._troubles = min(self._troubles + 1, 10)


def _wake(loop: asyncio.AbstractEventLoop, event: asyncio.Event) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(event.set)


def record(connection: Connection, message: Claimed, outcome: Outcome, now: datetime) -> bool:
    """False, and nothing noted, where the message was claimed again meanwhile."""
    match outcome:
        case Sent(external_id, last):
            note = results.record_sent if last else results.record_progress
            return note(connection, message, now, external_id)
        case Lost():
            return results.record_lost(connection, message, now)
        case NotSent(reason):
            return results.record_not_sent(connection, message, now, reason)
        case Failed(reason):
            return results.record_failed(connection, message, now, reason)
        case RetryAfter(seconds):
            return results.record_retry_after(connection, message, now, seconds)
        case Refused(reason, unreachable):
            return results.record_refused(connection, message, now, reason, unreachable=unreachable)
        case Rekeyed(chat_key):
            return results.record_rekeyed(connection, message, now, chat_key)
