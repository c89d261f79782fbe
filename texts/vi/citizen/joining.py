"""Repeats: one's own earlier case, and somebody else's public matter to join."""

from collections.abc import Sequence
from datetime import datetime

from texts.vi import dates, phrases, states


def own_repeat(code: str, sent: datetime, text: str, state: str, lines: Sequence[str]) -> str:
    """`lines`: the last of its history."""
    history = "\n" + "\n".join(lines) if lines else ""
    return f"Việc này giống việc ông/bà đã gửi ngày {dates.local_day(sent)}, mã {code}:\n“{phrases.clipped(text)}”\nHiện: {state}.{history}"


def add_to_own() -> str:
    return "Bổ sung vào việc cũ"


def send_as_new() -> str:
    return "Gửi thành việc mới"


def do_not_send() -> str:
    return "Thôi, không gửi"


def not_sent(code: str) -> str:
    return f"Dạ, không gửi thêm gì. Muốn xem lại việc cũ, ông/bà gõ “tra cứu {code}”."


def others_matter(field: str, unit: str, sent: datetime, state: str) -> str:
    """Nothing of the person who sent it."""
    about = f" ({field})" if field else ""
    where = f" ở {unit}" if unit else ""
    return (
        f"Đã có người gửi một việc giống vậy{about}{where}, ngày {dates.local_day(sent)}. Hiện: {states.for_others(state)}.\n"
        "Ông/bà cũng gặp việc đó thì bấm “Tôi cũng bị”: xã giải quyết chung, ông/bà có mã riêng và cùng nhận trả lời."
    )


def me_too() -> str:
    return "Tôi cũng bị"


def summary(text: str, field: str, unit: str, files: int, name: str, phone: str) -> str:
    lines = [
        "Xin ông/bà xem lại:",
        f"• Cùng gửi với việc đã có{f': {field}' if field else ''}{f', {unit}' if unit else ''}",
        f"• Ông/bà viết: {phrases.clipped(text, 500)}" if text else "• Nội dung trong tệp",
        *([f"• Kèm {files} tệp"] if files else []),
        f"• Người gửi: {phrases.sender(name, phone)}",
    ]
    return "\n".join(lines)


def received(code: str, commune: str, promise: str, *, answered: bool) -> str:
    commune = commune[:1].lower() + commune[1:]
    if answered:
        return f"Đã nhận vào việc chung mà {commune} đã trả lời; câu trả lời là tin ngay trên. Mã của ông/bà: {code}"
    until = f"\n{promise}" if promise else ""
    return (
        f"Đã nhận vào việc chung mà {commune} đang giải quyết. Mã của ông/bà: {code}{until}\n"
        "Câu trả lời sẽ về ngay đây. Gõ “của tôi” để xem lại."
    )


def merged(code: str, office: str) -> str:
    return f"{code}: có người khác gửi cùng việc này, nên {office} giải quyết chung. Mã của ông/bà không đổi, câu trả lời vẫn về đây."


def split(code: str, office: str, promise: str) -> str:
    until = f"\n{promise}" if promise else ""
    return f"{code}: việc này được tách ra để {office} giải quyết riêng. Mã của ông/bà không đổi.{until}"
