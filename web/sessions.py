"""Whose chat a request belongs to: a token in a header, or the page's cookie. The database only sees its hash."""

import hashlib
import re
import secrets
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from web.refusals import Refused

TOKEN_HEADER = "X-Chat-Token"
COOKIE_DAYS = 400  # the longest browsers keep one
_TOKEN = re.compile(r"[0-9a-fA-F]{32,128}")


@dataclass(frozen=True)
class Session:
    """`chat_key` is the hash of the token; `by_cookie` tells a browser from a script; `token` only where it is new."""

    chat_key: str
    by_cookie: bool
    token: str = field(default="", repr=False)


class Sessions:
    """Reads and gives out chat tokens for one public address (such as https://nghedan.example.vn)."""

    def __init__(self, public_url: str) -> None:
        self.public = urlsplit(public_url)
        self.secure = self.public.scheme == "https"
        self.cookie = "__Host-nghedan" if self.secure else "nghedan"

    def of(self, request: Request) -> Session | None:
        """The session the request names; None where it names none. Raises Refused on a malformed token."""
        token = request.headers.get(TOKEN_HEADER)
        if token is not None:
            return Session(chat_key(_checked(token)), by_cookie=False)
        kept = request.cookies.get(self.cookie, "")
        return Session(chat_key(kept), by_cookie=True) if _TOKEN.fullmatch(kept) else None

    def required(self, request: Request) -> Session:
        session = self.of(request)
        if session is None:
            raise Refused("no_cookie" if wants_page(request) else "no_token")
        return session

    def for_writing(self, request: Request) -> Session:
        """As `required`; a browser's request must also come from our own page."""
        session = self.required(request)
        if session.by_cookie and not self._same_site(request):
            raise Refused("other_site")
        return session

    def fresh(self) -> Session:
        """A chat for a browser that has none, or whose last one was ended."""
        token = secrets.token_hex(32)
        return Session(chat_key(token), by_cookie=True, token=token)

    def give(self, response: Response, session: Session) -> None:
        """Lets the browser keep a fresh session."""
        age = COOKIE_DAYS * 86400
        response.set_cookie(self.cookie, session.token, max_age=age, path="/", secure=self.secure, httponly=True, samesite="lax")

    def _same_site(self, request: Request) -> bool:
        fetch_site = request.headers.get("sec-fetch-site")
        if fetch_site is not None:
            return fetch_site == "same-origin"
        source = request.headers.get("origin") or request.headers.get("referer")
        host = urlsplit(source).netloc if source else ""
        return bool(host) and host in {request.headers.get("host"), self.public.netloc}


def chat_key(token: str) -> str:
    return hashlib.sha256(token.lower().encode()).hexdigest()


def wants_page(request: Request) -> bool:
    """Whether a form of the page without script asks, and not a script."""
    return "text/html" in request.headers.get("accept", "")


def _checked(token: str) -> str:
    if not _TOKEN.fullmatch(token):
        raise Refused("bad_token")
    return token
