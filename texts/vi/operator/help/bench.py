"""Help on `nghedan bench`."""

_ABOUT = {
    "intake": "tin nhắn mỗi giây từ hộp thư vào tới hộp thư ra, và bao lâu thì đọc được câu trả lời",
    "faq": "bao lâu thì tìm được mục hỏi đáp",
    "delivery": "tốc độ gửi đi, câu trả lời phải chờ bao lâu giữa tin hàng loạt, và các việc hẹn giờ",
    "casework": "số vụ việc giải quyết trọn vẹn mỗi giây khi đã có rất nhiều vụ việc",
}


def measure(name: str) -> str:
    return f"Đo {_ABOUT[name]}."


def quick() -> str:
    return "Đo nhanh với số lượng nhỏ."
