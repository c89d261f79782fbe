"""Replies to officers' commands: what was done, and why something was not."""

from datetime import date

from texts.vi import dates, states

_VERBS = {"note": "ghi chú", "merge": "gộp"}


def missing_code(verb: str) -> str:
    return f"Xin ghi mã sau lệnh, ví dụ: {verb} PA-26-00042-K."


def wrong_code() -> str:
    return "Mã chưa đúng. Anh/chị chép lại đủ như trên thẻ, ví dụ PA-26-00042-K."


def taken_by(code: str, name: str) -> str:
    return f"{code} đã có {name or 'một cán bộ khác'} nhận."


def yourself() -> str:
    return "chính anh/chị"


def nobody_there(target: str) -> str:
    return f"Hiện chưa có ai ở {target} nhận thẻ trên kênh này: anh/chị báo họ bằng cách khác giúp."


def for_officers_only() -> str:
    return "Lệnh này chỉ dành cho cán bộ. Ông/bà gõ “của tôi” để xem việc đã gửi."


def not_yours(code: str) -> str:
    return f"Không thấy {code} trong phần việc của anh/chị. Xin kiểm tra lại mã."


def refused(code: str, state: str) -> str:
    return f"{code} hiện {states.for_officer(state)}, nên không làm được việc này."


def needs_words(verb: str, code: str) -> str:
    return f"Xin ghi nội dung sau mã: {_VERBS[verb]} {code} …"


def unknown_button() -> str:
    return "Nút này đã cũ nên không thay đổi gì."


def accepted(code: str, told: int) -> str:
    return f"Anh/chị đã nhận {code}. {_told(told)}"


def not_informed(code: str) -> str:
    return f"Câu trả lời {code} chưa tới người gửi nên chưa đóng được. Đã thử liên lạc mà không được thì gõ: đóng {code} đã thử, chưa báo được"


def noted(code: str) -> str:
    return f"Đã ghi chú nội bộ vào {code}."


def only_in_private() -> str:
    return "Thông tin liên hệ chỉ xem trong cuộc trò chuyện riêng."


def sent_in_private() -> str:
    return "Đã gửi thông tin liên hệ vào cuộc trò chuyện riêng của anh/chị."


def reopened(code: str, told: int) -> str:
    return f"Đã mở lại {code}. {_told(told)}"


def closed(code: str) -> str:
    return f"Đã đóng {code}."


def corrected(code: str, told: int) -> str:
    return f"Đã đính chính {code}. {_told(told)}"


def answer_sent(code: str, told: int) -> str:
    return f"Đã ghi câu trả lời {code}. {_told(told)}"


def question_sent(code: str) -> str:
    return f"Đã gửi câu hỏi về {code}. Câu trả lời của người dân sẽ hiện ở đây."


def extended(code: str, until: date) -> str:
    return f"Đã gia hạn {code} đến {dates.full_day(until)}."


def not_extendable(code: str) -> str:
    return f"{code} không gia hạn được nữa: đã gia hạn một lần, hoặc không có hạn nào đang tính."


def transferred(code: str, target: str) -> str:
    return f"Đã chuyển {code} tới {target}."


def _told(count: int) -> str:
    if count:
        return f"Tin đang gửi tới {count} người."
    return "Chưa báo được cho ai: người gửi không còn cuộc trò chuyện nào, họ xem bằng mã và PIN."
