"""Inviting and listing officers on the command line."""

from datetime import date

from texts.vi import dates


def unknown_unit(unit: str, known: str) -> str:
    return f"Không có đơn vị “{unit}”. Các đơn vị: {known}; có thể thêm bộ phận, ví dụ van-tuong/kinh-te-xa."


def unknown_body(body: str, known: str) -> str:
    return f"Không có bộ phận “{body}”. Các bộ phận: {known}."


def unknown_role(role: str, known: str) -> str:
    return f"Không có vai trò “{role}”. Các vai trò: {known}."


def name_needed() -> str:
    return "Cần tên cán bộ: --name."


def invitation_web(url: str) -> str:
    return f"web: {url}"


def invitation_group(code: str) -> str:
    return f"telegram: thêm bot vào nhóm, cho làm quản trị viên, rồi gõ trong nhóm: /start {code}"


def invitation_telegram(code: str) -> str:
    return f"telegram: mở trò chuyện riêng với bot và gõ /start {code} (hoặc https://t.me/TÊN_BOT?start={code})"


def invitation_console(code: str) -> str:
    return f"console: nghedan chat --as can-bo, rồi gõ /start {code}"


def line(number: int, name: str, role: str, place: str, state: str) -> str:
    return f"{number}\t{name}\t{role}\t{place}\t{state}"


def state(*, linked: bool, revoked: bool, absent_until: date | None) -> str:
    if revoked:
        return "đã thu hồi"
    if not linked:
        return "chưa nhận lời mời"
    return f"vắng đến hết {dates.padded_day(absent_until)}" if absent_until else "đang làm việc"


def absent(number: int, until: date) -> str:
    return f"Cán bộ số {number} vắng đến hết {dates.padded_day(until)}; việc mới trong thời gian đó giao người khác."


def unknown(number: int) -> str:
    return f"Không có cán bộ số {number}. Xem nghedan officer list."


def revoked(number: int, moved: int) -> str:
    return f"Đã thu hồi cán bộ số {number}; {moved} việc đang giữ chuyển về cán bộ đầu mối."
