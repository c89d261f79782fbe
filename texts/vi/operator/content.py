"""What `nghedan faq` says to editors: drafts, versions, questions without an answer."""

from collections.abc import Sequence
from datetime import date, datetime

from texts.vi import dates

_FIGURES = {"helped": "giúp được", "wrong_answers": "trả lời sai", "false_answers": "trả lời ngoài phạm vi"}
_ACTS = {"draft": "bản nháp", "published": "công bố", "withdrawn": "rút", "file": "bản kèm theo chương trình"}
_OUTCOMES = {"none": "chưa trả lời được", "rejected": "gợi ý không đúng", "bad": "trả lời chưa đúng ý", "expired": "mục hết hạn"}


def unknown_entry(entry_id: str, close: Sequence[str]) -> str:
    hint = f" Gần giống: {', '.join(close)}." if close else ""
    return f"Không có mục “{entry_id}”.{hint}"


def group_needed(known: str) -> str:
    return f"Mục mới cần nhóm: --group. Các nhóm: {known}."


def unknown_group(group: str, known: str) -> str:
    return f"Không có nhóm “{group}”. Các nhóm: {known}."


def nothing_changed() -> str:
    return "Nội dung không đổi, nên không lưu gì."


def draft_saved(entry_id: str, number: int) -> str:
    return (
        f"Đã lưu bản nháp {number} của {entry_id}. Xem: nghedan faq preview {entry_id}. Công bố: nghedan faq approve {entry_id}."
    )


def published(entry_id: str, number: int) -> str:
    return f"Đã công bố {entry_id} (bản {number}). Chương trình đang chạy sẽ dùng ngay."


def withdrawn(entry_id: str) -> str:
    return f"Đã rút {entry_id}: không trả lời mục này nữa. Dùng lại: nghedan faq approve {entry_id}."


def already_withdrawn(entry_id: str) -> str:
    return f"{entry_id} đã rút rồi."


def already_over(last_day: date) -> str:
    return f"Chú ý: valid_to là {dates.padded_day(last_day)}, đã qua, nên mục này chưa trả lời."


def made_worse(figures: Sequence[tuple[str, float, float]]) -> str:
    listed = "; ".join(f"{name} {before:.1%} → {after:.1%}" for name, before, after in figures)
    return f"Chưa công bố: bộ câu hỏi kiểm tra kém hơn trước ({listed}). Sửa lại các cách hỏi, hoặc thêm --force nếu vẫn muốn."


def figures(found: Sequence[tuple[str, float, float]]) -> str:
    return "Bộ câu hỏi kiểm tra: " + "; ".join(f"{name} {before:.1%} → {after:.1%}" for name, before, after in found)


def figure(name: str) -> str:
    return _FIGURES[name]


def version_line(number: int, act: str, by: str, at: datetime) -> str:
    return f"{number}\t{dates.moment(at)}\t{_ACTS[act]}\t{by or '-'}"


def preview_head(act: str, number: int | None, by: str, at: datetime | None) -> str:
    parts = [_ACTS[act], str(number) if number else "", by, dates.moment(at) if at else ""]
    return f"[{', '.join(filter(None, parts))}]"


def preview_button(label: str) -> str:
    return f"[{label}]"


def no_such_version(entry_id: str, number: int) -> str:
    return f"{entry_id} không có bản {number}. Xem nghedan faq history {entry_id}."


def edit_again() -> str:
    return "Sửa tiếp?"


def no_editor() -> str:
    return "Không mở được trình soạn thảo: đặt EDITOR, hoặc dùng --file."


def gap_line(count: int, outcomes: Sequence[tuple[str, int]], nearest: str | None) -> str:
    how = ", ".join(f"{number} {_OUTCOMES.get(name, name)}" for name, number in outcomes)
    return f"{count} lần ({how}); gần nhất: {nearest or 'không có'}"


def gap_example(words: str) -> str:
    return f"   “{words}”"


def gap_without_words() -> str:
    return "   (người hỏi không cho giữ lời)"


def no_gaps() -> str:
    return "Chưa có câu hỏi nào bị bỏ sót."
