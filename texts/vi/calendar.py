"""What `nghedan deadline` and `nghedan calendar` say: one typed function a message."""

from collections.abc import Sequence
from datetime import date

from texts.vi.deadlines import day, full_day


def help_deadline() -> str:
    return "Tính hạn của một bước theo luật, kèm cách tính và căn cứ."


def help_rule() -> str:
    return "Tên quy định trong bảng thời hạn, ví dụ kn.thu_ly_lan_dau."


def help_from() -> str:
    return "Ngày bắt đầu tính (ngày nhận đơn, ngày thụ lý…); quy định tính ngược thì là ngày của sự kiện."


def help_extension() -> str:
    return "Trường hợp gia hạn, ví dụ complex_case; lặp lại được nếu luật cho gia hạn nhiều lần."


def help_suspended() -> str:
    return "Khoảng tạm đình chỉ: NGÀY..NGÀY TIẾP TỤC, hoặc NGÀY.. nếu chưa tiếp tục; lặp lại được."


def help_remote() -> str:
    return "Văn bản ghi nhận vùng sâu, vùng xa đi lại khó khăn."


def help_json() -> str:
    return "In kết quả dạng JSON."


def help_calendar() -> str:
    return "Ngày nghỉ và ngày làm bù của cơ quan."


def help_add() -> str:
    return "Ghi một ngày nghỉ, một ngày làm bù, hoặc một năm đã công bố lịch nghỉ. Hạn của các việc đang mở được tính lại."


def help_remove() -> str:
    return "Bỏ điều cơ quan đã ghi cho ngày (hoặc năm) đó."


def help_list() -> str:
    return "Liệt kê ngày nghỉ, ngày làm bù và ngày chưa công bố."


def help_day() -> str:
    return "Ngày, ví dụ 2027-02-11; hoặc năm, ví dụ 2028."


def help_reason() -> str:
    return "Lý do, ví dụ “nghỉ Tết”."


def help_worked() -> str:
    return "Ngày này đi làm (làm bù, hoặc không nghỉ như lịch chung)."


def help_document() -> str:
    return "Văn bản công bố, ví dụ “TB 1234/TB-BNV”."


def help_by() -> str:
    return "Người ghi; để trống thì lấy tên đăng nhập trên máy."


def help_year() -> str:
    return "Năm; để trống thì năm nay và năm sau."


def result(name: str, due: date | None, explanation: str, basis: str, starts_from: str) -> str:
    lines = [
        name,
        f"Hạn: {full_day(due)}" if due else "Hạn: không có số ngày theo luật",
        f"Cách tính: {explanation}",
        f"Tính từ: {starts_from}",
        f"Căn cứ: {basis}",
    ]
    return "\n".join(lines)


def wrong_suspension(text: str) -> str:
    return f"--suspended {text} sai: cần NGÀY..NGÀY, ví dụ 2026-12-05..2026-12-10"


def wrong_day(text: str) -> str:
    return f"{text} không phải ngày hay năm; cần dạng 2027-02-11 hoặc 2028"


def already_so(on: date, *, worked: bool) -> str:
    if worked:
        return f"{full_day(on)} vốn là ngày làm việc; muốn ghi là ngày nghỉ thì bỏ --worked"
    return f"{full_day(on)} vốn là ngày nghỉ; muốn ghi là ngày làm bù thì thêm --worked"


def year_is_not_worked() -> str:
    return "--worked chỉ dùng với một ngày"


def added(on: date, *, worked: bool) -> str:
    return f"Đã ghi {full_day(on)} là {'ngày làm việc' if worked else 'ngày nghỉ'}."


def announced(year: int) -> str:
    return f"Đã ghi lịch nghỉ năm {year} là đã công bố."


def removed(what: str) -> str:
    return f"Đã bỏ điều cơ quan ghi cho {what}."


def nothing_entered(what: str) -> str:
    return f"cơ quan chưa ghi gì cho {what}; lịch chung thì đổi bằng `nghedan calendar add`"


def cases_moved(count: int) -> str:
    return f"Đã tính lại hạn của {count} việc đang mở."


def year_head(year: int, *, announced: bool) -> str:
    return f"{year}" if announced else f"{year} (dự kiến, lịch nghỉ chưa công bố)"


def listed(on: date, *, worked: bool, reason: str, document: str, own: str) -> str:
    what = ", ".join(filter(None, ("làm việc" if worked else "nghỉ", reason)))
    more = "; ".join(filter(None, (document, own)))
    return f"  {full_day(on)}: {what}{' [' + more + ']' if more else ''}"


def open_day(on: date, why: str) -> str:
    return f"  {day(on, year=True)}: chưa chắc, {why}"


def rules_found(rules: int, promises: Sequence[int]) -> str:
    return f"{rules} quy định thời hạn; cam kết của cơ quan: {'/'.join(map(str, promises))} ngày làm việc"


def entered_by(name: str) -> str:
    return f"cơ quan ghi, {name}" if name else "cơ quan ghi"
