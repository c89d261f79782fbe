"""What is to be known beside a deadline."""

from collections.abc import Sequence
from datetime import date

from texts.vi import dates


def provisional(years: Sequence[int]) -> str:
    return f"Tạm tính: lịch nghỉ năm {', '.join(map(str, years))} chưa công bố đủ."


def hand_in_before(nominal: date) -> str:
    """To the citizen the nominal day is shown, so that nobody relies on the move to a working day."""
    return f"Ông/bà nên nộp trước ngày {dates.day(nominal)}."


def other_version_ends_first(when: date, words: str) -> str:
    return (
        f"Quy định mới có hiệu lực trong lúc đang tính ({words}, đến {dates.day(when)}); luật không nói rõ việc chuyển tiếp, "
        "nên làm xong theo ngày sớm hơn."
    )


def extension_in_writing() -> str:
    return "Việc gia hạn phải ghi bằng văn bản, nêu rõ căn cứ."


def remote_by(decision: str) -> str:
    return f"Vùng sâu, vùng xa theo {decision}."


def remote_needs_decision() -> str:
    return "Chỉ áp dụng nơi cơ quan đã có văn bản ghi nhận là vùng sâu, vùng xa đi lại khó khăn."


def not_sure() -> str:
    return "Nguồn chưa chắc chắn, cần đối chiếu văn bản gốc."
