"""Files and folders that cannot be read, written or used."""


def unusable(path: str, reason: str) -> str:
    return f"Không dùng được {path}{f' ({reason})' if reason else ''}. Kiểm tra đường dẫn và quyền đọc, ghi."


def wrong_line(file: str, detail: str) -> str:
    return f"{file}: {detail}"


def cannot_read(file: str) -> str:
    return f"Không đọc được tệp {file}. Kiểm tra đường dẫn và quyền đọc."


def cannot_write(file: str) -> str:
    return f"Không ghi được tệp {file}. Kiểm tra thư mục và quyền ghi."


def shared_unusable(folder: str, reason: str) -> str:
    return f"Không dùng được thư mục tệp {folder}{f' ({reason})' if reason else ''}. Kiểm tra NGHEDAN_FILES_DIR và quyền ghi."
