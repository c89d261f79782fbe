"""Backing up and restoring."""

from collections.abc import Sequence


def backed_up(file: str, size: int) -> str:
    return f"Đã sao lưu vào {file} ({size} byte). Khóa bí mật không nằm trong đó: cất riêng secret_key và seal_keys."


def restored(place: str, kept: str) -> str:
    return f"Đã phục hồi {place}. Dữ liệu trước đó còn ở {kept}."


def exists(file: str) -> str:
    return f"Tệp {file} đã có. Chọn tên khác."


def failed(file: str, reason: str) -> str:
    return f"Không ghi được bản sao lưu {file} ({reason}). Kiểm tra thư mục, quyền ghi và chỗ trống."


def unreadable(file: str, reason: str) -> str:
    return f"Không đọc được bản sao lưu {file} ({reason}). Kiểm tra đường dẫn và quyền đọc. Dữ liệu hiện có không đổi."


def not_ours(file: str) -> str:
    return f"{file} không phải bản sao lưu của Nghe Dân, hoặc đã hỏng. Dùng bản khác. Dữ liệu hiện có không đổi."


def restore_cannot_write(folder: str, reason: str) -> str:
    return f"Không ghi được vào {folder} ({reason}). Kiểm tra quyền ghi và chỗ trống, rồi chạy lại. Dữ liệu hiện có không đổi."


def cannot_exchange(path: str, reason: str) -> str:
    return f"Không dời được {path} ({reason}). Kiểm tra quyền ghi; nơi gắn ổ đĩa thì phải gỡ ra trước. Dữ liệu cũ đã được đặt lại như trước."


def restore_unfinished(folder: str) -> str:
    return (
        f"Lần phục hồi trước trong {folder} bị ngắt giữa chừng; dữ liệu cũ còn nguyên trong đó. Chạy lại: nghedan restore FILE."
    )


def keys_before_restore(files: str) -> str:
    return f"Thiếu {files}. Chép lại từ nơi cất khóa trước khi phục hồi, để mã PIN của người dân còn đúng; nếu khóa đã mất hẳn, thêm --without-keys."


def keys_of_another(names: Sequence[str]) -> str:
    """`names`: of the key files."""
    return f"Bản sao lưu này dùng khóa khác ({', '.join(names)}). Chép đúng khóa của bản đó rồi chạy lại; nếu khóa đã mất hẳn, thêm --without-keys. Dữ liệu hiện có không đổi."


def keys_unknown() -> str:
    return "CHÚ Ý: bản sao lưu này không cho biết đã dùng khóa nào. Kiểm tra secret_key và seal_keys đúng là khóa của bản đó trước khi chạy: lần chạy đầu sẽ ghi nhận các khóa hiện có."


def upgrade_needs_one(why: str) -> str:
    return (
        f"Trước khi nâng cấp cần một bản sao lưu. {why} Có thể đặt NGHEDAN_BACKUP_DIR là một thư mục ghi được. Chưa nâng cấp gì."
    )


def nothing_to_back_up(file: str) -> str:
    return f"Chưa có cơ sở dữ liệu {file} để sao lưu."


def only_embedded() -> str:
    return "Lệnh này dành cho cơ sở dữ liệu kèm sẵn; với PostgreSQL hãy dùng pg_dump và sao chép thư mục tệp."


def restore_needs_default_places() -> str:
    return "Chỉ phục hồi được khi cơ sở dữ liệu và tệp nằm trong NGHEDAN_DATA_DIR: bỏ NGHEDAN_DATABASE_URL và NGHEDAN_FILES_DIR."
