"""Days and moments as people write them; moments in the time of Hanoi."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

_HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def day(on: date, *, year: bool = True) -> str:
    """“8/12/2026”, or “8/12”."""
    return f"{on.day}/{on.month}/{on.year}" if year else f"{on.day}/{on.month}"


def weekday(on: date) -> str:
    return _WEEKDAYS[on.weekday()]


def full_day(on: date) -> str:
    """“thứ Ba 8/12/2026”."""
    return f"{weekday(on)} {day(on)}"


def padded_day(on: date) -> str:
    """“08/12/2026”: stands in columns."""
    return f"{on:%d/%m/%Y}"


def local_day(at: datetime) -> str:
    return padded_day(at.astimezone(_HANOI))


def moment(at: datetime, *, year: bool = True) -> str:
    """“08/12/2026 14:05”, or “08/12 14:05”."""
    local = at.astimezone(_HANOI)
    return f"{local:%d/%m/%Y %H:%M}" if year else f"{local:%d/%m %H:%M}"
