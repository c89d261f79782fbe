"""The log is JSON, and keeps out what errors and foreign libraries have to say."""

import json
import logging
import sys
from typing import Any

import pytest

from bot.logs import Line, about

WORDS = "Nguyễn Văn Bí Mật 0905123456"


def line(name: str, message: str, *arguments: object, error: BaseException | None = None) -> dict[str, Any]:
    trace = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord(name, logging.ERROR, __file__, 1, message, arguments, trace)
    written = Line().format(record)
    assert "\n" not in written
    found: dict[str, Any] = json.loads(written)
    return found


def test_our_own_lines_are_written_in_full() -> None:
    found = line("bot.worker", "row %s failed: %s", 7, "ValueError")
    assert found["message"] == "row 7 failed: ValueError"
    assert (found["level"], found["logger"]) == ("error", "bot.worker")
    assert found["at"].endswith("+00:00")
    assert "about" not in found


def test_a_line_names_what_is_being_worked_on() -> None:
    token = about.set("inbox:42")
    try:
        assert line("db.engine", "slow")["about"] == "inbox:42"
    finally:
        about.reset(token)


def test_of_an_error_its_class_and_places_are_written() -> None:
    try:
        try:
            raise KeyError(WORDS)
        except KeyError as cause:
            raise ValueError(WORDS) from cause
    except ValueError as error:
        found = line("bot.worker", "it broke", error=error)
    assert found["error"] == "ValueError"
    assert found["cause"]["error"] == "KeyError"
    assert "test_logs.py" in found["places"][0]
    assert WORDS not in json.dumps(found, ensure_ascii=False)


@pytest.mark.parametrize("name", ["asyncio", "uvicorn.error", "httpx", "telegram.ext", "PIL.Image", "botanist"])
def test_of_foreign_lines_only_the_pattern_is_written(name: str) -> None:
    assert line(name, "GET %s", f"https://x/bot{WORDS}")["message"] == "GET %s"
    assert line(name, f"Task exception was never retrieved\nfuture: <{WORDS}>")["message"] == "Task exception was never retrieved"


def test_the_program_s_own_packages_count_as_ours() -> None:
    assert "handlers" in sys.modules
    for name in ("web.watch", "db.groups", "handlers.dispatch", "faq.entries"):
        assert line(name, "%s", "code")["message"] == "code"
