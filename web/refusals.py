"""Requests that are not taken: one code, one status, one polite line each; rendered once, in web/app.py."""

from collections.abc import Callable

from texts.vi.web import refusals as texts

_LINES: dict[str, tuple[int, Callable[[], str]]] = {
    "no_token": (401, texts.no_token),
    "no_cookie": (401, texts.no_cookie),
    "bad_token": (400, texts.bad_token),
    "other_site": (403, texts.other_site),
    "nothing_to_send": (422, texts.nothing_to_send),
    "unreadable": (400, texts.unreadable),
    "bad_place": (422, texts.bad_place),
    "bad_after": (400, texts.bad_after),
    "bad_key": (400, texts.bad_key),
    "text_too_large": (413, texts.text_too_large),
    "request_too_large": (413, texts.request_too_large),
    "too_many_files": (413, texts.too_many_files),
    "too_many_from_here": (429, texts.too_many_from_here),
    "server_busy": (503, texts.server_busy),
    "something_broke": (500, texts.something_broke),
    "not_found": (404, texts.not_found),
    "file_not_found": (404, texts.file_not_found),
}
FILE = "file-"
TOO_FAST = "too_fast"


class Refused(Exception):
    """`code` names the line for the page without script; `retry_after` is in seconds."""

    def __init__(self, code: str, *, retry_after: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after = retry_after
        self.status = 429 if code == TOO_FAST else 422 if code.startswith(FILE) else _LINES[code][0]

    @property
    def line(self) -> str:
        return texts.too_fast(self.retry_after or 1) if self.code == TOO_FAST else line_of(self.code)

    @property
    def headers(self) -> dict[str, str]:
        return {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}


def line_of(code: str) -> str:
    """The line of a code that came back in an address; empty for anything unknown."""
    if code == TOO_FAST:
        return texts.too_fast(10)
    if code.startswith(FILE):
        return texts.file_refused(code.removeprefix(FILE))
    return _LINES[code][1]() if code in _LINES else ""
