"""The web chat's HTTP interface: messages in, messages and files out, and a stream of what is new."""

import asyncio
import hashlib
import json
import uuid
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from sqlalchemy import Connection
from starlette.background import BackgroundTask
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response, StreamingResponse

from db.engine.database import is_outage
from db.queues import inbox, outbox
from db.queues.messages import Attachment, Position, Tap
from db.queues.outbox import Shown
from db.queues.web_chat import WebChat, file_of, find, has_unconfirmed, label_of
from language.cleaning import clean
from office.files.store import SHA256, FileRefused, FileStore
from texts.vi.web import refusals, speakers
from web.chat.bodies import Posted, posted
from web.chat.transcript import as_json
from web.refusals import FILE, TOO_FAST, Refused
from web.sessions import Session, wants_page
from web.site import Site

LIST_LIMIT = 1000  # messages in one answer; the next ones are asked for with `after`
STREAM_BATCH = 200
HEARTBEAT_SECONDS = 15
STREAM_LIMIT = 2000  # open at once
AWAY_SECONDS = 1  # between two looks while the database cannot be reached
FILES_AT_ONCE = 2  # checked at the same time; the rest wait on disk
FILE_POLICY = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"
INLINE = {"photo", "voice", "video"}


def router(site: Site, files: FileStore) -> APIRouter:
    """/chat/*"""
    routes = APIRouter()
    chat = _Chat(site, files)
    # plain routes: what FastAPI adds (parameters, models, documents) is not used here and costs as much as the rest
    routes.add_route("/chat/messages", chat.post, methods=["POST"])
    routes.add_route("/chat/messages", chat.messages, methods=["GET"])
    routes.add_route("/chat/events", chat.events, methods=["GET"])
    routes.add_route("/chat/files/{sha256}", chat.file, methods=["GET"])
    return routes


@dataclass(frozen=True)
class _Kept:
    """The files of one message that were stored, and (name, reason) of those that were not."""

    files: tuple[Attachment, ...]
    refused: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _Taken:
    session: Session
    number: int


class _Chat:
    def __init__(self, site: Site, files: FileStore) -> None:
        self._site = site
        self._files = files
        self._storing = asyncio.Semaphore(FILES_AT_ONCE)
        self._starters = {choice.value: choice.label for choice in site.starters}

    # ------------------------------------------------------------ in

    async def post(self, request: Request) -> Response:
        session = self._site.sessions.for_writing(request)
        wait = self._site.limits.messages.take(session.chat_key)
        if wait:
            raise Refused(TOO_FAST, retry_after=wait)
        address = self._site.address(request)
        async with posted(request) as message:
            kept = await self._keep(message.files, address)
        if not (clean(message.text) or message.position or kept.files):
            raise Refused(f"{FILE}{kept.refused[0][1]}" if kept.refused else "nothing_to_send")
        taken = await self._take(session, message, kept.files, address)
        return self._answer(request, taken, kept)

    async def _keep(self, uploads: Sequence[UploadFile], address: str | None) -> _Kept:
        wait = self._site.limits.uploads.take(address, len(uploads)) if uploads and address else 0
        if wait:
            raise Refused("too_many_from_here", retry_after=wait)
        stored: list[Attachment] = []
        refused: list[tuple[str, str]] = []
        for upload in uploads:
            try:
                async with self._storing:
                    stored.append(await asyncio.to_thread(self._files.store, upload.file, upload.filename or ""))
            except FileRefused as error:
                refused.append((clean(upload.filename or "", 80) or speakers.unnamed_file(), error.reason))
        return _Kept(tuple(stored), tuple(refused))

    async def _take(self, session: Session, said: Posted, files: Sequence[Attachment], address: str | None) -> _Taken:
        now = self._site.now()
        body = json.dumps({"text": said.text, "position": said.position.model_dump() if said.position else None}).encode()
        dumps = [file.model_dump() for file in files]

        def accept(connection: Connection) -> _Taken:
            chat = find(connection, self._site.channel, session.chat_key)
            used = session
            if session.by_cookie and chat is not None and chat.hidden_upto:  # "kết thúc": nobody goes on in that chat
                chat, used = None, self._site.sessions.fresh()
            if chat is None:
                self._count_newcomer(address)
            accepted = inbox.accept(
                connection, channel=self._site.channel, update_key=_update_key(used, said), chat_key=used.chat_key, body=body,
                now=now, files=dumps, copy={"text": self._as_said(connection, chat, said), "files": dumps},
            )  # fmt: skip
            assert accepted.seq is not None
            return _Taken(used, accepted.seq)

        return await self._site.database.arun(accept)

    def _as_said(self, connection: Connection, chat: WebChat | None, said: Posted) -> str:
        """The message as the chat shows it again: a pressed button by its label, a place as words."""
        text = clean(said.text, None)
        tap = Tap.decode(text)
        if tap is not None:
            label = label_of(connection, chat.id, text) if chat else None
            text = label or self._starters.get(text) or tap.value
        return "\n".join(filter(None, (text, _place(said.position))))

    def _count_newcomer(self, address: str | None) -> None:
        wait = self._site.limits.new_chats.take(address) if address else 0
        if wait:
            raise Refused("too_many_from_here", retry_after=wait)

    def _answer(self, request: Request, taken: _Taken, kept: _Kept) -> Response:
        refused = [{"name": name, "why": refusals.file_refused(reason)} for name, reason in kept.refused]
        response: Response
        if wants_page(request):
            note = f"&note={FILE}{kept.refused[0][1]}" if refused else ""
            response = RedirectResponse(f"/?at={taken.number}{note}#m{taken.number}", 303)
        else:
            response = JSONResponse({"id": taken.number} | ({"refused": refused} if refused else {}), 202)
        if taken.session.token:
            self._site.sessions.give(response, taken.session)
        return response

    # ------------------------------------------------------------ out

    async def messages(self, request: Request) -> Response:
        session = self._site.sessions.required(request)
        after = _number(request.query_params.get("after", "0"))
        hints = "hints" in request.query_params
        news = await self._read(session, after, LIST_LIMIT)
        response = JSONResponse([as_json(one, hints=hints) for one in news.shown], headers={"Cache-Control": "no-store"})
        if news.unconfirmed:
            response.background = BackgroundTask(self._confirm_afterwards, session, after)
        if session.by_cookie and news.ended:
            self._site.sessions.give(response, self._site.sessions.fresh())
        return response

    async def _read(self, session: Session, after: int, limit: int) -> "_News":
        return await self._site.database.aread(lambda connection: _news(connection, self._site.channel, session, after, limit))

    async def _confirm(self, session: Session, upto: int) -> None:
        """Asking past a message is what counts as having received it."""
        now = self._site.now()

        def confirm(connection: Connection) -> None:
            chat = find(connection, self._site.channel, session.chat_key)
            if chat is not None:
                outbox.confirm(connection, chat.id, min(upto, chat.last), now)

        await self._site.database.arun(confirm)

    async def _confirm_afterwards(self, session: Session, upto: int) -> None:
        """The answer is on its way already: where the database is away, the next question confirms."""
        try:
            await self._confirm(session, upto)
        except Exception as error:
            if not is_outage(error):
                raise

    async def events(self, request: Request) -> Response:
        session = self._site.sessions.required(request)
        after = _number(request.headers.get("last-event-id") or request.query_params.get("after", "0"))
        if self._site.watch.closed or self._site.watch.open_streams >= STREAM_LIMIT:
            raise Refused("server_busy", retry_after=10)
        news = await self._read(session, after, STREAM_BATCH)
        if news.unconfirmed:
            await self._confirm(session, after)
        stream = self._stream(session, after, hints="hints" in request.query_params)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(stream, media_type="text/event-stream", headers=headers)

    async def _stream(self, session: Session, after: int, *, hints: bool) -> AsyncIterator[str]:
        watch = self._site.watch
        yield "retry: 2000\n\n"
        with watch.follow(session.chat_key) as follower:
            while not watch.closed:
                news = await self._read_patiently(session, after)
                if news is None:
                    yield ":\n\n"
                    continue
                for one in news.shown:
                    yield f"id: {one.number}\ndata: {json.dumps(as_json(one, hints=hints), ensure_ascii=False)}\n\n"
                if len(news.shown) == STREAM_BATCH:
                    after = news.shown[-1].number
                    continue
                after = max(after, news.last)
                if not await follower.wait(beyond=after, seconds=HEARTBEAT_SECONDS):
                    yield ":\n\n"

    async def _read_patiently(self, session: Session, after: int) -> "_News | None":
        """None while the database is away: a stream outlives that, for browsers ask no more after a refusal."""
        try:
            return await self._read(session, after, STREAM_BATCH)
        except Exception as error:
            if not is_outage(error):
                raise
        await asyncio.sleep(AWAY_SECONDS)
        return None

    async def file(self, request: Request) -> Response:
        sha256 = request.path_params["sha256"]
        session = self._site.sessions.required(request)
        found = await self._site.database.aread(lambda connection: _file(connection, self._site.channel, session, sha256))
        path = self._files.path(sha256) if found else None
        if found is None or path is None or not path.exists():
            raise Refused("file_not_found")
        headers = {"Cache-Control": "private, no-cache", "Content-Security-Policy": FILE_POLICY, "ETag": f'"{sha256}"'}
        if request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return FileResponse(
            path, media_type=found.mime, filename=found.name or sha256[:12], headers=headers,
            content_disposition_type="inline" if found.kind in INLINE else "attachment",
        )  # fmt: skip


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 15:
        raise Refused("bad_after")
    return int(text)


@dataclass(frozen=True)
class _News:
    """What a chat shows after a number; `last`: its newest number, hidden ones too; `unconfirmed`: what was asked past."""

    shown: Sequence[Shown] = ()
    last: int = 0
    unconfirmed: bool = False
    ended: bool = False


def _news(connection: Connection, channel: str, session: Session, after: int, limit: int) -> _News:
    chat = find(connection, channel, session.chat_key)
    if chat is None:
        return _News()
    shown = outbox.after(connection, chat.id, after, limit) if chat.last > after else ()
    unconfirmed = after > 0 and has_unconfirmed(connection, chat.id, after)
    return _News(shown, chat.last, unconfirmed, chat.hidden_upto > 0)


def _file(connection: Connection, channel: str, session: Session, sha256: str) -> Attachment | None:
    chat = find(connection, channel, session.chat_key)
    return file_of(connection, chat, sha256) if chat and SHA256.fullmatch(sha256) else None


def _update_key(session: Session, said: Posted) -> str:
    """A key counts within its chat only; that of a form also within its words, for Back shows the same form again."""
    if not said.key:
        return uuid.uuid4().hex
    words = said.text if said.from_form else ""
    return hashlib.sha256("\n".join((session.chat_key, said.key, words)).encode(errors="replace")).hexdigest()


def _place(position: Position | None) -> str:
    return speakers.my_place(position.latitude, position.longitude) if position else ""
