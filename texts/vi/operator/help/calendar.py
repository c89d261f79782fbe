"""Help on `nghedan deadline` and `nghedan calendar`."""


def rule() -> str:
    return "Tên quy định trong bảng thời hạn, ví dụ kn.thu_ly_lan_dau."


def start() -> str:
    return "Ngày bắt đầu tính (ngày nhận đơn, ngày thụ lý…); quy định tính ngược thì là ngày của sự kiện."


def extension() -> str:
    return "Trường hợp gia hạn, ví dụ complex_case; lặp lại được nếu luật cho gia hạn nhiều lần."


def suspended() -> str:
    return "Khoảng tạm đình chỉ: NGÀY..NGÀY TIẾP TỤC, hoặc NGÀY.. nếu chưa tiếp tục; lặp lại được."


def remote() -> str:
    return "Văn bản ghi nhận vùng sâu, vùng xa đi lại khó khăn."


def add() -> str:
    return "Ghi một ngày nghỉ, một ngày làm bù, hoặc một năm đã công bố lịch nghỉ. Hạn của các việc đang mở được tính lại."


def remove() -> str:
    return "Bỏ điều cơ quan đã ghi cho ngày (hoặc năm) đó."


def listing() -> str:
    return "Liệt kê ngày nghỉ, ngày làm bù và ngày chưa công bố."


def day() -> str:
    return "Ngày, ví dụ 2027-02-11; hoặc năm, ví dụ 2028."


def reason() -> str:
    return "Lý do, ví dụ “nghỉ Tết”."


def worked() -> str:
    return "Ngày này đi làm (làm bù, hoặc không nghỉ như lịch chung)."


def document() -> str:
    return "Văn bản công bố, ví dụ “TB 1234/TB-BNV”."


def by() -> str:
    return "Người ghi; để trống thì lấy tên đăng nhập trên máy."


def year() -> str:
    return "Năm; để trống thì năm nay và năm sau."
