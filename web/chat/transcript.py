"""How a chat's messages look to scripts (JSON), and what the page without script makes of their text."""

import re
from collections.abc import Iterator
from typing import Any, Literal

from db.queues.outbox import Shown
from texts.vi.web import speakers

# The script of the page uses the same pattern: an address (group 1), a case code (group 2), or a telephone number.
LINKS = (
    r"(https?://[^\s<>\"]*[^\s<>\".,;:!?)])"
    r"|\b([A-Z]{2}-\d{2}-\d{5,8}-[A-Z])\b"
    r"|\b(?:11[1-5]|1[89]00[ .]?\d{2,4}(?:[ .]?\d{2,4})?|(?=(?:[ .]?\d){10,11}(?!\d))0\d{2,4}[ .]?\d{3,4}[ .]?\d{3,4})\b"
)
_LINKS = re.compile(LINKS)
Kind = Literal["text", "address", "code", "telephone"]
_KINDS: dict[int | None, Kind] = {1: "address", 2: "code", None: "telephone"}


def as_json(shown: Shown, *, hints: bool = False) -> dict[str, Any]:
    """One message as the interface promises it; `hints` adds what only our own page asks for."""
    message: dict[str, Any] = {
        "id": shown.number,
        "from": shown.sender,
        "text": shown.text,
        "choices": [{"label": choice.label, "value": choice.value} for choice in shown.choices],
        "files": [{"kind": file.kind, "name": file.name, "url": file_url(file.sha256)} for file in shown.files],
    }
    if hints and shown.outgoing:
        said = shown.outgoing
        message["hints"] = {"numbered": said.numbered, "position": said.ask_position, "forget": said.forget_device}
    return message


def file_url(sha256: str) -> str:
    return f"/chat/files/{sha256}"


def pieces(text: str) -> Iterator[tuple[Kind, str]]:
    """The text cut where something begins or ends that is more than text; joined again it is the same."""
    start = 0
    for match in _LINKS.finditer(text):
        yield "text", text[start : match.start()]
        yield _KINDS[match.lastindex], match[0]
        start = match.end()
    yield "text", text[start:]


def senders() -> dict[str, str]:
    """Who speaks, for those who do not see where a message stands."""
    return {"me": speakers.from_me(), "bot": speakers.from_bot(), "officer": speakers.from_officer()}


def of_messages() -> dict[str, Any]:
    """What the macros of `message.html` call by name."""
    return {"speakers": speakers, "who": senders(), "pieces": pieces, "file_url": file_url}
