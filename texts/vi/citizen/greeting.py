"""What a citizen reads first: the notice, the menu, and answers to words that ask for nothing."""

from collections.abc import Sequence


def notice(office: str) -> str:
    return (
        f"Đây là kênh tiếp nhận của chính quyền {office}. Tin nhắn, tên, số điện thoại ông/bà gửi chỉ dùng để giải quyết việc của ông/bà, "
        "chỉ cán bộ có trách nhiệm được xem. Ông/bà có thể không cho biết tên, và có thể yêu cầu xem, sửa hoặc xóa."
    )


def hello(office: str) -> str:
    return f"Kính chào ông/bà. Tôi là Nghe Dân, máy trả lời tự động của chính quyền {office}.\nÔng/bà cần việc gì, cứ nhắn như nói chuyện, không cần gõ dấu."


def menu_ask() -> str:
    return "Hỏi thủ tục, nộp tiền"


def menu_report() -> str:
    return "Gửi phản ánh"


def menu_mine() -> str:
    return "Xem việc của tôi"


def menu_officer() -> str:
    return "Gặp cán bộ"


def ask_officer() -> str:
    return "Hỏi cán bộ"


def menu_add() -> str:
    return "Bổ sung thông tin"


def menu_withdraw() -> str:
    return "Rút lại"


def what_is_the_question() -> str:
    return "Ông/bà muốn hỏi việc gì? Ví dụ: làm giấy khai sinh cần gì, nộp tiền trên mạng làm sao."


def you_are_welcome() -> str:
    return "Dạ, không có chi. Khi cần ông/bà cứ nhắn."


def small_talk() -> str:
    return "Dạ, tôi là máy trả lời tự động của xã nên chỉ giúp được việc thủ tục và phản ánh."


def not_understood() -> str:
    return "Xin lỗi, tôi chưa hiểu ý ông/bà. Ông/bà nói rõ thêm một chút, hoặc chọn:"


def empty_message() -> str:
    return "Tôi chưa thấy nội dung nào. Ông/bà nhắn lại, hoặc chọn:"


def only_symbols() -> str:
    return "Tôi chỉ thấy biểu tượng, chưa thấy chữ. Ông/bà nhắn bằng lời, hoặc chọn:"


def files_failed() -> str:
    return "Có tệp ông/bà gửi chưa tải được (tệp lớn nhất là 20 MB). Ông/bà gửi lại giúp, hoặc nhắn bằng chữ."


def emergency(numbers: Sequence[tuple[str, str]]) -> str:
    listed = "\n".join(f"{number}: {what}" for number, what in numbers)
    return f"Nếu đang nguy hiểm, xin gọi ngay:\n{listed}\nTin nhắn ở đây không thay được cuộc gọi khẩn cấp."


def apology(reference: str) -> str:
    return f"Xin lỗi ông/bà, tin nhắn vừa rồi chưa xử lý được. Chúng tôi đã ghi lại với số {reference} để kiểm tra. Ông/bà nhắn lại, hoặc gọi cán bộ."
