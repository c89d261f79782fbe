"""The findings of `nghedan check`, one line each."""

from collections.abc import Sequence
from datetime import date, datetime

from texts.vi import dates

_STATES = {"ok": "ổn", "note": "chú ý", "broken": "HỎNG"}
_CHECKED = {
    "settings": "cài đặt", "folder": "thư mục", "keys": "khóa bí mật", "backups": "sao lưu", "database": "cơ sở dữ liệu", "channels": "kênh",
    "content": "nội dung", "locality": "địa phương", "deadlines": "thời hạn", "officers": "cán bộ", "inbox": "tin đến", "outbox": "tin đi", "timers": "hẹn giờ",
}  # fmt: skip
_TELEGRAM = {
    "ok": "đang nhận tin", "starting": "chương trình chưa chạy lần nào với kênh này", "silent": "đã lâu không hỏi được tin mới",
    "invalid_token": "mã bot không đúng", "conflict": "một chương trình khác đang nhận tin của bot này",
    "unreachable": "không liên lạc được với Telegram", "refused": "Telegram từ chối địa chỉ webhook",
    "webhook_unreached": "Telegram không gọi được đến webhook", "not_stored": "không ghi được tin nhận về",
}  # fmt: skip


def finding(state: str, what: str, detail: str) -> str:
    return f"{_STATES[state]}\t{_CHECKED[what]}\t{detail}"


def channel_off(name: str) -> str:
    return f"{name}: tắt, chưa có mã bot"


def telegram_known(bot: str, waiting: int) -> str:
    return f"telegram: mã bot đúng (@{bot}), {waiting} tin còn chờ ở Telegram"


def telegram_token_refused() -> str:
    return "telegram: mã bot không đúng hoặc đã bị thu hồi; lấy mã mới từ BotFather, đặt NGHEDAN_TELEGRAM_TOKEN"


def telegram_unreachable(reason: str) -> str:
    return f"telegram: không hỏi được máy chủ ({reason}); kiểm tra mạng và NGHEDAN_TELEGRAM_BASE_URL"


def telegram_receiving(state: str, lag: float | None, last_update: str | None, to_handle: int, to_send: int) -> str:
    asked = f", lần hỏi gần nhất cách đây {lag:.0f} giây" if lag is not None else ""
    came = f", tin gần nhất lúc {dates.moment(datetime.fromisoformat(last_update))}" if last_update else ""
    return f"telegram: {_TELEGRAM[state]}{asked}{came}; chờ xử lý {to_handle}, chờ gửi {to_send}"


def unknown_settings(names: str) -> str:
    return f"không có cài đặt tên {names}; xem .env.example"


def disk_full(folder: str) -> str:
    return f"ổ đĩa chứa {folder} gần hết chỗ; dọn bớt hoặc chuyển NGHEDAN_DATA_DIR, NGHEDAN_FILES_DIR"


def keys_at_first_start(files: str) -> str:
    return f"{files} sẽ được tạo khi chạy lần đầu"


def key_open_to_others(files: str) -> str:
    return f"người khác trên máy đọc được tệp khóa; chạy: chmod 600 {files}"


def key_with_blanks(file: str) -> str:
    return f"{file} có dấu cách hoặc xuống dòng ở đầu hay cuối, cũng là một phần của khóa: đừng sửa tệp đang dùng; cách chép vào .env xem docs/operations.md"


def open_to_others(commands: str) -> str:
    return f"người khác trên máy đọc được dữ liệu; chạy: {commands}"


def communes_found(name: str, number: int) -> str:
    return f"{name}, {number} xã"


def database_at_first_start(file: str) -> str:
    return f"{file} sẽ được tạo khi chạy lần đầu"


def schema_old() -> str:
    return "sẽ được nâng cấp khi chạy"


def nobody_in(places: str) -> str:
    return f"chưa có cán bộ ở: {places}; mời bằng nghedan officer invite"


def unheard_cases(commune: str, number: int) -> str:
    return f"{commune}: {number} việc đang mở có tin của dân chưa tới được cán bộ nào; cán bộ cần nối lại kênh nhắn tin"


def nobodys_cases(commune: str, number: int) -> str:
    return f"{commune}: {number} việc chưa tới tay ai; mời cán bộ của xã, hoặc lãnh đạo nếu việc nói về cán bộ"


def broken_group(place: str, reason: str) -> str:
    return f"nhóm của {place} không gửi được ({reason}): thẻ đang vào trò chuyện riêng; thêm lại bot vào nhóm"


def backups_unwritable(folder: str) -> str:
    return f"không ghi được vào {folder}, nên không sao lưu và không nâng cấp được; cấp quyền ghi, hoặc đặt NGHEDAN_BACKUP_DIR"


def no_automatic_backups() -> str:
    return "không tự sao lưu; xem docs/operations.md"


def no_backup_yet(folder: str) -> str:
    return f"chưa có bản nào trong {folder}; chương trình tự sao lưu mỗi đêm khi đang chạy"


def last_backup(file: str) -> str:
    return f"bản gần nhất: {file}"


def shared_folder(folder: str, number: int) -> str:
    return f"{folder}: {number} tiến trình đang chạy dùng chung thư mục này"


def not_shared(folder: str, processes: str) -> str:
    return f"{folder}: không thấy dấu của {processes}; mọi máy phải dùng chung một thư mục tệp, xem NGHEDAN_FILES_DIR"


def nobody_runs(folder: str) -> str:
    return f"{folder}: chưa có tiến trình nào chạy; chạy rồi kiểm tra lại để biết các máy có dùng chung thư mục này không"


def clocks_differ(seconds: float) -> str:
    return f"đồng hồ máy này lệch {seconds:.0f} giây so với máy cơ sở dữ liệu; bật đồng bộ giờ (NTP)"


def entries_checked(number: int, edited: int, withdrawn: int) -> str:
    more = [f"{edited} mục do biên tập viên sửa" if edited else "", f"{withdrawn} mục đã rút" if withdrawn else ""]
    return ", ".join(filter(None, (f"{number} mục hỏi đáp", *more)))


def expired_entry(entry_id: str, last_day: date) -> str:
    return f"{entry_id} hết hạn từ {dates.padded_day(last_day)}, không trả lời nữa; sửa bằng nghedan faq edit {entry_id}"


def waiting_draft(entry_id: str, by: str, at: datetime) -> str:
    return f"{entry_id}: bản nháp của {by or 'không rõ ai'} lúc {dates.moment(at)} chưa công bố"


def rules_found(rules: int, promises: Sequence[int]) -> str:
    return f"{rules} quy định thời hạn; cam kết của cơ quan: {'/'.join(map(str, promises))} ngày làm việc"
