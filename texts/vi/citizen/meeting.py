"""Asking for a person: what about, in which commune, and the hours of the office."""

from texts.vi import phrases


def about() -> str:
    return "Ông/bà muốn gặp cán bộ về việc gì? Nhắn vài lời, hoặc gõ “bỏ qua”."


def where() -> str:
    return "Ông/bà ở xã nào? Gõ tên xã cũ hay mới đều được, hoặc chọn:"


def summary(text: str, commune: str, name: str, phone: str) -> str:
    return f"Tôi sẽ chuyển lời ông/bà tới cán bộ đầu mối của {phrases.in_sentence(commune)}:\n“{phrases.shortened(text, 300) or 'Xin được gặp cán bộ'}”\nNgười gửi: {phrases.sender(name, phone)}"


def send_to_officer() -> str:
    return "Gửi cho cán bộ"


def office_hours(commune: str, hours: str | None, hotline: str | None) -> str:
    when = hours or "giờ hành chính các ngày làm việc; giờ cụ thể chưa được xã cung cấp, nên hỏi lại trước khi đi"
    number = f" Đường dây nóng: {hotline}." if hotline else ""
    return f"Cần gặp trực tiếp, ông/bà đến Trung tâm Phục vụ hành chính công {phrases.in_sentence(commune)}: {when}.{number}"
