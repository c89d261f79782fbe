"""The words that stand on the page of the web chat."""

from collections.abc import Sequence

_STARTERS = {
    "ask": "Giấy tờ, lệ phí, nộp ở đâu, thanh toán trực tuyến",
    "report": "Đường hỏng, rác, ô nhiễm, điều chưa hài lòng",
    "mine": "Đã đến đâu, ai đang xử lý",
    "meet": "Khi muốn một người trả lời trực tiếp",
}


def title(office: str) -> str:
    return f"Nghe Dân – {office}"


def description() -> str:
    return "Hỏi thủ tục, gửi phản ánh và nhận câu trả lời của chính quyền, ngay trong khung trò chuyện."


def name() -> str:
    return "Nghe Dân"


def skip_to_chat() -> str:
    return "Đến ô nhập tin"


def greeting() -> str:
    return "Kính chào ông/bà"


def introduction(office: str) -> str:
    return (
        f"Đây là nơi chính quyền {office} nghe và trả lời người dân. Ông/bà hỏi hoặc kể sự việc như đang nói chuyện, "
        "gõ có dấu hay không dấu đều được."
    )


def starter_line(key: str) -> str:
    """What stands under a button of the bot's menu (`ask`, `report`, `mine`, `meet`) on the page."""
    return _STARTERS.get(key, "")


def starters_heading() -> str:
    return "Ông/bà cần việc gì?"


def promises() -> Sequence[str]:
    return (
        "Không cần tài khoản, không mất phí.",
        "Mỗi phản ánh có mã riêng và đến tận cán bộ phụ trách; câu trả lời gửi lại ngay tại đây.",
        "Không ai hỏi mật khẩu, mã OTP hay yêu cầu chuyển tiền qua khung trò chuyện này.",
    )


def emergency_heading() -> str:
    return "Việc khẩn cấp, xin gọi ngay"


def conversation_label() -> str:
    return "Cuộc trò chuyện"


def older_messages() -> str:
    return "Xem tin cũ hơn"


def refresh() -> str:
    return "Xem tin mới"


def without_script() -> str:
    return (
        "Trình duyệt này không chạy phần tự động của trang. Ông/bà vẫn dùng được: gửi tin xong, bấm “Xem tin mới” "
        "để đọc câu trả lời."
    )


def message_label() -> str:
    return "Tin nhắn của ông/bà"


def message_placeholder() -> str:
    return "Viết ở đây…"


def send() -> str:
    return "Gửi"


def add_photo() -> str:
    return "Ảnh"


def add_photo_long() -> str:
    return "Chụp ảnh hoặc chọn ảnh, tệp"


def record() -> str:
    return "Ghi âm"


def record_long() -> str:
    return "Ghi âm lời nói thay cho viết"


def share_place() -> str:
    return "Vị trí"


def share_place_long() -> str:
    return "Gửi vị trí của tôi"


def large_text() -> str:
    return "Chữ to"


def end_and_forget() -> str:
    return "Kết thúc, xóa khỏi máy này"


def end_words() -> str:
    """The words that the button above sends."""
    return "kết thúc"
