"""What is wrong with a setting."""


def data_folder_wanted() -> str:
    return "cần một thư mục riêng, không phải thư mục gốc"


def wrong(name: str, fault: str) -> str:
    return f"Cài đặt {name} sai: {fault}. Xem .env.example."


def not_understood() -> str:
    return "giá trị không hợp lệ"


def number_wanted() -> str:
    return "cần một số trong khoảng cho phép"


def one_of_wanted(known: str) -> str:
    return f"cần một trong các giá trị {known}"


def longer_wanted(length: int) -> str:
    return f"cần ít nhất {length} ký tự"


def list_wanted() -> str:
    return 'cần một danh sách JSON, ví dụ ["127.0.0.1"]'


def network_wanted() -> str:
    return 'cần địa chỉ IP hoặc dải địa chỉ, ví dụ ["10.0.0.0/8"]'


def instant_wanted() -> str:
    return "cần thời điểm có múi giờ, ví dụ 2026-11-24T08:00:00+07:00"


def web_address_wanted() -> str:
    return "cần địa chỉ như https://nghedan.example"


def bot_token_wanted() -> str:
    return "cần mã do BotFather cấp, dạng 123456:ABC-def"


def webhook_secret_wanted() -> str:
    return "cần một chuỗi bí mật 1 đến 256 ký tự A-Z a-z 0-9 _ - khi NGHEDAN_TELEGRAM_MODE=webhook"


def public_url_wanted() -> str:
    return "cần địa chỉ https công khai để Telegram gọi đến khi NGHEDAN_TELEGRAM_MODE=webhook"


def database_url_wanted() -> str:
    return "cần sqlite:///đường-dẫn hoặc postgresql://máy/tên"


def key_wanted_with_postgresql() -> str:
    return "phải khai báo khi dùng PostgreSQL, vì mọi máy cần cùng một khóa"
