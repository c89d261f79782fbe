"""What the channels share: how a stored body becomes a message."""

from typing import Protocol

from db.messages import Incoming


class Unparsable(Exception):
    """Nobody can make sense of the stored body; it is parked and the rest goes on."""


class Channel(Protocol):
    """A platform. `parse` reads what was stored, after it was stored."""

    @property
    def name(self) -> str: ...

    def parse(self, body: bytes) -> Incoming:
        """Raises Unparsable."""
        ...
