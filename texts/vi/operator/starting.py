"""Starting the program: its database, its keys, its processes."""

from collections.abc import Sequence

_NO_DATABASE = {
    "credentials": "PostgreSQL không nhận tên người dùng hoặc mật khẩu. Sửa trong {place}, hoặc sửa pg_hba.conf của máy chủ.",
    "no_database": "Máy chủ PostgreSQL không có cơ sở dữ liệu tên này. Tạo bằng createdb -E UTF8 -T template0 TÊN, hoặc sửa tên trong {place}.",
    "no_right": "Tài khoản PostgreSQL thiếu quyền. Cho tài khoản này làm chủ cơ sở dữ liệu (ALTER DATABASE … OWNER TO …), hoặc đổi tài khoản trong {place}.",
    "connections": "PostgreSQL đã hết số kết nối cho phép. Bớt tiến trình, hoặc tăng max_connections của máy chủ, giới hạn của tài khoản trong {place}.",
    "encoding": "Cơ sở dữ liệu PostgreSQL không dùng bảng mã UTF8 nên không giữ được chữ Việt. Tạo cơ sở dữ liệu mới bằng createdb -E UTF8 -T template0 TÊN, rồi sửa tên trong {place}.",
    "unreachable": "Không liên lạc được với máy chủ PostgreSQL. Kiểm tra máy chủ có chạy không, mạng, tên máy và cổng trong {place}.",
    "refused": "Máy chủ PostgreSQL từ chối kết nối. Xem nhật ký của máy chủ, rồi kiểm tra {place}.",
}  # fmt: skip
_KEYS = {"secret_key": "NGHEDAN_SECRET_KEY", "seal_keys": "NGHEDAN_SEAL_KEYS"}
_WITHOUT_KEYS = {
    "secret_key": "mã PIN đã cấp cho người dân sẽ không còn đúng",
    "seal_keys": "phong bì kín đã có sẽ không mở được",
}


def broken_key_file(path: str) -> str:
    return f"Tệp khóa {path} bị hỏng. Lấy lại từ bản sao; nếu chưa có dữ liệu nào thì xóa tệp này."


def wrong_content(detail: str) -> str:
    return f"Nội dung có lỗi: {detail}"


def already_running(folder: str) -> str:
    return f"Chương trình đã chạy trên thư mục {folder}. Dừng chương trình kia, hoặc đặt NGHEDAN_DATA_DIR khác."


def only_needs_postgresql() -> str:
    return "--only cần PostgreSQL: đặt NGHEDAN_DATABASE_URL=postgresql://…, hoặc bỏ --only."


def unknown_role(role: str, known: str) -> str:
    return f"Không có phần “{role}”. Các phần: {known}."


def schema_too_new() -> str:
    return "Cơ sở dữ liệu do phiên bản mới hơn tạo ra. Cài phiên bản mới, hoặc dùng bản sao lưu cũ."


def port_unusable(place: str, reason: str) -> str:
    return f"Không mở được cổng {place} ({reason}). Đặt NGHEDAN_HTTP_HOST, NGHEDAN_HTTP_PORT khác, hoặc dừng chương trình đang giữ cổng."


def unreachable_database(reason: str) -> str:
    return f"Không mở được cơ sở dữ liệu ({reason}). Kiểm tra NGHEDAN_DATABASE_URL và quyền ghi thư mục."


def no_database(why: str, place: str) -> str:
    """`place`: where its address was given."""
    return _NO_DATABASE[why].format(place=place)


def older_program_runs() -> str:
    return "Chương trình đang chạy bản cũ, cơ sở dữ liệu chưa được nâng cấp. Khởi động lại chương trình trước, rồi chạy lại lệnh này."


def older_processes_run() -> str:
    return "Còn tiến trình hoặc lệnh của bản cũ đang chạy trên cơ sở dữ liệu này. Dừng mọi tiến trình trên mọi máy, rồi chạy lại; chưa nâng cấp gì."


def strange_keys(names: Sequence[str]) -> str:
    """`names`: of the key files."""
    which = ", ".join(f"{_KEYS[name]} (hoặc tệp {name})" for name in names)
    loss = ", ".join(_WITHOUT_KEYS[name] for name in names)
    return f"{which} không phải khóa mà cơ sở dữ liệu này đã dùng: {loss}. Đặt lại khóa cũ; nếu khóa đã mất hẳn, xem docs/operations.md."


def keys_are_missing(files: str) -> str:
    return f"Thiếu {files}, mà cơ sở dữ liệu này đã dùng. Chép lại từ nơi cất khóa rồi chạy lại; nếu khóa đã mất hẳn, xem docs/operations.md."


def running(address: str) -> str:
    return f"Nghe Dân đang chạy:\n  trò chuyện của người dân và cán bộ: {address}/\n  tình trạng: {address}/health\nDừng: Ctrl+C"


def clock_is_set(now: str) -> str:
    return f"CHÚ Ý: đồng hồ được đặt bằng NGHEDAN_NOW, bây giờ là {now}."
