"""Faults of an entry of questions and answers, one line each."""

NOT_APPLICABLE = "n/a"


def at_place(place: str, line: int | None, field: str | None, what: str) -> str:
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
