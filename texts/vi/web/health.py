"""Health, as a browser shows it."""


def title() -> str:
    return "Tình trạng hệ thống"


def clock_is_set(instant: str) -> str:
    return f"Đồng hồ đang chạy theo NGHEDAN_NOW, bắt đầu từ {instant}. Chỉ dùng khi thử."
