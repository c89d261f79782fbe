"""What the channels of our own store of a message: web chat and terminal alike, so that both show the same list."""

import json

from pydantic import ValidationError

from bot.channels.port import Unparsable
from db.queues.messages import Incoming
from language.cleaning import clean


def parse(body: bytes) -> Incoming:
    """What a stored body says; raises Unparsable."""
    try:
        said = json.loads(body)
        return Incoming(text=clean(said["text"], None), position=said["position"])
    except (ValueError, KeyError, TypeError, ValidationError, RecursionError):
        raise Unparsable from None
