"""Several senders of one matter: why two messages are taken for one, what was put together or taken apart."""

from texts.vi import phrases

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


def another_sender(code: str, new_code: str, senders: int, text: str) -> str:
    said = f"\n“{phrases.clipped(text)}”" if text else ""
    return f"{code}: thêm một người gửi cùng việc ({new_code}), nay có {senders} người.{said}"


def merged_into(codes: str, into: str) -> str:
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
