"""What officers and editors are told unasked: deadlines that near or passed, entries that end."""

from collections.abc import Sequence
from datetime import date

from texts.vi import dates
from texts.vi.deadlines import promises


def deadlines(today: date, overdue: Sequence[str], soon: Sequence[str], left_out: int) -> str:
    parts = [f"Hạn cam kết, {dates.full_day(today)}:"]
    if overdue:
        parts += [f"QUÁ HẠN ({len(overdue)} việc)", *overdue]
    if soon:
        parts += [f"Sắp đến hạn ({len(soon)} việc)", *soon]
    if left_out:
        parts.append(f"… và {left_out} việc nữa. Gõ “của tôi” để xem.")
    return "\n".join(parts)


def line(code: str, step: str, on: date) -> str:
    return f"• {code}: {promises.STEPS[step]}, hạn {dates.full_day(on)}"


def entries_ended(titles: Sequence[tuple[str, str]], last_day: date) -> str:
    listed = "\n".join(f"• {title} ({entry_id})" for entry_id, title in titles)
    return f"Các mục hỏi đáp sau hết hạn áp dụng ngày {dates.padded_day(last_day)} nên tôi không trả lời nữa:\n{listed}\nNhờ anh/chị xem lại và sửa."


def entries_ending(titles: Sequence[tuple[str, str]], last_day: date) -> str:
    listed = "\n".join(f"• {title} ({entry_id})" for entry_id, title in titles)
    return f"Sau ngày {dates.padded_day(last_day)} tôi sẽ thôi trả lời các mục hỏi đáp sau, vì quy định hết hạn:\n{listed}\nNhờ anh/chị chuẩn bị nội dung mới."
