"""Help on the commands for messages that were set aside."""


def parked() -> str:
    return "Các tin đến bị gác lại sau ba lần xử lý không được."


def dead() -> str:
    return "Các tin đi không gửi được."


def row() -> str:
    return "Số ở đầu dòng của lệnh list."


def show() -> str:
    return "Xem một tin; thêm --words để xem cả lời trong đó."


def words() -> str:
    return "Hiện cả lời trong tin. Chỉ dùng khi thật cần: đó là lời riêng của người dân."


def retry() -> str:
    return "Cho thử lại một tin."


def drop() -> str:
    return "Bỏ hẳn một tin và xóa lời trong đó."
