"""Who speaks in the web chat, and what stands for a picture, a voice, a place."""


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


def unnamed_file() -> str:
    return "Tệp"
