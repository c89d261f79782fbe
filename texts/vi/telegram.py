"""What stands on Telegram's own buttons."""


def share_position() -> str:
    return "📍 Gửi vị trí tôi đang đứng"


def share_phone() -> str:
    return "📞 Gửi số điện thoại của tôi"
