"""What officers are asked and shown before something leaves."""

from collections.abc import Sequence

_MISSING = {
    "unit": "chưa nêu đơn vị giải quyết",
    "result": "chưa nêu kết quả",
    "next_step": "chưa nêu việc tiếp theo hoặc ngày",
    "proof": "nói đã sửa hoặc đã có quyết định mà chưa có ảnh hay số văn bản",
}


def answer_what(code: str) -> str:
    return f"Anh/chị viết câu trả lời cho {code}: đơn vị nào, kết quả gì, bước tiếp theo hoặc ngày nào. Gửi ảnh kèm cũng được."


def preview(code: str, text: str, files: int, missing: Sequence[str]) -> str:
    attached = f"\n(kèm {files} tệp)" if files else ""
    hints = [f"⚠ {_MISSING[one]}" for one in missing]
    return "\n".join([f"Xem trước câu trả lời {code}, CHƯA gửi:\n\n{text}{attached}", *(["", *hints] if hints else [])])


def send_to_citizen() -> str:
    return "Gửi cho dân"


def keep_as_note() -> str:
    return "Ghi chú nội bộ"


def edit() -> str:
    return "Sửa"


def cancel() -> str:
    return "Hủy"


def ask_what(code: str) -> str:
    return f"Anh/chị muốn hỏi người gửi {code} điều gì?"


def ask_preview(code: str, text: str) -> str:
    return f"Xem trước câu hỏi về {code}, CHƯA gửi:\n\n{text}"


def item_question() -> str:
    return "Câu hỏi"


def correct_what(code: str) -> str:
    return f"Anh/chị đính chính câu trả lời {code} thế nào?"


def correction_preview(code: str, text: str) -> str:
    return f"Xem trước đính chính {code}, CHƯA gửi:\n\n{text}"


def item_text() -> str:
    return "Nội dung"


def close_what(code: str) -> str:
    return f"Lý do đóng {code}?"


def close_preview(code: str, reason: str) -> str:
    return f"Đóng {code}, lý do: {reason}\nNgười dân sẽ nhận được lý do này."


def send_closing() -> str:
    return "Gửi và đóng"


def reason_spam() -> str:
    return "Tin rác, không phải phản ánh"


def reason_duplicate() -> str:
    return "Trùng với việc đã có"


def reason_too_little() -> str:
    return "Quá ít thông tin để giải quyết"


def extend_what(code: str) -> str:
    return f"Vì sao {code} cần kiểm tra thực tế? Lý do này được gửi cho dân."


def extend_preview(code: str, reason: str) -> str:
    return f"Ghi {code} cần kiểm tra thực tế, hạn cam kết dài hơn. Lý do: {reason}\nNgười dân sẽ được báo."


def transfer_where(code: str) -> str:
    return f"Chuyển {code} tới đâu?"


def transfer_preview(code: str, target: str) -> str:
    return f"Chuyển {code} tới {target}? Người dân sẽ được báo."


def item_target() -> str:
    return "Nơi nhận"


def send_transfer() -> str:
    return "Gửi đi"
