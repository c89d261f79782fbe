"""What is said about repeats: why two messages are taken for one matter, one's own earlier case, somebody else's public one."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

_HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
_OTHERS_STATES = {
    "new": "đã gửi tới cán bộ, đang chờ nhận",
    "accepted": "cán bộ đang giải quyết",
    "waiting_citizen": "cán bộ đang giải quyết",
    "answered": "cán bộ đã trả lời",
}
_REASONS = {
    "same_number": "cùng con số",
    "same_spot": "cùng chỗ",
    "same_thing": "nói về cùng một thứ",
    "same_event": "cùng sự việc",
    "same_ask": "cùng đề nghị",
    "same_words": "nhiều từ giống nhau",
    "same_commune": "cùng xã",
    "other_commune": "khác xã",
    "other_spot": "khác chỗ",
    "other_thing": "nói về thứ khác",
    "other_event": "khác sự việc",
    "other_ask": "đề nghị khác",
    "other_number": "khác con số",
    "other_person": "nói về người khác",
    "other_kind": "khác loại việc",
    "too_little": "quá ít điểm chung",
}


def reason(name: str) -> str:
    return _REASONS[name]


# ---------------------------------------------------------------- one's own earlier case


def own_repeat(code: str, sent: datetime, text: str, state: str, lines: Sequence[str]) -> str:
    """`lines`: the last of its history."""
    history = "\n" + "\n".join(lines) if lines else ""
    return f"Việc này giống việc ông/bà đã gửi ngày {_day(sent)}, mã {code}:\n“{_short(text)}”\nHiện: {state}.{history}"


def add_to_own() -> str:
    return "Bổ sung vào việc cũ"


def send_as_new() -> str:
    return "Gửi thành việc mới"


def do_not_send() -> str:
    return "Thôi, không gửi"


def not_sent(code: str) -> str:
    return f"Dạ, không gửi thêm gì. Muốn xem lại việc cũ, ông/bà gõ “tra cứu {code}”."


# ---------------------------------------------------------------- somebody else's public matter


def others_matter(field: str, unit: str, sent: datetime, state: str) -> str:
    """Nothing of the person who sent it."""
    about = f" ({field})" if field else ""
    where = f" ở {unit}" if unit else ""
    return (
        f"Đã có người gửi một việc giống vậy{about}{where}, ngày {_day(sent)}. Hiện: {_OTHERS_STATES[state]}.\n"
        "Ông/bà cũng gặp việc đó thì bấm “Tôi cũng bị”: xã giải quyết chung, ông/bà có mã riêng và cùng nhận trả lời."
    )


def me_too() -> str:
    return "Tôi cũng bị"


def join_summary(text: str, field: str, unit: str, files: int, name: str, phone: str) -> str:
    sender = ", ".join(filter(None, (name, phone))) or "không nêu tên"
    lines = [
        "Xin ông/bà xem lại:",
        f"• Cùng gửi với việc đã có{f': {field}' if field else ''}{f', {unit}' if unit else ''}",
        f"• Ông/bà viết: {_short(text, 500)}" if text else "• Nội dung trong tệp",
        *([f"• Kèm {files} tệp"] if files else []),
        f"• Người gửi: {sender}",
    ]
    return "\n".join(lines)


def joined(code: str, commune: str, promise: str, *, answered: bool) -> str:
    commune = commune[:1].lower() + commune[1:]
    if answered:
        return f"Đã nhận vào việc chung mà {commune} đã trả lời; câu trả lời là tin ngay trên. Mã của ông/bà: {code}"
    until = f"\n{promise}" if promise else ""
    return (
        f"Đã nhận vào việc chung mà {commune} đang giải quyết. Mã của ông/bà: {code}{until}\n"
        "Câu trả lời sẽ về ngay đây. Gõ “của tôi” để xem lại."
    )


def merged_for_citizen(code: str, office: str) -> str:
    return f"{code}: có người khác gửi cùng việc này, nên {office} giải quyết chung. Mã của ông/bà không đổi, câu trả lời vẫn về đây."


def split_for_citizen(code: str, office: str, promise: str) -> str:
    until = f"\n{promise}" if promise else ""
    return f"{code}: việc này được tách ra để {office} giải quyết riêng. Mã của ông/bà không đổi.{until}"


# ---------------------------------------------------------------- officers


def officer_joined(code: str, new_code: str, senders: int, text: str) -> str:
    said = f"\n“{_short(text)}”" if text else ""
    return f"{code}: thêm một người gửi cùng việc ({new_code}), nay có {senders} người.{said}"


def officer_merged(codes: str, into: str) -> str:
    return f"{codes} đã được gộp vào {into}."


def merged(code: str, into: str, told: int) -> str:
    return f"Đã gộp {code} vào {into}. Tin đang gửi tới {told} người. Gộp nhầm thì gõ: tách {code}"


def merge_with_what(code: str) -> str:
    return f"Xin ghi mã của việc nhận vào: gộp {code} PA-…"


def not_joinable(code: str, into: str) -> str:
    return (
        f"Không gộp được {code} vào {into}. Chỉ gộp được phản ánh, kiến nghị của cùng một xã, "
        "không phải việc về cán bộ, và là hai việc khác nhau."
    )


def split(code: str) -> str:
    return f"Đã tách {code} thành việc riêng, chưa ai nhận."


def nothing_to_split(code: str) -> str:
    return f"{code} đang là việc riêng, không có gì để tách."


# ---------------------------------------------------------------- corrections


_WHAT = {"kind": "loại", "field": "lĩnh vực", "place": "nơi", "authority": "xã", "body": "nơi giải quyết"}
_BY = {"citizen": "người dân", "officer": "cán bộ"}


def help_corrections() -> str:
    return "Những chỗ người dân hoặc cán bộ đã sửa lại điều máy đề xuất"


def help_json() -> str:
    return "In mỗi dòng một đối tượng JSON"


def correction(at: datetime, what: str, proposed: str, corrected: str, by: str, words: str | None) -> str:
    said = f" · “{_short(words)}”" if words else ""
    return f"{at.astimezone(_HANOI):%d/%m/%Y %H:%M} · {_WHAT[what]}: {proposed} → {corrected} ({_BY[by]}){said}"


def no_corrections() -> str:
    return "Chưa có chỗ nào được sửa."


# ---------------------------------------------------------------- shared


def _day(at: datetime) -> str:
    return f"{at.astimezone(_HANOI):%d/%m/%Y}"


def _short(text: str, limit: int = 200) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def help_duplicates() -> str:
    return "Tìm tin trùng: tin sau nói về cùng một việc với tin nào trước đó"
