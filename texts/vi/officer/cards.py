"""What officers see of a case: its card, its news, its history, its line in a list."""

from collections.abc import Sequence
from datetime import date, datetime

from texts.vi import dates, states

_CARD = 1500
_KINDS = {
    "feedback": "PHẢN ÁNH",
    "proposal": "KIẾN NGHỊ",
    "praise": "LỜI KHEN",
    "question": "CÂU HỎI",
    "complaint": "KHIẾU NẠI",
    "denunciation": "TỐ CÁO",
}
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
    "leave": "Dân kết thúc trò chuyện",
    "adopt": "Dân nối lại bằng mã PIN",
}


def front(
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
        f"{'KHẨN · ' if urgent else ''}{_KINDS[kind]} {code} ({states.for_officer(state)})",
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


def digest(lines: Sequence[str], total: int) -> str:
    more = [f"… và {total - len(lines)} việc nữa, gõ “của tôi” để xem."] if total > len(lines) else []
    return f"{total} việc mới, gộp lại một tin:\n" + "\n".join([*lines, *more])


def contacts(senders: Sequence[tuple[str, str, str, str]]) -> str:
    lines = [
        f"{code}: {name or 'không nêu tên'}, {phone or 'không có số'}{', vị trí ' + position if position else ''}"
        for code, name, phone, position in senders
    ]
    return "\n".join([*lines, "Lần xem này đã được ghi vào lịch sử."])


def history(card_text: str, lines: Sequence[str]) -> str:
    return card_text + "\n" + "\n".join(lines)


def history_line(at: datetime, action: str, text: str) -> str:
    return f"{dates.moment(at, year=False)} {_HISTORY.get(action, action)}{': ' + text[:300] if text else ''}"


def open_case(code: str, state: str, urgent: bool, mine: bool, text: str, *, due: date | None = None) -> str:
    until = f"hạn {dates.day(due, year=False)}" if due else ""
    flags = ", ".join(
        filter(None, (states.for_officer(state), until, "khẩn" if urgent else "", "anh/chị đang giữ" if mine else ""))
    )
    return f"• {code} ({flags}): {' '.join(text.split())[:60]}"


def open_cases(lines: Sequence[str]) -> str:
    return "Các việc đang mở:\n" + "\n".join(lines) if lines else "Hiện không có việc nào đang mở."


def more_open(left: int) -> str:
    return f"Xem tiếp (còn {left} việc)"


def due_line(on: date, *, late: bool) -> str:
    return f"Hạn cam kết: {dates.full_day(on)}{' (ĐÃ QUÁ HẠN)' if late else ''}"


def _short(text: str) -> str:
    flat = text.strip()
    return flat if len(flat) <= _CARD else flat[:_CARD].rstrip() + "… (còn nữa, gõ “xem” và mã)"
