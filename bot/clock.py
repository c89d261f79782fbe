"""The one clock of the program. Tests set where it starts; it ticks from there."""

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


class Clock:
    """`start` None: the machine's time. An aware start: that instant now, then ticking."""

    def __init__(self, start: datetime | None = None) -> None:
        if start is not None and start.tzinfo is None:
            raise ValueError("the clock needs an instant with a time zone, such as 2026-11-24T08:00+07:00")
        self.shifted = start is not None
        self._offset = timedelta() if start is None else start - datetime.now(UTC)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset

    def advance(self, by: timedelta) -> None:
        """Moves the clock on; for tests."""
        self._offset += by


def monotonic() -> float:
    """Seconds for measuring durations, unmoved by clock changes."""
    return time.monotonic()
