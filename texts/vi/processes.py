"""What the people who run several processes over PostgreSQL read on the command line."""


def folder_unusable(folder: str, reason: str) -> str:
    return f"Không dùng được thư mục tệp {folder}{f' ({reason})' if reason else ''}. Kiểm tra NGHEDAN_FILES_DIR và quyền ghi."


def shared_folder(folder: str, number: int) -> str:
    return f"{folder}: {number} tiến trình đang chạy dùng chung thư mục này"


def not_shared(folder: str, processes: str) -> str:
    return f"{folder}: không thấy dấu của {processes}; mọi máy phải dùng chung một thư mục tệp, xem NGHEDAN_FILES_DIR"


def nobody_runs(folder: str) -> str:
    return f"{folder}: chưa có tiến trình nào chạy; chạy rồi kiểm tra lại để biết các máy có dùng chung thư mục này không"


def clocks_differ(seconds: float) -> str:
    return f"đồng hồ máy này lệch {seconds:.0f} giây so với máy cơ sở dữ liệu; bật đồng bộ giờ (NTP)"


def help_move() -> str:
    return "Chuyển cơ sở dữ liệu kèm sẵn (OLD, sqlite:///…) sang PostgreSQL (NEW, postgresql://…), khi chương trình đã dừng."


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
