"""How a deadline was counted: days off, terms, extensions."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from texts.vi import dates

_UNITS = {"working_days": "ngày làm việc", "calendar_days": "ngày", "hours": "giờ"}
_CONDITIONS = {
    "complex_case": "vụ việc phức tạp",
    "specially_complex_case": "vụ việc đặc biệt phức tạp",
    "remote_area": "vùng sâu, vùng xa đi lại khó khăn",
    "dismissal_decision": "kỷ luật buộc thôi việc",
    "verification_at_several_places_or_delegated": "phải xác minh ở nhiều nơi hoặc ủy quyền xác minh",
    "processor_or_third_party": "có bên xử lý hoặc bên thứ ba",
    "justified_once": "có lý do chính đáng",
}


def off_by_law(name: str) -> str:
    """A holiday of the calendar package, by its Vietnamese name."""
    if "thay cho" in name:
        return "nghỉ hoán đổi"
    if "nghỉ bù" in name:
        return "nghỉ bù"
    return "nghỉ Tết" if "Tết" in name and "Dương lịch" not in name else "nghỉ lễ"


def off_by_notice(reason: str) -> str:
    if reason.startswith("hoán đổi"):
        return "nghỉ hoán đổi"
    return reason if reason.lower().startswith("nghỉ") else f"nghỉ ({reason})" if reason else "nghỉ theo thông báo"


def worked_weekend() -> str:
    return "làm bù"


def term(length: int, unit: str) -> str:
    """“10 ngày làm việc”."""
    return f"{length} {_UNITS[unit]}"


def at_once() -> str:
    return "ngay trong ngày"


def promised_term(length: int) -> str:
    return f"{term(length, 'working_days')} theo cam kết của cơ quan"


def condition(name: str) -> str:
    return _CONDITIONS.get(name, name)


def extended_term(length: int, unit: str, conditions: Sequence[str]) -> str:
    """“45 ngày (gia hạn vì vụ việc phức tạp)”; a condition that stands twice is counted."""
    counted = [f"{condition(one)}{' 2 lần' if conditions.count(one) == 2 else ''}" for one in dict.fromkeys(conditions)]
    return f"{term(length, unit)} (gia hạn: {', '.join(counted)})" if counted else term(length, unit)


def explained(
    words: str,
    start: date,
    nominal: date,
    last: date,
    *,
    back: bool = False,
    free: Sequence[tuple[date, str]] = (),
    worked: Sequence[date] = (),
    suspended: Sequence[tuple[date, date]] = (),
) -> str:
    """“10 ngày làm việc từ 23/11, trừ 24/11 nghỉ lễ → 8/12”. Years are written where they differ."""
    days = [start, nominal, last, *(one for one, _ in free), *(one for pair in suspended for one in pair)]
    year = any(earlier.year != later.year for earlier, later in pairwise(days))
    parts = [f"{words} {'trước' if back else 'từ'} {dates.day(start, year=year)}"]
    if suspended:
        parts.append(
            "không tính "
            + ", ".join(f"{dates.day(a, year=year)} đến {dates.day(b, year=year)} tạm đình chỉ" for a, b in suspended)
        )
    if free and nominal == last:
        parts.append(f"trừ {_days_off(free, year=year)}")
    if worked:
        parts.append("tính cả " + ", ".join(f"{dates.weekday(one)} {dates.day(one, year=year)} làm bù" for one in worked))
    return f"{', '.join(parts)} → {_end(nominal, last, free, back=back, year=year)}"


def hours(length: int, until: date) -> str:
    return f"{length} giờ kể từ lúc phát hiện, tính cả ngày nghỉ → cùng giờ ngày {dates.day(until)}"


def still_suspended(words: str, start: date, since: date) -> str:
    return (
        f"{words} từ {dates.day(start)}; đang tạm đình chỉ từ {dates.day(since)}, chưa tính được ngày. "
        "Hạn tính tiếp từ ngày có quyết định tiếp tục."
    )


def _days_off(free: Sequence[tuple[date, str]], *, year: bool) -> str:
    """“24/11 nghỉ lễ”, “16/2 đến 20/2 nghỉ Tết”: days in a row with the same reason stand together."""
    runs: list[list[tuple[date, str]]] = []
    for one in free:
        if runs and runs[-1][-1][1] == one[1] and _follows(runs[-1][-1][0], one[0]):
            runs[-1].append(one)
        else:
            runs.append([one])
    spans = [(run[0][0], run[-1][0], run[0][1]) for run in runs]
    return ", ".join(f"{_span(first, last, year=year)} {why}" for first, last, why in spans)


def _follows(earlier: date, later: date) -> bool:
    """The next day, or the Monday after a Friday."""
    return (later - earlier).days == 1 or (earlier.weekday() == 4 and (later - earlier).days == 3)


def _span(first: date, last: date, *, year: bool) -> str:
    return dates.day(first, year=year) if first == last else f"{dates.day(first, year=year)} đến {dates.day(last, year=year)}"


def _end(nominal: date, last: date, free: Sequence[tuple[date, str]], *, back: bool, year: bool) -> str:
    if nominal == last:
        return dates.day(last, year=year)
    holidays = f" ({_days_off(free, year=year)})" if free else ""
    moved = "lùi về ngày làm việc trước đó" if back else "chuyển sang ngày làm việc kế tiếp"
    return f"{dates.weekday(nominal)} {dates.day(nominal, year=year)}{holidays}, {moved} {dates.day(last, year=year)}"
