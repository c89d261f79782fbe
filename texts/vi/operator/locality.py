"""What `nghedan locality check` says of a data pack. The lines about its files name keys and entries as they stand there."""


def broken(line: str) -> str:
    return f"HỎNG   {line}"


def lacking(line: str) -> str:
    return f"thiếu  {line}"


def sound(name: str, communes: str, former: int) -> str:
    return f"ổn     {name}: {communes}; {former} đơn vị cũ"


def no_folder(folder: str) -> str:
    return f"Không đọc được thư mục {folder}: cần thư mục của gói dữ liệu, ví dụ localities/binh-son."
