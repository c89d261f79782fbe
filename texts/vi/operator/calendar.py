"""What `nghedan deadline` and `nghedan calendar` say."""

from datetime import date

from texts.vi import dates


def result(name: str, due: date | None, explanation: str, basis: str, starts_from: str) -> str:
    lines = [
        name,
        f"Hạn: {dates.full_day(due)}" if due else "Hạn: không có số ngày theo luật",
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
        return f"{dates.full_day(on)} vốn là ngày làm việc; muốn ghi là ngày nghỉ thì bỏ --worked"
    return f"{dates.full_day(on)} vốn là ngày nghỉ; muốn ghi là ngày làm bù thì thêm --worked"


def year_is_not_worked() -> str:
    return "--worked chỉ dùng với một ngày"


def added(on: date, *, worked: bool) -> str:
    return f"Đã ghi {dates.full_day(on)} là {'ngày làm việc' if worked else 'ngày nghỉ'}."


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
    return f"  {dates.full_day(on)}: {what}{' [' + more + ']' if more else ''}"


def open_day(on: date, why: str) -> str:
    return f"  {dates.day(on)}: chưa chắc, {why}"


def entered_by(name: str) -> str:
    return f"cơ quan ghi, {name}" if name else "cơ quan ghi"
