"""What inbox and outbox hold: one citizen's or officer's message, in or out, free of any platform."""

import json
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

TAP_LIMIT = 64  # bytes; the least that a platform takes behind a button, kept everywhere so that a flow runs on every channel
TAP_MARK = "~"


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)


def as_json(message: BaseModel) -> str:
    """The message as JSON text, without what stands at its default."""
    try:
        return message.model_dump_json(exclude_defaults=True)
    except ValueError:  # a lone surrogate: JSON can say it, UTF-8 cannot
        return json.dumps(message.model_dump(mode="json", exclude_defaults=True))


class Attachment(_Message):
    """A stored file; `sha256` names it in the content-addressed folder."""

    kind: Literal["photo", "voice", "video", "document"]
    sha256: str
    mime: str
    size: int
    name: str = ""


class Position(_Message):
    """A point in degrees (WGS 84), with the name the platform gave it, if any."""

    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)
    label: str = ""


class Tap(_Message):
    """A pressed button: which flow and question (or action) it belongs to, what it stands for, in which run of the flow."""

    flow: str
    key: str
    value: str
    run: int = 0

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if len(self.encode().encode()) > TAP_LIMIT or TAP_MARK in self.flow + self.key + self.value:
            raise ValueError(f"a tap must fit {TAP_LIMIT} bytes and hold no {TAP_MARK}")
        return self

    def encode(self) -> str:
        return TAP_MARK + TAP_MARK.join((self.flow, self.key, self.value, str(self.run)))

    @classmethod
    def decode(cls, text: str) -> "Tap | None":
        """The tap that `text` encodes; None where it is ordinary text or foreign data."""
        parts = text.split(TAP_MARK)
        if len(parts) != 5 or parts[0] or not parts[4].isascii() or not parts[4].isdigit():
            return None
        if len(text.encode(errors="replace")) > TAP_LIMIT:
            return None
        return cls(flow=parts[1], key=parts[2], value=parts[3], run=int(parts[4]))


class Prompt(_Message):
    """A flow that another chat starts in this one: an officer's question. It waits until the open flow ends."""

    flow: str
    arguments: dict[str, str]


class Incoming(_Message):
    """One update as a channel understood it; `text` is already cleaned (language.cleaning)."""

    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    position: Position | None = None
    phone: str = ""
    failed_files: int = 0
    sender_name: str = ""
    album: str = ""  # several files sent at once share it
    reply_to: str = ""  # the platform's id of the message replied to
    quoted: str = ""  # and its text
    edited: bool = False
    event: Literal["", "joined", "removed"] = ""  # the bot itself came into the chat, or was removed from it
    moved_to: str = ""  # the chat goes on under this key of the platform
    prompt: Prompt | None = None

    @property
    def tap(self) -> Tap | None:
        return Tap.decode(self.text)


class Choice(_Message):
    """A button. `value` is an encoded Tap, or plain text to be sent as if typed."""

    label: str
    value: str


class Outgoing(_Message):
    """One message to one chat. `numbered` choices may also be typed as their number; `afterwards` replaces the text
    once it was delivered (a PIN is shown once)."""

    text: str
    sender: Literal["bot", "officer"] = "bot"
    choices: tuple[Choice, ...] = ()
    numbered: bool = True
    files: tuple[Attachment, ...] = ()
    ask_position: bool = False
    ask_phone: bool = False
    forget_device: bool = False
    afterwards: str = ""
