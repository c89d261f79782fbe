"""How a chat's messages look to scripts (JSON) and on the page without script (HTML)."""

import html
import re
from collections.abc import Sequence
from typing import Any

from db.queues.messages import Attachment
from db.queues.outbox import Shown
from texts.vi.web import speakers as texts

# The script of the page uses the same pattern: an address (group 1), a case code (group 2), or a telephone number.
LINKS = (
    r"(https?://[^\s<>\"]*[^\s<>\".,;:!?)])"
    r"|\b([A-Z]{2}-\d{2}-\d{5,8}-[A-Z])\b"
    r"|\b(?:11[1-5]|1[89]00[ .]?\d{2,4}(?:[ .]?\d{2,4})?|(?=(?:[ .]?\d){10,11}(?!\d))0\d{2,4}[ .]?\d{3,4}[ .]?\d{3,4})\b"
)
_LINKS = re.compile(LINKS)


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


def as_html(shown: Shown, key: str) -> str:
    """One message as a list item; `key` makes a second press of its buttons harmless."""
    inner = "".join((_badge(shown), _text(shown), _files(shown.files)))
    who = {"me": texts.from_me, "bot": texts.from_bot, "officer": texts.from_officer}[shown.sender]()
    place = " data-place" if shown.outgoing and shown.outgoing.ask_position else ""  # the script adds the button
    return (
        f'<li class="message {shown.sender}" id="m{shown.number}"{place}><span class="unseen">{html.escape(who)}</span>'
        f'<div class="bubble">{inner}</div>{_choices(shown, key)}</li>'
    )


def _badge(shown: Shown) -> str:
    return f'<span class="badge">{html.escape(texts.officer_badge())}</span>' if shown.sender == "officer" else ""


def _text(shown: Shown) -> str:
    if not shown.text:
        return ""
    inner = html.escape(shown.text) if shown.sender == "me" else linked(shown.text)
    return f'<p class="text">{inner}</p>'


def linked(text: str) -> str:
    """Escaped text in which web addresses and telephone numbers are links, and case codes hold together."""
    parts: list[str] = []
    start = 0
    for match in _LINKS.finditer(text):
        parts += [html.escape(text[start : match.start()]), _link(match)]
        start = match.end()
    return "".join([*parts, html.escape(text[start:])])


def _link(match: re.Match[str]) -> str:
    shown = html.escape(match[0])
    if match[1]:
        return f'<a href="{shown}" target="_blank" rel="noopener noreferrer">{shown}</a>'
    if match[2]:
        return f'<span class="code">{shown}</span>'
    return f'<a href="tel:{re.sub("[ .]", "", match[0])}">{shown}</a>'


def _files(files: Sequence[Attachment]) -> str:
    if not files:
        return ""
    return f'<ul class="files">{"".join(f"<li>{_file(file, number)}</li>" for number, file in enumerate(files, 1))}</ul>'


def _file(file: Attachment, number: int) -> str:
    url = file_url(file.sha256)
    match file.kind:
        case "photo":
            alt = html.escape(texts.photo_alt(number))
            return f'<a href="{url}" target="_blank"><img src="{url}" alt="{alt}" loading="lazy"></a>'
        case "voice":
            return f'<audio controls preload="none" src="{url}" aria-label="{html.escape(texts.voice_label())}"></audio>'
        case "video":
            return f'<video controls preload="none" src="{url}" aria-label="{html.escape(texts.video_label())}"></video>'
        case "document":
            name = html.escape(file.name or texts.document_label())
            return f'<a class="document" href="{url}"><svg aria-hidden="true"><use href="#i-file"/></svg>{name}</a>'


def _choices(shown: Shown, key: str) -> str:
    if not shown.choices:
        return ""
    numbered = shown.outgoing is None or shown.outgoing.numbered
    buttons = "".join(
        f'<button name="text" value="{html.escape(choice.value)}" data-label="{html.escape(choice.label)}">'
        + (f'<span class="number">{number}</span>' if numbered else "")
        + f"<span>{html.escape(choice.label)}</span></button>"
        for number, choice in enumerate(shown.choices, 1)
    )
    return f'<form method="post" action="/chat/messages" class="choices">{_key(key)}{buttons}</form>'


def _key(key: str) -> str:
    return f'<input type="hidden" name="key" value="{key}">'
