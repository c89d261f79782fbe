"""Why the bot takes a message for what it is: plain sentences that the citizen can confirm or correct."""

from collections.abc import Sequence
from typing import Literal

Reason = Literal["situation", "wish", "own_decision", "wrongdoing", "called_otherwise", "officer", "many_people", "danger"]
_REASONS: dict[Reason, str] = {
    "situation": "Ông/bà kể một sự việc đang xảy ra để cơ quan biết và xem xét.",
    "wish": "Ông/bà mong cơ quan làm thêm hoặc đổi một việc.",
    "own_decision": "Ông/bà không đồng ý với một quyết định hoặc việc làm của cơ quan ảnh hưởng tới quyền lợi của mình, và muốn được xem lại.",
    "wrongdoing": "Ông/bà báo một việc làm sai của người khác gây hại cho dân hoặc cho Nhà nước.",
    "called_otherwise": "Tên gọi của đơn theo nội dung ông/bà kể, không theo chữ ông/bà dùng.",
    "officer": "Nội dung có nói về cán bộ, nên sẽ gửi tới cấp trên của người đó.",
    "danger": "Việc này có thể nguy hiểm, nên được xem trước.",
}  # fmt: skip


def reason(one: Reason, people: int = 1) -> str:
    return f"Ông/bà nói thay cho {people} người hoặc hộ." if one == "many_people" else _REASONS[one]


def worth_saying(reasons: Sequence[Reason], people: int) -> list[str]:
    """What the citizen might not expect, to be confirmed or corrected; nothing where all is as they wrote it."""
    notable: set[Reason] = {"called_otherwise", "officer", "many_people"}
    if "called_otherwise" in reasons:
        notable |= {"situation", "wish"}
    return [reason(one, people) for one in reasons if one in notable]
