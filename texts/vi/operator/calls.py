"""What is wrong with a call of the command line."""


def broken(error: str) -> str:
    return f"Lệnh bị lỗi ngoài dự tính ({error}); xem các dòng trên."


def wrong(detail: str) -> str:
    return f"Gọi lệnh chưa đúng: {detail}. Thêm --help để xem cách dùng."


def parameter_missing(place: str) -> str:
    return f"thiếu {place}"


def parameter_wrong(place: str) -> str:
    return f"giá trị của {place} không hợp lệ"


def no_such_option(option: str) -> str:
    return f"không có tùy chọn {option}"


def option_value_wrong(option: str) -> str:
    return f"tùy chọn {option} thiếu giá trị, hoặc không nhận giá trị"


def no_such_command(name: str) -> str:
    return f"không có lệnh {name}"


def too_many_arguments(surplus: str) -> str:
    return f"thừa {surplus}"


def command_missing() -> str:
    return "thiếu tên lệnh"


def misunderstood() -> str:
    return "không hiểu các tham số"
