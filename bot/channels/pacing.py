"""How fast messages may leave: a number in any rolling stretch of time, for a chat, a group and a whole channel.

A call counts from when it is begun until the stretch after its answer is over, for nobody knows when in between the platform
counts it: however long answers take, the platform never sees more than the limit.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

ANSWER_SECONDS = 0.25
FEWEST, MOST = 8, 64  # calls under way: each may be made twice where the process is killed
MARGIN = 0.02  # seconds added to each stretch: clocks and timers are no better


@dataclass(frozen=True)
class Limit:
    """`number` calls in any `seconds`."""

    number: int
    seconds: float


@dataclass(frozen=True)
class Pace:
    """A platform's limits; broadcasts leave `for_replies` of the whole channel's calls free."""

    chat: Limit
    group: Limit
    channel: Limit
    for_replies: int = 0


@dataclass(frozen=True)
class Earlier:
    """Calls that another process made, the last one at that time."""

    chat_id: int
    private: bool
    at: float
    calls: int


class _Window:
    def __init__(self, limit: Limit) -> None:
        self._number = limit.number
        self._span = limit.seconds + MARGIN
        self._open = 0
        self._done: deque[float] = deque()  # oldest first

    def begin(self) -> None:
        self._open += 1

    def finish(self, at: float | None) -> None:
        self._open -= 1
        if at is not None:
            self._done.append(at)

    def room(self, at: float) -> int:
        while self._done and self._done[0] <= at - self._span:
            self._done.popleft()
        return self._number - self._open - len(self._done)

    def free_at(self, wanted: int) -> float | None:
        """When so many calls may begin; None where that hangs on one that is under way."""
        missing = self._open + len(self._done) + wanted - self._number
        if missing <= 0:
            return 0.0
        return self._done[missing - 1] + self._span if missing <= len(self._done) else None

    @property
    def idle(self) -> bool:
        return not self._open and not self._done


class Pacer:
    """Counts the calls of one channel. Times are monotonic seconds."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._whole = _Window(pace.channel)
        self._chats: dict[int, tuple[_Window, ...]] = {}  # called lately
        self._full: set[int] = set()  # those of them to which nothing may leave, perhaps; few, however many were called
        self._calls: deque[tuple[float, int]] = deque()  # when a chat was called, oldest first

    def room(self, at: float) -> int:
        """How many calls may begin now."""
        return max(0, self._whole.room(at))

    def room_for_broadcasts(self, at: float) -> int:
        return max(0, self._whole.room(at) - self._pace.for_replies)

    def resting(self, at: float) -> list[int]:
        """The chats to which nothing may leave now."""
        self._forget(at)
        self._full = {chat_id for chat_id in self._full if self._rests(chat_id, at)}
        return list(self._full)

    def _rests(self, chat_id: int, at: float) -> bool:
        return any(window.room(at) <= 0 for window in self._chats.get(chat_id, ()))

    def _forget(self, at: float) -> None:
        """Chats whose last call matters no more."""
        while self._calls and self._calls[0][0] <= at - self.longest:
            self._drop_if_idle(self._calls.popleft()[1], at)

    def _drop_if_idle(self, chat_id: int, at: float) -> None:
        windows = self._chats.get(chat_id, ())
        for window in windows:
            window.room(at)
        if all(window.idle for window in windows):
            self._chats.pop(chat_id, None)

    def next_change(self, at: float) -> float:
        """Seconds until a chat or the channel that rests now may go on; infinite where only an answer is awaited, if anything."""
        full = (window for chat_id in self._full for window in self._chats.get(chat_id, ()))
        tight = [(window, 1) for window in full if window.room(at) <= 0]
        tight += [(self._whole, wanted) for wanted in (1, self._pace.for_replies + 1) if self._whole.room(at) < wanted]
        moments = [moment for window, wanted in tight if (moment := window.free_at(wanted)) is not None]
        return max(0.0, min(moments) - at) if moments else float("inf")

    def begin(self, chat_id: int, private: bool) -> None:
        for window in self._windows(chat_id, private):
            window.begin()
        self._full.add(chat_id)  # looked at when it is asked for

    def finish(self, chat_id: int, private: bool, at: float, *, counts: bool = True) -> None:
        """The call is over; `counts` unless it certainly did not reach the platform."""
        for window in self._windows(chat_id, private):
            window.finish(at if counts else None)
        if counts:
            self._calls.append((at, chat_id))
        else:
            self._drop_if_idle(chat_id, at)

    def reckon_with(self, calls: Iterable[Earlier]) -> None:
        """To be called before the first of our own."""
        for one in sorted(calls, key=lambda one: one.at):
            for window in self._windows(one.chat_id, one.private) * one.calls:
                window.begin()
                window.finish(one.at)
            self._full.add(one.chat_id)
            self._calls.append((one.at, one.chat_id))

    @property
    def at_once(self) -> int:
        """How many calls under way at the same time use up what the platform allows, at the usual time of an answer."""
        allowed = self._pace.channel.number / self._pace.channel.seconds
        return int(min(max(allowed * ANSWER_SECONDS, FEWEST), MOST))

    @property
    def longest(self) -> float:
        """Seconds after which a call matters no more."""
        return max(limit.seconds for limit in (self._pace.chat, self._pace.group, self._pace.channel)) + MARGIN

    def _windows(self, chat_id: int, private: bool) -> tuple[_Window, ...]:
        if chat_id not in self._chats:
            limits = (self._pace.chat,) if private else (self._pace.chat, self._pace.group)
            self._chats[chat_id] = tuple(map(_Window, limits))
        return (self._whole, *self._chats[chat_id])
