"""One's own cases: their state, the PIN, more information, withdrawing."""

from collections.abc import Sequence
from datetime import datetime

from texts.vi import dates, phrases, states

_HISTORY = {
    "open": "Đã nhận vào hệ thống",
    "accept": "Cán bộ đã nhận giải quyết",
    "transfer": "Chuyển tới nơi có trách nhiệm",
    "ask": "Cán bộ hỏi thêm",
    "supplement": "Ông/bà bổ sung",
    "answer": "Trả lời",
    "correct": "Đính chính câu trả lời",
    "close": "Kết thúc",
    "reopen": "Xem xét lại",
    "extend": "Kiểm tra thực tế, gia hạn",
    "withdraw": "Rút lại",
    "join": "Đã nhận vào hệ thống",
    "merge": "Giải quyết chung với việc cùng nội dung",
    "split": "Tách ra giải quyết riêng",
}


def no_cases() -> str:
    return "Trong cuộc trò chuyện này chưa có việc nào. Nếu đã gửi từ máy khác, gõ “tra cứu” và mã."


def your_cases(cases: Sequence[tuple[str, str, str]]) -> str:
    return "Việc của ông/bà:\n" + "\n".join(f"• {code}: {phrases.shortened(text, 60)} ({state})" for code, text, state in cases)


def more_cases(left: int) -> str:
    return f"Xem tiếp (còn {left} việc)"


def case_label(code: str, text: str) -> str:
    return f"{code} {phrases.shortened(text, 30)}".strip()


def case_shown(code: str, state: str, text: str, place: str, lines: Sequence[str], promise: str = "") -> str:
    where = f"\nNơi: {phrases.in_sentence(place)}" if place else ""
    until = f"\n{promise}" if promise else ""
    return f"{code}: {state}\n“{phrases.shortened(text, 300)}”{where}{until}\n" + "\n".join(lines)


def history_line(at: datetime, action: str, text: str) -> str:
    said = f": {phrases.shortened(text, 1500)}" if text else ""
    return f"{dates.moment(at)} {_HISTORY.get(action, 'Cập nhật')}{said}"


def withdrawn_state() -> str:
    return states.for_citizen("withdrawn")


def code_not_right() -> str:
    return "Mã này chưa đúng. Ông/bà gõ lại đủ như đã được cấp, ví dụ: tra cứu PA-26-00042-K."


def ask_pin(code: str) -> str:
    return f"Để xem {code}, xin nhập mã PIN 6 số đã được cấp cùng với mã."


def pin_typed() -> str:
    return "(mã PIN)"


def pin_has_six_digits(code: str) -> str:
    return f"Mã PIN của {code} gồm đúng 6 chữ số. Ông/bà nhập lại, hoặc gõ “hủy”."


def pin_wrong() -> str:
    return "Mã hoặc PIN chưa đúng, hoặc đã nhập sai nhiều lần. Ông/bà kiểm tra lại; nhập sai 5 lần thì phải chờ một giờ."


def add_to_which() -> str:
    return "Ông/bà muốn bổ sung cho việc nào?"


def add_to(code: str) -> str:
    return f"Bổ sung cho {code}"


def add_what(code: str) -> str:
    return f"Ông/bà muốn bổ sung gì cho {code}? Nhắn chữ, gửi ảnh hoặc ghi âm."


def add_files() -> str:
    return "Còn ảnh hay ghi âm nào nữa thì gửi tiếp. Đủ rồi thì bấm Xong."


def what_are_files_for() -> str:
    return "Đã nhận tệp. Ông/bà gửi cho việc nào?"


def new_matter() -> str:
    return "Một việc mới"


def information_added(code: str) -> str:
    return f"Đã bổ sung vào {code} và báo cán bộ."


def nothing_added() -> str:
    return "Chưa có gì được bổ sung."


def case_is_over(code: str) -> str:
    return f"{code} đã kết thúc nên không bổ sung được nữa. Ông/bà gửi phản ánh mới giúp."


def officer_asks(code: str, question: str) -> str:
    return f"Cán bộ hỏi thêm về {code}:\n“{question}”\nÔng/bà trả lời ngay tại đây, gửi ảnh cũng được."


def question_left_open(code: str) -> str:
    return f"Khi nào tiện, ông/bà gõ “của tôi”, chọn {code} rồi Bổ sung thông tin để trả lời."


def withdraw_which() -> str:
    return "Ông/bà muốn rút lại việc nào?"


def nothing_to_withdraw() -> str:
    return "Không có việc nào đang giải quyết để rút lại."


def withdraw_sure(code: str) -> str:
    return f"Ông/bà muốn rút lại {code}? Cán bộ sẽ ngừng giải quyết việc này."


def send_withdrawal() -> str:
    return "Gửi yêu cầu rút lại"


def withdrawn(code: str) -> str:
    return f"Đã rút lại {code}."


def too_late_to_withdraw(code: str) -> str:
    return f"{code} đã có trả lời hoặc đã kết thúc nên không rút lại được nữa."
