"""Sending to Telegram: one call of the Bot API at a time, and what its answer means."""

import asyncio
import re
from typing import Any, Protocol

import httpx
from telegram import InputFile
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, TelegramError, TimedOut
from telegram.error import RetryAfter as FloodControl

from bot.channels.pacing import Limit, Pace
from bot.channels.port import Failed, Lost, NotSent, Outcome, Refused, Rekeyed, RetryAfter, Sent
from bot.channels.telegram.opus import as_ogg
from bot.channels.telegram.rendering import RECORDING, Call, as_document, calls, file_name
from bot.channels.telegram.traits import NAME
from db.queues.delivery import Claimed
from db.queues.messages import Attachment
from office.files.store import FileStore

PACE = Pace(chat=Limit(1, 1.0), group=Limit(20, 60.0), channel=Limit(30, 1.0), for_replies=6)
ANSWER_SECONDS = 20.0  # until an answer begins
UPLOAD_SECONDS = 60.0
RECORDING_LIMIT = 4 * 1024 * 1024  # bytes; a quarter of an hour

UNTOLD_WAIT = 10.0  # seconds, where a server asks to wait and does not say how long

_NEVER_LEFT = (
    httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol, httpx.InvalidURL,
    RuntimeError,
)  # fmt: skip
_NOT_LIKE_THIS = Refused("bad_request")
_STATUS = re.compile(r"\((\d{3})\)")  # in the words of an answer that carried no description

# What Telegram says where it knows of nothing to do, or to which chat it will never send. Only these words are looked for;
# whatever else it says is not kept.
_HARMLESS = ("message is not modified", "query is too old", "query id is invalid")
_UNREACHABLE = {
    "blocked by the user": "blocked", "user is deactivated": "deactivated", "was kicked": "removed", "is not a member": "removed",
    "chat not found": "chat_not_found", "peer_id_invalid": "chat_not_found", "group chat was deleted": "removed",
    "group chat was deactivated": "removed", "have no rights to send": "no_rights", "chat_write_forbidden": "no_rights",
    "not enough rights to send text": "no_rights", "can't initiate conversation": "never_wrote", "bots can't send": "bot",
}  # fmt: skip


class Api(Protocol):
    """bot.channels.telegram_api.TelegramApi: raises TelegramError."""

    async def call(self, method: str, *, seconds: float = ..., **parameters: Any) -> Any: ...


class FileMissing(Exception):
    """The folder no longer has a file that a message names."""


class TelegramSender:
    """The sending side of the channel."""

    name = NAME
    pace = PACE

    def __init__(self, api: Api, files: FileStore) -> None:
        self._api = api
        self._files = files

    async def send(self, message: Claimed) -> Outcome:
        """Makes the call after those that are done. Raises nothing."""
        made = calls(message.outgoing, message.chat_key, private=message.private)
        if message.progress >= len(made):
            return Sent()  # nothing to read in it, or a newer version of the program makes less of it
        try:
            result = await self._make(made[message.progress])
        except FileMissing:
            return Refused("file_missing")
        except TelegramError as error:
            return outcome(error)
        return Sent(_message_id(result), last=message.progress == len(made) - 1)

    async def _make(self, call: Call) -> Any:
        if call.file is None:
            return await self._api.call(call.method, seconds=ANSWER_SECONDS, **call.parameters)
        upload = await asyncio.to_thread(self._read, call.file)
        if call.method == "sendVoice" and call.file.mime == RECORDING and not upload.filename.endswith(".ogg"):
            call = as_document(call)  # no Opus in it
        try:
            return await self._upload(call, upload)
        except BadRequest as error:
            if outcome(error) == _NOT_LIKE_THIS and call.method != "sendDocument":
                await asyncio.sleep(PACE.chat.seconds)
                return await self._upload(as_document(call), upload)  # odd proportions, voices not wanted, …
            raise

    def _read(self, file: Attachment) -> InputFile:
        try:
            content = self._files.path(file.sha256).read_bytes()
        except OSError:
            raise FileMissing from None
        name = file_name(file)
        ogg = as_ogg(content) if file.mime == RECORDING and len(content) <= RECORDING_LIMIT else None
        return InputFile(content, name) if ogg is None else InputFile(ogg, f"{name.rpartition('.')[0]}.ogg")

    async def _upload(self, call: Call, upload: InputFile) -> Any:
        return await self._api.call(call.method, seconds=UPLOAD_SECONDS, **call.parameters, **{call.field: upload})


def _message_id(result: Any) -> str:
    return str(result["message_id"]) if isinstance(result, dict) and "message_id" in result else ""


# ---------------------------------------------------------------- what an error means


def outcome(error: TelegramError) -> Outcome:
    """What a failed call means for the message. Reasons are codes: Telegram's words may quote ours."""
    match error:
        case FloodControl():
            return RetryAfter(_seconds(error))
        case ChatMigrated():
            return Rekeyed(str(error.new_chat_id))
        case Forbidden():
            return Refused(_unreachable(error) or "forbidden", unreachable=True)
        case InvalidToken():
            return NotSent("invalid_token")
        case BadRequest():
            return _bad_request(error)
        case NetworkError():
            return _network(error)
    return Lost()  # an answer that makes no sense


def harmless(error: TelegramError) -> bool:
    """Whether what was asked for stands already, or its time is over: no fault of anybody."""
    return isinstance(error, BadRequest) and any(words in error.message.lower() for words in _HARMLESS)


def _seconds(error: FloodControl) -> float:
    wait = error.retry_after
    return wait if isinstance(wait, int | float) else wait.total_seconds()


def _bad_request(error: BadRequest) -> Outcome:
    if harmless(error):
        return Sent()
    reason = _unreachable(error)
    return Refused(reason, unreachable=True) if reason else _NOT_LIKE_THIS


def _unreachable(error: TelegramError) -> str | None:
    said = error.message.lower()
    return next((code for words, code in _UNREACHABLE.items() if words in said), None)


def _network(error: NetworkError) -> Outcome:
    """Something happened on the way, or the platform answered with an error of its own."""
    cause = error.__cause__ or error.__context__
    if isinstance(cause, _NEVER_LEFT):
        return NotSent(type(cause).__name__)
    if isinstance(cause, httpx.HTTPError | OSError) or isinstance(error, TimedOut):
        return Lost()
    return _http(error.message)


def _http(said: str) -> Outcome:
    found = _STATUS.search(said)
    status = found[1] if found else ""
    if status == "429" or said.lower().startswith("too many requests"):
        return RetryAfter(UNTOLD_WAIT)
    if status == "413" or said.lower().startswith("request entity too large"):
        return Refused("too_large")
    return Failed(f"http_{status}" if status else "http_error")
