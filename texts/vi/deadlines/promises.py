"""What the office promises where the law names no number of days."""

from datetime import date

from texts.vi import dates

STEPS = {"transfer": "chuyển đơn", "first_answer": "trả lời lần đầu", "resolve": "giải quyết xong"}


def no_number() -> str:
    return "Luật không ghi số ngày."


def law_says_at_once(on: date) -> str:
    return f"Luật ghi “ngay”, không ghi số ngày. Cam kết của cơ quan: làm ngay trong ngày {dates.day(on)}."


def within(what: str, why: str) -> str:
    return f"Cam kết của cơ quan: {STEPS[what]} trong {why}."


def with_visit(why: str) -> str:
    return f"Cần kiểm tra thực tế thì {why}."
