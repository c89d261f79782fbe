"""What `nghedan bench` says."""

from collections.abc import Mapping
from typing import Any

_ABOUT = {
    "intake": "tin nhắn mỗi giây từ hộp thư vào tới hộp thư ra, và bao lâu thì đọc được câu trả lời",
    "faq": "bao lâu thì tìm được mục hỏi đáp",
    "delivery": "tốc độ gửi đi, câu trả lời phải chờ bao lâu giữa tin hàng loạt, và các việc hẹn giờ",
    "casework": "số vụ việc giải quyết trọn vẹn mỗi giây khi đã có rất nhiều vụ việc",
}


def help_app() -> str:
    return "Đo tốc độ chương trình trên máy này, không đụng tới dữ liệu đang dùng."


def help_bench(name: str) -> str:
    return f"Đo {_ABOUT[name]}."


def help_json() -> str:
    return "In kết quả dạng JSON."


def help_quick() -> str:
    return "Đo nhanh với số lượng nhỏ."


def measured_on(machine: Mapping[str, Any]) -> str:
    facts = (f"{machine['cores']} nhân", machine["machine"], machine["system"], f"Python {machine['python']}")
    return f"Đo trên máy {', '.join(facts)}; tải {machine['load']}, {machine['speed']} triệu bước Python mỗi giây"


def verdict(holds: bool) -> str:
    return "đạt" if holds else "chưa đạt"


def aim(wanted: str) -> str:
    return f"mục tiêu {wanted}"
