"""The log: one JSON object a line on stderr. No message text, name, phone number or token may reach it.

What our own modules log are codes, numbers and names of error classes. Of an error only its class and the places it went
through are written, since its words may quote anything; of foreign libraries' lines only the unfilled pattern.
"""

import json
import logging
import sys
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime

OURS = (
    "bot",
    "web",
    "handlers",
    "reports",
    "office",
    "db",
    "understanding",
    "cases",
    "faq",
    "localities",
    "language",
    "__main__",
)

# What is being worked on, such as `inbox:42` or `timer:7`: ties the lines of one message together.
about: ContextVar[str] = ContextVar("about", default="")


class Line(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        ours = record.name.partition(".")[0] in OURS
        facts = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage() if ours else str(record.msg).partition("\n")[0],
            "about": about.get(),
            **(_error(record.exc_info[1]) if record.exc_info and record.exc_info[1] else {}),
        }
        return json.dumps({name: value for name, value in facts.items() if value}, ensure_ascii=False)


def _error(error: BaseException) -> dict[str, object]:
    """Class and places of an error, and of the one it came from."""
    cause = error.__cause__ or error.__context__
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return {"error": type(error).__name__, "places": places, "cause": _error(cause) if cause else None}


def set_up() -> None:
    """Warnings and worse of everybody, to stderr."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Line())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.captureWarnings(True)
