"""What the office must know of a channel, whichever platform it is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Traits:
    """`abroad`: what is said there leaves the country; `read_here`: its people read from our own outbox, to the others it is
    sent."""

    abroad: bool = False
    read_here: bool = False
