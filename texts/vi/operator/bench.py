"""What `nghedan bench` says."""

from collections.abc import Mapping
from typing import Any


def measured_on(machine: Mapping[str, Any]) -> str:
    facts = (f"{machine['cores']} nhân", machine["machine"], machine["system"], f"Python {machine['python']}")
    return f"Đo trên máy {', '.join(facts)}; tải {machine['load']}, {machine['speed']} triệu bước Python mỗi giây"


def verdict(holds: bool) -> str:
    return "đạt" if holds else "chưa đạt"


def aim(wanted: str) -> str:
    return f"mục tiêu {wanted}"
