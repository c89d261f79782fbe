"""A message as the calls of the Bot API that make it up. Pure: no network, no files read.

Words go out as plain text, so there is nothing in them to escape.
"""

import mimetypes
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels.telegram.traits import TEXT_LIMIT
from db.queues.messages import TAP_LIMIT, Attachment, Choice, Outgoing
from texts.vi import telegram as texts

PHOTO_LIMIT = 10 * 1024 * 1024  # bytes
RECORDING = "audio/webm"  # of a browser; becomes Ogg on the way
VOICE = {"audio/ogg", "audio/mpeg", "audio/mp4", RECORDING}  # played in the chat; anything else goes as a document
VIDEO = {"video/mp4"}
PHOTO = {"image/jpeg", "image/png"}

_SENTENCE_END = re.compile(r"(?<=[^\W\d][^\W\d])[.!?…]+[\"”’)\]]*(?=\s)|(?=\n)")  # not after "1." or "B."
_WORD_END = re.compile(r"(?<=\S)(?=\s)")


@dataclass(frozen=True)
class Call:
    """One call; where it uploads a file, `field` names the parameter for it."""

    method: str
    parameters: dict[str, Any]
    file: Attachment | None = None
    field: str = ""


def calls(outgoing: Outgoing, chat_key: str, *, private: bool) -> list[Call]:
    """The same message always gives the same calls in the same order: text first, buttons under its last part, then files."""
    said = [Call("sendMessage", {"text": part} | _preview(part)) for part in split(outgoing.text)]
    made = [*said, *map(_upload, outgoing.files)]
    markup = _markup(outgoing, private)
    if markup is not None and said:
        said[-1].parameters["reply_markup"] = markup
    return [Call(call.method, {"chat_id": chat_key} | call.parameters, call.file, call.field) for call in made]


def _preview(text: str) -> dict[str, Any]:
    """Telegram opens no link by itself: a one-time link would be used up, and a preview buries the words."""
    return {"link_preview_options": {"is_disabled": True}} if "://" in text else {}


# ---------------------------------------------------------------- text


def units(text: str) -> int:
    """Its length as Telegram counts it."""
    return len(text) + sum(ord(sign) > 0xFFFF for sign in text)


def split(text: str, limit: int = TEXT_LIMIT) -> Iterator[str]:
    """Parts that a message holds, cut where a sentence ends, else between words; none where there is nothing to read."""
    rest = text.strip()
    while units(rest) > limit:
        cut = _cut(rest, limit)
        yield rest[:cut].rstrip()
        rest = rest[cut:].lstrip()
    if rest:
        yield rest


def _cut(text: str, limit: int) -> int:
    most = _longest_prefix(text, limit)
    for pattern in (_SENTENCE_END, _WORD_END):
        cuts = [found.end() for found in pattern.finditer(text, most // 2, most + 1) if found.end() <= most]
        if cuts:
            return cuts[-1]
    while most > 1 and unicodedata.combining(text[most]):
        most -= 1
    return most


def _longest_prefix(text: str, limit: int) -> int:
    """How many characters of the text fill `limit` units at most."""
    most = min(limit, len(text))
    while units(text[:most]) > limit:
        most -= max(1, (units(text[:most]) - limit) // 2)
    return most


# ---------------------------------------------------------------- buttons


def _markup(outgoing: Outgoing, private: bool) -> dict[str, Any] | None:
    """A keyboard below the input line where the person is to share something; else buttons under the message. Where there are
    neither, a keyboard that may still stand there goes."""
    if private and (outgoing.ask_position or outgoing.ask_phone):
        return _sharing(outgoing)
    if outgoing.choices:
        return {"inline_keyboard": [[button] for button in _buttons(outgoing.choices, outgoing.numbered)]}
    return {"remove_keyboard": True} if private else None


def _buttons(choices: Sequence[Choice], numbered: bool) -> Iterator[dict[str, str]]:
    for number, choice in enumerate(choices, 1):
        label = f"{number}. {choice.label}" if numbered else choice.label
        yield {"text": label, "callback_data": _shortened(choice.value)}


def _shortened(value: str) -> str:
    """Taps fit by their making; words that do not are cut, and understood like any typed in haste."""
    return value.encode()[:TAP_LIMIT].decode(errors="ignore")


def _sharing(outgoing: Outgoing) -> dict[str, Any]:
    """One big key a row; a pressed choice is sent as its words."""
    keys: list[dict[str, Any]] = []
    if outgoing.ask_position:
        keys.append({"text": texts.share_position(), "request_location": True})
    if outgoing.ask_phone:
        keys.append({"text": texts.share_phone(), "request_contact": True})
    keys += [{"text": choice.label} for choice in outgoing.choices]
    return {"keyboard": [[key] for key in keys], "one_time_keyboard": True}


# ---------------------------------------------------------------- files


def _upload(file: Attachment) -> Call:
    if file.kind == "photo" and file.mime in PHOTO and file.size <= PHOTO_LIMIT:
        return Call("sendPhoto", {}, file, "photo")
    if file.kind == "voice" and file.mime in VOICE:
        return Call("sendVoice", {}, file, "voice")
    if file.kind == "video" and file.mime in VIDEO:
        return Call("sendVideo", {}, file, "video")
    return as_document(Call("", {}, file))


def as_document(call: Call) -> Call:
    """The same file as a document, which Telegram takes whatever is in it."""
    return Call("sendDocument", call.parameters, call.file, "document")


def file_name(file: Attachment) -> str:
    return file.name or f"{file.kind}-{file.sha256[:8]}{mimetypes.guess_extension(file.mime) or ''}"
