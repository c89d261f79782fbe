"""What editors read: faults of an entry, one line each, and what the commands `nghedan faq …` say."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

_HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
NOT_APPLICABLE = "n/a"


def _at(when: datetime) -> str:
    return f"{when.astimezone(_HANOI):%d/%m/%Y %H:%M}"


# ---------------------------------------------------------------- faults of an entry


def fault(place: str, line: int | None, field: str | None, what: str) -> str:
    where = f"{place}, dòng {line}" if line else place
    return f"{where}: {f'`{field}` ' if field else ''}{what}"


def not_utf8() -> str:
    return "tệp không phải UTF-8; lưu lại dạng UTF-8"


def not_readable(reason: str) -> str:
    return f"không đọc được tệp ({reason}); kiểm tra quyền đọc"


def no_front_matter() -> str:
    return "phần dữ kiện phải nằm giữa hai dòng `---` ở đầu tệp"


def front_matter_not_a_list() -> str:
    return "phần dữ kiện phải gồm các dòng `tên: giá trị`"


def not_yaml(detail: str) -> str:
    return f"không đọc được phần dữ kiện ({detail}); sửa dấu hai chấm, dấu ngoặc, khoảng trắng ở dòng này"


def given_twice() -> str:
    return "được ghi hai lần; chỉ giữ một"


def missing() -> str:
    return "bị thiếu; thêm vào, chưa rõ thì ghi null"


def empty() -> str:
    return f"để trống; chưa rõ thì ghi null, không áp dụng thì ghi {NOT_APPLICABLE}"


def unknown_key() -> str:
    return "không có trong mẫu; bỏ đi hoặc sửa tên"


def too_long(most: int) -> str:
    return f"dài quá {most} ký tự; rút ngắn"


def too_short() -> str:
    return "không được để trống"


def text_wanted() -> str:
    return "phải là chữ; đặt trong ngoặc kép nếu là số"


def list_wanted() -> str:
    return "phải là danh sách, mỗi dòng bắt đầu bằng dấu -"


def day_wanted() -> str:
    return "phải là ngày dạng 2026-12-31, hoặc null"


def yes_or_no_wanted() -> str:
    return "phải là true hoặc false"


def identifier_wanted() -> str:
    return "chỉ gồm chữ thường không dấu, số, gạch nối, tối đa 40 ký tự"


def one_of(known: str) -> str:
    return f"phải là một trong: {known}"


def wrong_value() -> str:
    return "có giá trị không hợp lệ"


def item(number: int, what: str) -> str:
    return f"mục {number} {what}"


def id_and_name_differ(found: str, name: str) -> str:
    return f"là {found}, nhưng tên là {name}; ghi cho giống nhau"


def foreign_link(link: str) -> str:
    return f"liên kết {link} không thuộc danh sách trang chính thức (faq/allowed_links.py); bỏ đi"


def no_answer_text() -> str:
    return "thiếu câu trả lời ngắn bên dưới dòng `---` thứ hai; viết vào"


def answer_too_long(lines: int, most: int) -> str:
    return f"câu trả lời ngắn có {lines} dòng; rút còn {most}"


def line_too_long(most: int) -> str:
    return f"dòng này dài quá {most} ký tự; rút ngắn"


def id_twice(entry_id: str) -> str:
    return f"{entry_id} có ở hai nhóm; đổi một trong hai"


def unknown_related(entry_id: str) -> str:
    return f"nhắc tới {entry_id}, không có mục nào như vậy; bỏ đi hoặc thêm mục đó"


def phrasing_elsewhere(phrasing: str, holder: str) -> str:
    return f"“{phrasing}” cũng có ở {holder}; chỉ giữ một nơi"


def phrasing_twice(phrasing: str) -> str:
    return f"“{phrasing}” được ghi hai lần (không kể dấu); chỉ giữ một"


def unknown_term(rule: str) -> str:
    return f"{{term:{rule}}} không có trong bảng thời hạn; sửa tên"


def place_in_database(entry_id: str, number: int) -> str:
    return f"{entry_id} (bản {number} trong cơ sở dữ liệu)"


# ---------------------------------------------------------------- nghedan check


def entries_checked(number: int, edited: int, withdrawn: int) -> str:
    more = [f"{edited} mục do biên tập viên sửa" if edited else "", f"{withdrawn} mục đã rút" if withdrawn else ""]
    return ", ".join(filter(None, (f"{number} mục hỏi đáp", *more)))


def expired_entry(entry_id: str, last_day: date) -> str:
    return f"{entry_id} hết hạn từ {last_day:%d/%m/%Y}, không trả lời nữa; sửa bằng nghedan faq edit {entry_id}"


def waiting_draft(entry_id: str, by: str, at: datetime) -> str:
    return f"{entry_id}: bản nháp của {by or 'không rõ ai'} lúc {_at(at)} chưa công bố"


# ---------------------------------------------------------------- help


def help_entry() -> str:
    return "Mã của mục, ví dụ birth-registration."


def help_edit() -> str:
    return "Sửa hoặc thêm một mục: lưu thành bản nháp (--publish: công bố ngay)."


def help_edit_file() -> str:
    return "Tệp Markdown theo mẫu của faq/entries; - là đọc từ đầu vào chuẩn. Không nêu thì mở trình soạn thảo ($EDITOR)."


def help_add_phrasing() -> str:
    return "Chỉ thêm một cách hỏi vào mục; nêu nhiều lần được."


def help_group() -> str:
    return "Nhóm của mục mới, ví dụ civil-status."


def help_publish() -> str:
    return "Công bố ngay, không để lại bản nháp."


def help_by() -> str:
    return "Ai làm việc này; mặc định là tên đăng nhập trên máy."


def help_force() -> str:
    return "Công bố cả khi bộ câu hỏi kiểm tra cho kết quả kém hơn."


def help_approve() -> str:
    return "Duyệt và công bố bản nháp (không có bản nháp thì ghi nhận đã duyệt bản đang dùng)."


def help_withdraw() -> str:
    return "Rút một mục: không trả lời nữa, cho tới khi được duyệt lại."


def help_preview() -> str:
    return "Xem một mục như người dân sẽ thấy; có bản nháp thì xem bản nháp."


def help_published() -> str:
    return "Xem bản đang dùng, dù có bản nháp."


def help_history() -> str:
    return "Các bản của một mục: ai, lúc nào, làm gì."


def help_text_of() -> str:
    return "In nguyên văn một bản để chép lại; số ở đầu dòng."


def help_gaps() -> str:
    return "Các câu hỏi chưa trả lời được hoặc bị chê, gom nhóm, nhiều nhất trước."


def help_gaps_days() -> str:
    return "Chỉ tính số ngày gần đây."


def help_gaps_json() -> str:
    return "In ra JSON."


# ---------------------------------------------------------------- what the commands say


def unknown_entry(entry_id: str, close: Sequence[str]) -> str:
    hint = f" Gần giống: {', '.join(close)}." if close else ""
    return f"Không có mục “{entry_id}”.{hint}"


def not_an_identifier(entry_id: str) -> str:
    return f"Mã mục “{entry_id}” chưa đúng: {identifier_wanted()}."


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
    return f"Chú ý: valid_to là {last_day:%d/%m/%Y}, đã qua, nên mục này chưa trả lời."


def made_worse(figures: Sequence[tuple[str, float, float]]) -> str:
    listed = "; ".join(f"{name} {before:.1%} → {after:.1%}" for name, before, after in figures)
    return f"Chưa công bố: bộ câu hỏi kiểm tra kém hơn trước ({listed}). Sửa lại các cách hỏi, hoặc thêm --force nếu vẫn muốn."


def figures(found: Sequence[tuple[str, float, float]]) -> str:
    return "Bộ câu hỏi kiểm tra: " + "; ".join(f"{name} {before:.1%} → {after:.1%}" for name, before, after in found)


_FIGURES = {"helped": "giúp được", "wrong_answers": "trả lời sai", "false_answers": "trả lời ngoài phạm vi"}


def figure(name: str) -> str:
    return _FIGURES[name]


_ACTS = {"draft": "bản nháp", "published": "công bố", "withdrawn": "rút", "file": "bản kèm theo chương trình"}


def version_line(number: int, act: str, by: str, at: datetime) -> str:
    return f"{number}\t{_at(at)}\t{_ACTS[act]}\t{by or '-'}"


def preview_head(act: str, number: int | None, by: str, at: datetime | None) -> str:
    parts = [_ACTS[act], str(number) if number else "", by, _at(at) if at else ""]
    return f"[{', '.join(filter(None, parts))}]"


def preview_button(label: str) -> str:
    return f"[{label}]"


def no_such_version(entry_id: str, number: int) -> str:
    return f"{entry_id} không có bản {number}. Xem nghedan faq history {entry_id}."


def edit_again() -> str:
    return "Sửa tiếp?"


def no_editor() -> str:
    return "Không mở được trình soạn thảo: đặt EDITOR, hoặc dùng --file."


_OUTCOMES = {"none": "chưa trả lời được", "rejected": "gợi ý không đúng", "bad": "trả lời chưa đúng ý", "expired": "mục hết hạn"}


def gap_line(count: int, outcomes: Sequence[tuple[str, int]], nearest: str | None) -> str:
    how = ", ".join(f"{number} {_OUTCOMES.get(name, name)}" for name, number in outcomes)
    return f"{count} lần ({how}); gần nhất: {nearest or 'không có'}"


def gap_example(words: str) -> str:
    return f"   “{words}”"


def gap_without_words() -> str:
    return "   (người hỏi không cho giữ lời)"


def no_gaps() -> str:
    return "Chưa có câu hỏi nào bị bỏ sót."


# ---------------------------------------------------------------- in the editors' chat


def entries_ended(titles: Sequence[tuple[str, str]], last_day: date) -> str:
    listed = "\n".join(f"• {title} ({entry_id})" for entry_id, title in titles)
    return f"Các mục hỏi đáp sau hết hạn áp dụng ngày {last_day:%d/%m/%Y} nên tôi không trả lời nữa:\n{listed}\nNhờ anh/chị xem lại và sửa."


def entries_ending(titles: Sequence[tuple[str, str]], last_day: date) -> str:
    listed = "\n".join(f"• {title} ({entry_id})" for entry_id, title in titles)
    return f"Sau ngày {last_day:%d/%m/%Y} tôi sẽ thôi trả lời các mục hỏi đáp sau, vì quy định hết hạn:\n{listed}\nNhờ anh/chị chuẩn bị nội dung mới."
