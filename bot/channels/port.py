"""What the channels share: how a stored body becomes a message, and what becomes of one that is sent."""

from dataclasses import dataclass
from typing import Protocol

from bot.channels.pacing import Pace
from db.queues.delivery import Claimed
from db.queues.messages import Incoming


class Unparsable(Exception):
    """Nobody can make sense of the stored body; it is parked and the rest goes on. `said`: a person may wait for an answer."""

    def __init__(self, *, said: bool = True) -> None:
        super().__init__()
        self.said = said


class NothingSaid(Exception):
    """The stored body tells of something that asks for nothing (a pinned message, a reaction): it counts as handled."""


class Channel(Protocol):
    """Reads what a platform's edge stored, after it was stored."""

    def parse(self, body: bytes) -> Incoming:
        """Raises Unparsable, NothingSaid."""
        ...


# ---------------------------------------------------------------- sending, where the platform does not fetch by itself


@dataclass(frozen=True)
class Sent:
    """The platform took it, under its own id. `last`: nothing of the message is left to send."""

    external_id: str = ""
    last: bool = True


@dataclass(frozen=True)
class Lost:
    """No answer came: perhaps it was sent."""


@dataclass(frozen=True)
class NotSent:
    """It certainly did not reach the platform, nor would any other message now."""

    reason: str


@dataclass(frozen=True)
class Failed:
    """The platform says that something is wrong with itself."""

    reason: str


@dataclass(frozen=True)
class Refused:
    """The platform will never take it; `unreachable`: nor anything else for this chat."""

    reason: str
    unreachable: bool = False


@dataclass(frozen=True)
class RetryAfter:
    """The platform wants this chat to be left alone for so long."""

    seconds: float


@dataclass(frozen=True)
class Rekeyed:
    """The chat goes on under another key."""

    chat_key: str


Outcome = Sent | Lost | NotSent | Failed | Refused | RetryAfter | Rekeyed


class PushChannel(Protocol):
    """A platform to which messages are sent."""

    @property
    def name(self) -> str: ...

    @property
    def pace(self) -> Pace: ...

    async def send(self, message: Claimed) -> Outcome:
        """Makes one call: the one after the `message.progress` calls that are done. Reasons are codes. Raises nothing."""
        ...
