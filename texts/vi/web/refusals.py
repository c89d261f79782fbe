"""Why the web chat did not take something, in the answers of its HTTP interface."""

_REFUSED = {
    "empty": "Tệp này rỗng nên chưa nhận được.",
    "large": "Tệp này lớn hơn 20 MB nên chưa nhận được. Xin ông/bà gửi tệp nhỏ hơn.",
    "kind": "Loại tệp này không nhận được. Xin ông/bà gửi ảnh, ghi âm, đoạn phim, hoặc tệp PDF, Word, Excel.",
    "broken": "Tệp này bị hỏng hoặc chưa tải lên hết nên chưa nhận được. Xin ông/bà gửi lại.",
    "pixels": "Ảnh này có kích thước quá lớn nên chưa nhận được. Xin ông/bà chụp lại ở chế độ thường.",
    "heic": "Ảnh dạng HEIC chưa nhận được. Xin ông/bà chụp lại bằng nút Ảnh trên trang, hoặc đổi ảnh sang JPEG.",
    "macros": "Tệp này có chứa chương trình (macro) nên không nhận được. Xin ông/bà lưu thành PDF rồi gửi lại.",
}


def no_token() -> str:
    return "Chưa mở cuộc trò chuyện: cần tiêu đề X-Chat-Token (ít nhất 32 chữ số hệ 16) hoặc cookie của trang."


def bad_token() -> str:
    return "X-Chat-Token cần ít nhất 32 và nhiều nhất 128 chữ số hệ 16 (0-9, a-f)."


def no_cookie() -> str:
    return "Trình duyệt chưa cho phép lưu cookie nên tin chưa gửi được. Xin ông/bà bật cookie rồi mở lại trang."


def other_site() -> str:
    return "Tin này đến từ một trang khác nên không được nhận. Xin ông/bà mở lại trang và gửi từ đó."


def nothing_to_send() -> str:
    return "Tin đang để trống. Xin ông/bà viết vài chữ, hoặc gửi ảnh hay ghi âm."


def unreadable() -> str:
    return "Chưa đọc được tin này. Xin ông/bà gửi lại."


def bad_place() -> str:
    return "Vị trí chưa đúng. Xin ông/bà gửi lại vị trí hoặc viết tên nơi xảy ra."


def bad_after() -> str:
    return "Tham số after cần là một số nguyên, từ 0 trở lên."


def bad_key() -> str:
    return "Idempotency-Key cần từ 1 đến 200 ký tự."


def text_too_large() -> str:
    return "Tin dài quá mức nhận được. Xin ông/bà chia thành vài tin ngắn hơn."


def request_too_large() -> str:
    return "Tệp lớn quá mức nhận được (mỗi tệp 20 MB, mỗi lần gửi 25 MB). Xin ông/bà gửi tệp nhỏ hơn hoặc chia làm nhiều lần."


def too_many_files() -> str:
    return "Mỗi lần gửi được nhiều nhất 10 tệp. Xin ông/bà chia làm nhiều lần."


def too_fast(seconds: int) -> str:
    return f"Ông/bà gửi nhanh quá, máy chưa kịp nhận. Xin chờ {seconds} giây rồi gửi tiếp."


def too_many_from_here() -> str:
    return "Đang có nhiều người gửi cùng lúc từ mạng này. Xin ông/bà chờ một phút rồi gửi lại."


def server_busy() -> str:
    return "Máy chủ đang bận nên tin chưa được nhận. Xin ông/bà gửi lại sau ít phút."


def something_broke() -> str:
    return "Máy chủ vừa gặp trục trặc. Xin ông/bà thử lại sau ít phút."


def not_found() -> str:
    return "Không có trang này."


def file_not_found() -> str:
    return "Không có tệp này."


def file_refused(reason: str) -> str:
    """Why one file was not taken; `reason` is a code of bot.files.FileRefused."""
    return _REFUSED.get(reason, _REFUSED["kind"])
