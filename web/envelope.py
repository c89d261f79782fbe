"""Around every request: safe headers, counts, and the last net under errors, which tells no message text to the log."""

import logging
import time
import traceback
from collections.abc import Mapping
from typing import Any

from prometheus_client import Counter, Histogram
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from texts.vi.web import refusals as texts
from web.site import Site

log = logging.getLogger(__name__)

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(self)",
}
BUCKETS = (0.005, 0.01, 0.02, 0.04, 0.06, 0.1, 0.25, 1, 5)


class Envelope:
    """`patterns`: endpoint → path of the route table. They alone name what is counted: a visitor adds no line to the metrics."""

    def __init__(self, app: ASGIApp, site: Site, patterns: Mapping[Any, str]) -> None:
        self._app = app
        self._patterns = patterns
        self._extra = {"Strict-Transport-Security": "max-age=31536000"} if site.sessions.secure else {}
        self._requests = Counter(
            "nghedan_http_requests", "Requests answered", ["method", "route", "status"], registry=site.registry
        )
        self._seconds = Histogram(
            "nghedan_http_seconds", "Time until the answer begins", ["route"], buckets=BUCKETS, registry=site.registry
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        answered = False

        async def wrapped(message: Message) -> None:
            nonlocal answered
            if message["type"] == "http.response.start" and not answered:
                answered = True
                headers = MutableHeaders(scope=message)
                for name, value in (HEADERS | self._extra).items():
                    headers.setdefault(name, value)
                self._count(scope, message["status"], time.perf_counter() - began)
            await send(message)

        try:
            await self._app(scope, receive, wrapped)
        except ClientDisconnect:
            return
        except Exception as error:  # noqa: BLE001 - the last net: whatever it was, its words stay out of the log
            log.error("request failed: %s at %s", type(error).__name__, _place(error))
            if not answered:
                await JSONResponse({"error": texts.something_broke()}, 500)(scope, receive, wrapped)

    def _count(self, scope: Scope, status: int, seconds: float) -> None:
        route = self._patterns.get(scope.get("endpoint"), "other")
        self._requests.labels(_method(scope), route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)


def _method(scope: Scope) -> str:
    method: str = scope["method"]
    return method if method in {"GET", "HEAD", "POST"} else "other"


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else "unknown"
