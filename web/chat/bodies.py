"""Reads what a browser or script posted, and no more of it than is taken."""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from pydantic import ValidationError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

from db.queues.messages import Position
from web.refusals import Refused

JSON_LIMIT = 1024 * 1024  # bytes
REQUEST_LIMIT = 25 * 1024 * 1024
FILE_COUNT = 10
KEY_LIMIT = 200  # characters of an Idempotency-Key
_FIELDS = 20


@dataclass(frozen=True)
class Posted:
    """One message as it arrived; `key` makes a repeat harmless and is empty where the client gave none."""

    text: str
    position: Position | None
    files: tuple[UploadFile, ...]
    key: str
    from_form: bool  # the key is that of a form on the page, not of a script


@asynccontextmanager
async def posted(request: Request) -> AsyncIterator[Posted]:
    """The message in the request; its files are open inside the block only. Raises Refused."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "multipart/form-data":
        yield _from_body(request, kind, await _bounded(request, JSON_LIMIT, "text_too_large").body())
        return
    bounded = _bounded(request, REQUEST_LIMIT, "request_too_large")
    try:
        async with bounded.form(max_files=FILE_COUNT * 2, max_fields=_FIELDS) as form:
            yield _from_form(request, form.multi_items())
    except HTTPException:
        raise Refused("unreadable") from None


def _bounded(request: Request, limit: int, code: str) -> Request:
    """The same request, which refuses as soon as its body is known to be too large."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit:
        raise Refused(code)
    seen = 0

    async def receive() -> Message:
        nonlocal seen
        message = await request.receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise Refused(code)
        return message

    return Request(request.scope, receive)


def _from_body(request: Request, kind: str, body: bytes) -> Posted:
    """JSON whatever it is called (curl calls it a form), or a plain form."""
    if kind == "application/x-www-form-urlencoded" and not body.lstrip().startswith(b"{"):
        fields = parse_qsl(body.decode(errors="replace"), keep_blank_values=True)
        return _from_form(request, fields)
    return _from_json(request, body)


def _from_json(request: Request, body: bytes) -> Posted:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused("unreadable") from None
    if not isinstance(data, dict) or not isinstance(data.get("text", ""), str):
        raise Refused("unreadable")
    return Posted(data.get("text", ""), _position(data), (), _header_key(request), from_form=False)


def _from_form(request: Request, items: Sequence[tuple[str, UploadFile | str]]) -> Posted:
    fields = {name: value for name, value in items if isinstance(value, str)}
    files = tuple(value for _, value in items if isinstance(value, UploadFile) and (value.filename or value.size))
    if len(files) > FILE_COUNT:
        raise Refused("too_many_files")
    key = _header_key(request)
    text, form_key = fields.get("text", ""), fields.get("key", "")[:KEY_LIMIT]
    return Posted(text, _position(fields), files, key or form_key, from_form=not key)


def _position(fields: Mapping[str, Any]) -> Position | None:
    given = {name: fields.get(name) for name in ("latitude", "longitude")}
    if all(value in (None, "") for value in given.values()):
        return None
    try:
        return Position.model_validate(given)
    except ValidationError:
        raise Refused("bad_place") from None


def _header_key(request: Request) -> str:
    key = request.headers.get("idempotency-key")
    if key is not None and not 0 < len(key) <= KEY_LIMIT:
        raise Refused("bad_key")
    return key or ""
