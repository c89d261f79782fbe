"""What officers did with a case, and the rating of their answer."""

_STARS = {5: "Rất hài lòng", 4: "Hài lòng", 3: "Tạm được", 2: "Chưa hài lòng", 1: "Rất không hài lòng"}


def case_accepted(code: str, office: str, promise: str = "") -> str:
    return " ".join(filter(None, (f"{code}: {office} đã nhận giải quyết.", promise)))


def case_extended(code: str, office: str, reason: str, promise: str) -> str:
    return f"{code}: {office} cần kiểm tra thực tế nên giải quyết lâu hơn. Lý do: {reason}\n{promise}"


def case_transferred(code: str, office: str) -> str:
    return f"{code} đã được chuyển tới {office}. Ông/bà không cần gửi lại."


def answer(code: str, office: str, text: str) -> str:
    return f"{office} trả lời {code}:\n\n{text}\n\nÔng/bà thấy cách giải quyết thế nào? Bấm một ô, hoặc gõ số từ 1 đến 5."


def correction(code: str, text: str) -> str:
    return f"Đính chính câu trả lời {code}:\n\n{text}"


def reopened(code: str, office: str) -> str:
    return f"{code} được {office} xem xét lại."


def closed(code: str, reason: str) -> str:
    return f"{code} được kết thúc. Lý do: {reason}"


def stars(number: int) -> str:
    return f"{number} · {_STARS[number]}"


def stars_words(number: int) -> str:
    return _STARS[number]


def thanks_for_rating(number: int) -> str:
    if number > 2:
        return "Cảm ơn ông/bà đã đánh giá."
    return "Cảm ơn ông/bà đã nói thật. Ý kiến này được chuyển tới cán bộ; ông/bà có thể cho biết thêm chỗ nào chưa được:"


def not_yet_answered(code: str) -> str:
    return f"{code} chưa có câu trả lời để đánh giá."
