"""Every word of the web page and of the HTTP answers of the web chat."""

from collections.abc import Sequence

# ---------------------------------------------------------------- the page


def title(office: str) -> str:
    return f"Nghe Dân – {office}"


def description() -> str:
    return "Hỏi thủ tục, gửi phản ánh và nhận câu trả lời của chính quyền, ngay trong khung trò chuyện."


def name() -> str:
    return "Nghe Dân"


def skip_to_chat() -> str:
    return "Đến ô nhập tin"


def greeting() -> str:
    return "Kính chào ông/bà"


def introduction(office: str) -> str:
    return (
        f"Đây là nơi chính quyền {office} nghe và trả lời người dân. Ông/bà hỏi hoặc kể sự việc như đang nói chuyện, "
        "gõ có dấu hay không dấu đều được."
    )


def starter_line(key: str) -> str:
    """What stands under a button of the bot's menu (`ask`, `report`, `mine`, `meet`) on the page."""
    return _STARTERS.get(key, "")


_STARTERS = {
    "ask": "Giấy tờ, lệ phí, nộp ở đâu, thanh toán trực tuyến",
    "report": "Đường hỏng, rác, ô nhiễm, điều chưa hài lòng",
    "mine": "Đã đến đâu, ai đang xử lý",
    "meet": "Khi muốn một người trả lời trực tiếp",
}


def starters_heading() -> str:
    return "Ông/bà cần việc gì?"


def promises() -> Sequence[str]:
    return (
        "Không cần tài khoản, không mất phí.",
        "Mỗi phản ánh có mã riêng và đến tận cán bộ phụ trách; câu trả lời gửi lại ngay tại đây.",
        "Không ai hỏi mật khẩu, mã OTP hay yêu cầu chuyển tiền qua khung trò chuyện này.",
    )


def emergency_heading() -> str:
    return "Việc khẩn cấp, xin gọi ngay"


def conversation_label() -> str:
    return "Cuộc trò chuyện"


def older_messages() -> str:
    return "Xem tin cũ hơn"


def refresh() -> str:
    return "Xem tin mới"


def without_script() -> str:
    return (
        "Trình duyệt này không chạy phần tự động của trang. Ông/bà vẫn dùng được: gửi tin xong, bấm “Xem tin mới” "
        "để đọc câu trả lời."
    )


def message_label() -> str:
    return "Tin nhắn của ông/bà"


def message_placeholder() -> str:
    return "Viết ở đây…"


def send() -> str:
    return "Gửi"


def add_photo() -> str:
    return "Ảnh"


def add_photo_long() -> str:
    return "Chụp ảnh hoặc chọn ảnh, tệp"


def record() -> str:
    return "Ghi âm"


def record_long() -> str:
    return "Ghi âm lời nói thay cho viết"


def share_place() -> str:
    return "Vị trí"


def share_place_long() -> str:
    return "Gửi vị trí của tôi"


def large_text() -> str:
    return "Chữ to"


def end_and_forget() -> str:
    return "Kết thúc, xóa khỏi máy này"


def end_words() -> str:
    """The words that the button above sends."""
    return "kết thúc"


# ---------------------------------------------------------------- who speaks


def from_me() -> str:
    return "Ông/bà viết"


def from_bot() -> str:
    return "Nghe Dân trả lời"


def from_officer() -> str:
    return "Cán bộ trả lời"


def officer_badge() -> str:
    return "Cán bộ"


def my_place_short() -> str:
    return "Vị trí của tôi"


def my_place(latitude: float, longitude: float) -> str:
    return f"{my_place_short()} ({latitude:.5f}, {longitude:.5f})"


def photo() -> str:
    return "Ảnh"


def photo_alt(number: int) -> str:
    return f"{photo()} {number}"


def voice_label() -> str:
    return "Lời nói đã ghi"


def video_label() -> str:
    return "Đoạn phim"


def document_label() -> str:
    return "Tệp đính kèm"


# ---------------------------------------------------------------- used by the page's script


def listen() -> str:
    return "Nghe"


def stop_listening() -> str:
    return "Dừng"


def sending() -> str:
    return "Đang gửi…"


def waiting_for_network() -> str:
    return "Chưa có mạng. Tin được giữ lại và tự gửi khi có mạng."


def connection_lost() -> str:
    return "Đang mất kết nối. Trang tự nối lại, ông/bà cứ để nguyên."


def not_sent() -> str:
    return "Tin này chưa gửi được."


def discard() -> str:
    return "Bỏ"


def remove_file() -> str:
    return "Bỏ tệp này"


def recording() -> str:
    return "Đang ghi âm"


def stop_and_send() -> str:
    return "Dừng và gửi"


def cancel() -> str:
    return "Hủy"


def no_microphone() -> str:
    return "Chưa dùng được micrô. Ông/bà cho phép trang dùng micrô, hoặc viết vào ô bên dưới."


def finding_place() -> str:
    return "Đang tìm vị trí…"


def no_place() -> str:
    return "Chưa lấy được vị trí. Ông/bà viết tên thôn, xã hoặc nơi gần đó cũng được."


# ---------------------------------------------------------------- answers of the HTTP interface


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


_REFUSED = {
    "empty": "Tệp này rỗng nên chưa nhận được.",
    "large": "Tệp này lớn hơn 20 MB nên chưa nhận được. Xin ông/bà gửi tệp nhỏ hơn.",
    "kind": "Loại tệp này không nhận được. Xin ông/bà gửi ảnh, ghi âm, đoạn phim, hoặc tệp PDF, Word, Excel.",
    "broken": "Tệp này bị hỏng hoặc chưa tải lên hết nên chưa nhận được. Xin ông/bà gửi lại.",
    "pixels": "Ảnh này có kích thước quá lớn nên chưa nhận được. Xin ông/bà chụp lại ở chế độ thường.",
    "heic": "Ảnh dạng HEIC chưa nhận được. Xin ông/bà chụp lại bằng nút Ảnh trên trang, hoặc đổi ảnh sang JPEG.",
    "macros": "Tệp này có chứa chương trình (macro) nên không nhận được. Xin ông/bà lưu thành PDF rồi gửi lại.",
}


def unnamed_file() -> str:
    return "Tệp"


# ---------------------------------------------------------------- health, as a browser shows it


def health_title() -> str:
    return "Tình trạng hệ thống"


def clock_is_set(instant: str) -> str:
    return f"Đồng hồ đang chạy theo NGHEDAN_NOW, bắt đầu từ {instant}. Chỉ dùng khi thử."
