"""Deadlines that cannot be counted."""

from collections.abc import Sequence
from datetime import date

from texts.vi import dates


def day_out_of_range(first: int, last: int) -> str:
    return f"chỉ tính được ngày trong các năm {first} đến {last}"


def no_such_day() -> str:
    return "ngày nằm ngoài lịch"


def unknown_rule(rule_id: str, near: Sequence[str]) -> str:
    hint = f"; có thể là {', '.join(near)}" if near else ""
    return f"không có quy định thời hạn nào tên {rule_id}{hint}"


def not_in_force(rule_id: str, on: date, since: date | None, until: date | None) -> str:
    spans = " ".join(filter(None, (f"từ {dates.day(since)}" if since else "", f"đến {dates.day(until)}" if until else "")))
    return f"{rule_id} chưa hoặc không còn hiệu lực vào ngày {dates.day(on)} (hiệu lực {spans})"


def unknown_extension(rule_id: str, name: str, known: Sequence[str]) -> str:
    return f"{rule_id} không gia hạn theo {name}; được gia hạn theo: {', '.join(known) or 'không trường hợp nào'}"


def extended_too_often(rule_id: str, name: str, times: int) -> str:
    return f"{rule_id} chỉ được gia hạn {times} lần theo {name}"


def extended_too_far(rule_id: str, times: int) -> str:
    return f"{rule_id} chỉ được gia hạn {times} lần tính chung"


def no_remote_rule(rule_id: str) -> str:
    return f"{rule_id} không có quy định riêng cho vùng sâu, vùng xa"


def suspension_ends_first() -> str:
    return "ngày tiếp tục phải sau ngày tạm đình chỉ"
