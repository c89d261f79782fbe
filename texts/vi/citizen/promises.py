"""Until when the office promises to act, as the citizen reads it."""

from datetime import date

from texts.vi import dates
from texts.vi.deadlines import promises


def of_answer(on: date, why: str) -> str:
    """On the receipt."""
    return f"Cơ quan cam kết trả lời lần đầu chậm nhất {dates.full_day(on)} ({why})."


def of_case(step: str, on: date, why: str, *, late: bool) -> str:
    """Of a case that is being dealt with."""
    if late:
        return f"Cơ quan đã cam kết {promises.STEPS[step]} chậm nhất {dates.full_day(on)}, nay đã trễ. Mong ông/bà thứ lỗi."
    return f"Cơ quan cam kết {promises.STEPS[step]} chậm nhất {dates.full_day(on)} ({why})."
