"""The public page with the web chat: whole without script, livelier with it."""

import hashlib
import re
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from sqlalchemy import Connection
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from db.queues import outbox
from db.queues.messages import Choice, Tap
from db.queues.outbox import Shown
from db.queues.web_chat import WebChat, find
from office.files.store import FILE_LIMIT
from texts.vi.web import refusals, screen, script, speakers
from web.chat.bodies import FILE_COUNT
from web.chat.transcript import LINKS, of_messages, senders
from web.refusals import Refused, line_of
from web.rendering import template
from web.sessions import Session
from web.site import Site

SHOWN = 100  # newest messages on the page; the rest behind a link
SHOWN_ALL = 2000
ANSWER_SECONDS = 1.5  # a page without script waits this long for the answer to what was just sent
VOICE_SECONDS = 300
PICTURE_SIDE = 2560  # pixels
ACCEPTED = "image/*,audio/*,video/*,.pdf,.doc,.docx,.xls,.xlsx,.odt,.ods,.rtf"
LARGE_COOKIE = "nghedan_large"
_CODE = re.compile(r"[A-Za-z0-9_-]{8,64}")
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
_FOLDER = Path(__file__).parent


def pages(site: Site) -> APIRouter:
    """`/` and the files it needs."""
    router = APIRouter()
    static = {path.name: path.read_bytes() for path in sorted((_FOLDER / "static").iterdir()) if path.suffix in _TYPES}
    page = _Page(site, {name: f"/static/{name}?v={hashlib.sha256(body).hexdigest()[:12]}" for name, body in static.items()})

    async def file(name: str) -> Response:
        if name not in static:
            raise Refused("not_found")
        headers = {"Cache-Control": "public, max-age=31536000, immutable"}
        return Response(static[name], media_type=_TYPES[Path(name).suffix], headers=headers)

    router.add_api_route("/", page.answer, methods=["GET", "HEAD"], response_class=HTMLResponse)
    router.add_api_route("/static/{name}", file, methods=["GET"])
    return router


class _Page:
    def __init__(self, site: Site, static: dict[str, str]) -> None:
        self._site = site
        self._template = template("chat/templates/chat.html")
        self._constant = {
            "screen": screen, "script": script, "office": site.office, "emergency": site.emergency, "static": static,
            "starters": [(choice, _line_under(choice)) for choice in site.starters], "accept": ACCEPTED,
            "settings": _settings(), "key": _key, **of_messages(),
        }  # fmt: skip

    async def answer(self, request: Request) -> HTMLResponse:
        session = self._site.sessions.of(request)
        at = request.query_params.get("at", "")
        seen = int(at) if at.isdecimal() and len(at) < 10 else 0
        chat, shown = None, list[Shown]()
        if session is not None:
            if seen:
                await self._await_answer(session, seen)
            limit = SHOWN_ALL if "all" in request.query_params else SHOWN
            chat, shown = await self._site.database.aread(
                lambda connection: _newest(connection, self._site.channel, session.chat_key, limit)
            )
        ended = session is not None and session.by_cookie and chat is not None and chat.hidden_upto > 0
        last = shown[-1].number if shown and not ended else 0  # the next message of this browser begins another chat
        response = HTMLResponse(self._rendered(request, shown, last), headers={"Cache-Control": "no-store"})
        if chat is not None and seen:
            response.background = BackgroundTask(self._confirm, chat.id, seen)
        if session is None or ended:
            self._site.sessions.give(response, self._site.sessions.fresh())
        return response

    async def _await_answer(self, session: Session, seen: int) -> None:
        with self._site.watch.follow(session.chat_key) as follower:
            chat = await self._site.database.aread(lambda connection: find(connection, self._site.channel, session.chat_key))
            if chat is not None and chat.last <= seen:
                await follower.wait(beyond=seen, seconds=ANSWER_SECONDS)

    async def _confirm(self, chat_id: int, seen: int) -> None:
        now = self._site.now()
        await self._site.database.arun(lambda connection: outbox.confirm(connection, chat_id, seen, now))

    def _rendered(self, request: Request, shown: Sequence[Shown], last: int) -> str:
        asked = request.query_params
        code = asked.get("start") or asked.get("code") or ""
        return self._template.render(
            self._constant,
            large=request.cookies.get(LARGE_COOKIE) == "1",
            note=line_of(asked.get("note", "")),
            prefill=f"/start {code}" if _CODE.fullmatch(code) else "",
            older=shown and shown[0].number > 1 and "all" not in asked,
            shown=shown,
            last=last,
        )


def _newest(connection: Connection, channel: str, chat_key: str, limit: int) -> tuple[WebChat | None, list[Shown]]:
    chat = find(connection, channel, chat_key)
    if chat is None:
        return None, []
    return chat, outbox.after(connection, chat.id, max(0, chat.last - limit), limit)


def _key() -> str:
    return secrets.token_hex(16)


def _line_under(choice: Choice) -> str:
    """What a button under the greeting leads to."""
    tap = Tap.decode(choice.value)
    return screen.starter_line(tap.key) if tap else ""


def _settings() -> dict[str, Any]:
    """What the page's script needs to know."""
    return {
        "links": LINKS,
        "fileLimit": FILE_LIMIT,
        "fileCount": FILE_COUNT,
        "side": PICTURE_SIDE,
        "voiceSeconds": VOICE_SECONDS,
        "words": {
            "from": senders(),
            "officer": speakers.officer_badge(),
            "photo": speakers.photo(),
            "voice": speakers.voice_label(),
            "video": speakers.video_label(),
            "document": speakers.document_label(),
            "listen": script.listen(),
            "stop": script.stop_listening(),
            "sending": script.sending(),
            "waiting": script.waiting_for_network(),
            "lost": script.connection_lost(),
            "notSent": script.not_sent(),
            "discard": script.discard(),
            "removeFile": script.remove_file(),
            "tooLarge": refusals.file_refused("large"),
            "noMicrophone": script.no_microphone(),
            "findingPlace": script.finding_place(),
            "noPlace": script.no_place(),
            "myPlace": speakers.my_place_short(),
            "sharePlace": screen.share_place_long(),
        },
    }
