"""Moving the database to PostgreSQL."""


def second_address() -> str:
    return "địa chỉ NEW"


def addresses_wanted() -> str:
    return "Cần hai địa chỉ: nghedan move sqlite:///đường-dẫn/nghedan.sqlite3 postgresql://máy/tên."


def nothing_to_move(file: str) -> str:
    return f"Không có cơ sở dữ liệu {file}. Kiểm tra đường dẫn sau sqlite:///."


def unreadable(file: str) -> str:
    return f"Không đọc được cơ sở dữ liệu {file}. Kiểm tra quyền đọc, ghi; chưa chuyển gì."


def stop_before_moving(folder: str) -> str:
    return f"Chương trình đang chạy trên thư mục {folder}. Dừng chương trình rồi chuyển; chưa chuyển gì."


def not_empty(place: str) -> str:
    return f"{place} đã có dữ liệu. Tạo một cơ sở dữ liệu trống rồi chạy lại; chưa chuyển gì."


def changed_meanwhile() -> str:
    return "Có lệnh khác vừa ghi vào cơ sở dữ liệu cũ. Chờ lệnh đó xong rồi chạy lại; chưa chuyển gì."


def arrived_differently(table: str) -> str:
    return f"Bảng {table} sang bên mới không khớp bản gốc. Chưa chuyển gì; giữ cơ sở dữ liệu cũ và báo lỗi này cho người làm chương trình."


def move_failed(reason: str) -> str:
    return f"Không chuyển được ({reason}). Chưa chuyển gì; kiểm tra PostgreSQL (còn chỗ, còn chạy) rồi chạy lại lệnh này."


def moved(rows: int, tables: int, keys: str) -> str:
    return (
        f"Đã chuyển {rows} dòng của {tables} bảng, số dòng và mã kiểm tra khớp; cơ sở dữ liệu cũ và các tệp còn nguyên. Nay đặt "
        f"NGHEDAN_DATABASE_URL, và NGHEDAN_SECRET_KEY, NGHEDAN_SEAL_KEYS theo nội dung các tệp khóa trong {keys}."
    )
