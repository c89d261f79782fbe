"""The words that the page's script shows."""


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
