"""What officers read: one typed function a message."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from texts.vi.deadlines import full_day

_HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
_CARD = 1500
_KINDS = {
    "feedback": "PHẢN ÁNH",
    "proposal": "KIẾN NGHỊ",
    "praise": "LỜI KHEN",
    "question": "CÂU HỎI",
    "complaint": "KHIẾU NẠI",
    "denunciation": "TỐ CÁO",
}
_STATES = {
    "new": "chưa ai nhận",
    "accepted": "đang giải quyết",
    "waiting_citizen": "chờ dân trả lời",
    "answered": "đã trả lời",
    "closed": "đã kết thúc",
    "withdrawn": "dân đã rút",
}
_ROLES = {
    "officer": "cán bộ",
    "focal": "cán bộ đầu mối",
    "leader": "lãnh đạo",
    "chairman": "Chủ tịch",
    "editor": "biên tập nội dung",
    "admin": "quản trị kỹ thuật",
}
_VERBS = {"note": "ghi chú", "merge": "gộp"}
_HISTORY = {
    "open": "Dân gửi",
    "accept": "Nhận",
    "transfer": "Chuyển",
    "ask": "Hỏi dân",
    "supplement": "Dân bổ sung",
    "note": "Ghi chú",
    "answer": "Trả lời",
    "correct": "Đính chính",
    "close": "Đóng",
    "reopen": "Mở lại",
    "extend": "Kiểm tra thực tế, gia hạn",
    "rate": "Dân đánh giá",
    "withdraw": "Dân rút",
    "see_contact": "Xem liên hệ",
    "release": "Về cán bộ đầu mối",
    "join": "Thêm người cùng gửi",
    "merge": "Gộp vào việc khác",
    "gather": "Nhận việc gộp vào",
    "split": "Tách một đơn ra",
}
_MISSING = {
    "unit": "chưa nêu đơn vị giải quyết",
    "result": "chưa nêu kết quả",
    "next_step": "chưa nêu việc tiếp theo hoặc ngày",
    "proof": "nói đã sửa hoặc đã có quyết định mà chưa có ảnh hay số văn bản",
}


def role(name: str) -> str:
    return _ROLES[name]


def welcome(name: str, role_name: str, commune: str, body: str | None) -> str:
    place = f"{body}, {commune}" if body else commune
    return (
        f"Chào anh/chị {name}. Cuộc trò chuyện này nay nhận việc cho {place}, vai trò {role_name}.\n"
        "Khi có việc mới, thẻ sẽ hiện ở đây. Bấm nút trên thẻ, hoặc gõ:\n"
        "nhận MÃ · trả lời MÃ nội dung · hỏi MÃ nội dung · chuyển MÃ đơn vị · ghi chú MÃ nội dung · liên hệ MÃ · đóng MÃ lý do · gia hạn MÃ lý do · mở lại MÃ · "
        "đính chính MÃ nội dung · xem MÃ\nGõ “của tôi” để xem các việc đang mở."
    )


def leaving_ends_the_post() -> str:
    return "Anh/chị đang nhận việc tại cuộc trò chuyện này. Nếu kết thúc, việc mới không tới đây nữa và phải xin mã mời mới."


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


def more_waiting(count: int) -> str:
    return f"Còn {count} việc nữa đang chờ. Gõ “của tôi” để xem."


def reason_spam() -> str:
    return "Tin rác, không phải phản ánh"


def reason_duplicate() -> str:
    return "Trùng với việc đã có"


def reason_too_little() -> str:
    return "Quá ít thông tin để giải quyết"


def invitation_unknown() -> str:
    return "Mã mời không đúng, đã dùng hoặc đã quá 14 ngày. Anh/chị xin mã mới từ người quản trị."


def invitation_in_group() -> str:
    return "Mã mời đã lộ trong nhóm nên bị hủy. Anh/chị xin mã mới và gõ trong cuộc trò chuyện riêng."


def card(
    *,
    code: str,
    kind: str,
    field: str | None,
    unit: str | None,
    authority: str | None,
    place: str,
    text: str,
    urgent: bool,
    state: str,
    more: Sequence[str] = (),
) -> str:
    where = ", ".join(filter(None, (place, unit, f"nay thuộc {authority}" if authority else None))) or "chưa rõ"
    lines = [
        f"{'KHẨN · ' if urgent else ''}{_KINDS[kind]} {code} ({_STATES[state]})",
        *([f"Về: {field}"] if field else []),
        f"Nơi: {where}",
        *more,
        f"“{_short(text)}”" if text else "(nội dung trong tệp kèm theo)",
    ]
    return "\n".join(lines)


def senders(count: int) -> str:
    return f"Số người gửi: {count}"


def button_accept() -> str:
    return "Nhận việc"


def button_answer() -> str:
    return "Trả lời"


def button_ask() -> str:
    return "Hỏi thêm"


def supplement(code: str, text: str) -> str:
    return f"{code}: người dân bổ sung\n“{_short(text)}”" if text else f"{code}: người dân bổ sung tệp"


def withdrawn(code: str) -> str:
    return f"{code}: người dân đã rút lại."


def low_rating(code: str, stars: int) -> str:
    return f"{code}: người dân chấm {stars}/5. Anh/chị xem có cần giải quyết tiếp không."


def for_officers_only() -> str:
    return "Lệnh này chỉ dành cho cán bộ. Ông/bà gõ “của tôi” để xem việc đã gửi."


def not_yours(code: str) -> str:
    return f"Không thấy {code} trong phần việc của anh/chị. Xin kiểm tra lại mã."


def refused(code: str, state: str) -> str:
    return f"{code} hiện {_STATES[state]}, nên không làm được việc này."


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


def group_code_elsewhere() -> str:
    return "Mã này dành cho nhóm. Anh/chị thêm tôi vào nhóm, cho làm quản trị viên, rồi gõ /start và mã trong nhóm."


def group_linked(place: str) -> str:
    return (
        f"Nhóm này nay nhận việc cho {place}. Trả lời (reply) vào thẻ để soạn câu trả lời, hoặc bấm nút trên thẻ. "
        "Mỗi cán bộ cần gõ mã mời của mình trong cuộc trò chuyện riêng với tôi trước."
    )


def digest(lines: Sequence[str]) -> str:
    return f"{len(lines)} việc mới, gộp lại một tin:\n" + "\n".join(lines)


def contacts(senders: Sequence[tuple[str, str, str, str]]) -> str:
    lines = [
        f"{code}: {name or 'không nêu tên'}, {phone or 'không có số'}{', vị trí ' + position if position else ''}"
        for code, name, phone, position in senders
    ]
    return "\n".join([*lines, "Lần xem này đã được ghi vào lịch sử."])


def reopened(code: str, told: int) -> str:
    return f"Đã mở lại {code}. {_told(told)}"


def closed(code: str) -> str:
    return f"Đã đóng {code}."


def corrected(code: str, told: int) -> str:
    return f"Đã đính chính {code}. {_told(told)}"


def history(card_text: str, lines: Sequence[str]) -> str:
    return card_text + "\n" + "\n".join(lines)


def history_line(at: datetime, action: str, text: str) -> str:
    return f"{at.astimezone(_HANOI):%d/%m %H:%M} {_HISTORY.get(action, action)}{': ' + text[:300] if text else ''}"


def open_case(code: str, state: str, urgent: bool, mine: bool, text: str, *, due: date | None = None) -> str:
    until = f"hạn {due.day}/{due.month}" if due else ""
    flags = ", ".join(filter(None, (_STATES[state], until, "khẩn" if urgent else "", "anh/chị đang giữ" if mine else "")))
    return f"• {code} ({flags}): {' '.join(text.split())[:60]}"


def open_cases(lines: Sequence[str]) -> str:
    return "Các việc đang mở:\n" + "\n".join(lines) if lines else "Hiện không có việc nào đang mở."


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


def answer_sent(code: str, told: int) -> str:
    return f"Đã ghi câu trả lời {code}. {_told(told)}"


def ask_what(code: str) -> str:
    return f"Anh/chị muốn hỏi người gửi {code} điều gì?"


def ask_preview(code: str, text: str) -> str:
    return f"Xem trước câu hỏi về {code}, CHƯA gửi:\n\n{text}"


def item_question() -> str:
    return "Câu hỏi"


def question_sent(code: str) -> str:
    return f"Đã gửi câu hỏi về {code}. Câu trả lời của người dân sẽ hiện ở đây."


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


def extend_what(code: str) -> str:
    return f"Vì sao {code} cần kiểm tra thực tế? Lý do này được gửi cho dân."


def extend_preview(code: str, reason: str) -> str:
    return f"Ghi {code} cần kiểm tra thực tế, hạn cam kết dài hơn. Lý do: {reason}\nNgười dân sẽ được báo."


def extended(code: str, until: date) -> str:
    return f"Đã gia hạn {code} đến {full_day(until)}."


def not_extendable(code: str) -> str:
    return f"{code} không gia hạn được nữa: đã gia hạn một lần, hoặc không có hạn nào đang tính."


def transfer_where(code: str) -> str:
    return f"Chuyển {code} tới đâu?"


def transfer_preview(code: str, target: str) -> str:
    return f"Chuyển {code} tới {target}? Người dân sẽ được báo."


def item_target() -> str:
    return "Nơi nhận"


def send_transfer() -> str:
    return "Gửi đi"


def transferred(code: str, target: str) -> str:
    return f"Đã chuyển {code} tới {target}."


def _told(count: int) -> str:
    if count:
        return f"Tin đang gửi tới {count} người."
    return "Chưa báo được cho ai: người gửi không còn cuộc trò chuyện nào, họ xem bằng mã và PIN."


def _short(text: str) -> str:
    flat = text.strip()
    return flat if len(flat) <= _CARD else flat[:_CARD].rstrip() + "… (còn nữa, gõ “xem” và mã)"
