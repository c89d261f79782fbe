"""The conversation in a terminal."""


def welcome() -> str:
    return "Gõ tin nhắn rồi Enter. Gửi tệp: @đường/dẫn; gửi vị trí: @15.30,108.80. Thoát: Ctrl+D."


def no_such_file(path: str) -> str:
    return f"(không đọc được tệp {path}; chưa gửi gì)"


def file_not_taken(path: str, why: str) -> str:
    return f"({path}: {why})"


def not_handled_yet() -> str:
    return "(chưa có trả lời; chương trình đang bận)"
