"""Most messages are words alone and are read without the library: what comes out must be the same as with it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.port import NothingSaid, Unparsable
from bot.channels.telegram.updates import parse
from db.queues.messages import Incoming

TEXTS = st.one_of(st.text(), st.sampled_from(["chào", " \u200b ", "", "/start@bot x", "a" * 5000, "\ud800", "Đ\u0300ường"]))
ODD = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=3), st.lists(st.integers(), max_size=1))


def update(text: Any, sender: dict[str, Any], more: dict[str, Any] | None = None) -> dict[str, Any]:
    message = {"message_id": 5, "date": 1_790_000_000, "chat": {"id": 9, "type": "private"}, "from": sender, "text": text}
    return {"update_id": 1, "message": message | (more or {})}


def outcome(said: dict[str, Any]) -> Incoming | str:
    try:
        return parse(json.dumps(said).encode())
    except (NothingSaid, Unparsable) as error:
        return type(error).__name__


def both(said: dict[str, Any]) -> tuple[Incoming | str, Incoming | str]:
    """As it is, and with something that only the library reads, though it says nothing."""
    return outcome(said), outcome(said | {"message": said["message"] | {"entities": []}})


@given(text=TEXTS, first=TEXTS, last=st.one_of(st.none(), TEXTS))
def test_words_are_the_same(text: str, first: str, last: str | None) -> None:
    sender = {"id": 9, "is_bot": False, "first_name": first} | ({} if last is None else {"last_name": last})
    quick, slow = both(update(text, sender))
    assert quick == slow


@given(name=st.sampled_from(["text", "date", "message_id", "chat", "from"]), odd=ODD)
def test_odd_shapes_are_left_to_the_library(name: str, odd: Any) -> None:
    quick, slow = both(update("chào", {"id": 9, "is_bot": False, "first_name": "Lê"}, {name: odd}))
    assert quick == slow


@given(name=st.sampled_from(["id", "is_bot", "first_name", "last_name", "username"]), odd=ODD)
def test_so_are_odd_senders(name: str, odd: Any) -> None:
    quick, slow = both(update("chào", {"id": 9, "is_bot": False, "first_name": "Lê"} | {name: odd}))
    assert quick == slow


@pytest.mark.parametrize("more", [{"reply_to_message": {"message_id": 4}}, {"caption": "x"}, {"edit_date": 1}, {"via_bot": 1}])
def test_whatever_stands_beside_the_words_is_left_to_the_library(more: dict[str, Any]) -> None:
    quick, slow = both(update("chào", {"id": 9, "is_bot": False, "first_name": "Lê"}, more))
    assert quick == slow
