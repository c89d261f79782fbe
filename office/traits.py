"""What a channel is like, as far as the office must know. The root hands the traits of all in; nothing here names one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Traits:
    """`abroad`: the platform lies abroad, so cards on it carry nothing that identifies a citizen. `read_here`: its people read
    the outbox on the office's own pages; to those of the others messages are pushed. `reply_window`: so long after a person wrote
    the platform still takes an answer; None: always. `text_limit`: characters of one message, longer ones go in parts; None: any
    length. `file_limit`: bytes of a file that it takes."""

    name: str
    abroad: bool = False
    read_here: bool = False
    groups: bool = False
    buttons: bool = True
    reply_window: timedelta | None = None
    text_limit: int | None = None
    file_limit: int | None = None


AllTraits = Mapping[str, Traits]


def read_here(traits: AllTraits) -> list[str]:
    """The channels whose people read the outbox themselves."""
    return [name for name, one in traits.items() if one.read_here]


def is_abroad(traits: AllTraits, channel: str) -> bool:
    return channel in traits and traits[channel].abroad
