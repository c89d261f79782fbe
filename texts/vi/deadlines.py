"""Deadlines in words: why a date is that date, and what the office promises. Read by citizens and officers."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
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
_PROMISES = {"transfer": "chuyển đơn", "first_answer": "trả lời lần đầu", "resolve": "giải quyết xong"}


# ---------------------------------------------------------------- days


def day(on: date, *, year: bool) -> str:
    return f"{on.day}/{on.month}/{on.year}" if year else f"{on.day}/{on.month}"


def full_day(on: date) -> str:
    """“thứ Ba 8/12/2026”."""
    return f"{_WEEKDAYS[on.weekday()]} {day(on, year=True)}"


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
    return day(first, year=year) if first == last else f"{day(first, year=year)} đến {day(last, year=year)}"


# ---------------------------------------------------------------- terms


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


def counted(
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
    parts = [f"{words} {'trước' if back else 'từ'} {day(start, year=year)}"]
    if suspended:
        parts.append("không tính " + ", ".join(f"{day(a, year=year)} đến {day(b, year=year)} tạm đình chỉ" for a, b in suspended))
    if free and nominal == last:
        parts.append(f"trừ {_days_off(free, year=year)}")
    if worked:
        parts.append("tính cả " + ", ".join(f"{_WEEKDAYS[one.weekday()]} {day(one, year=year)} làm bù" for one in worked))
    return f"{', '.join(parts)} → {_end(nominal, last, free, back=back, year=year)}"


def _end(nominal: date, last: date, free: Sequence[tuple[date, str]], *, back: bool, year: bool) -> str:
    if nominal == last:
        return day(last, year=year)
    holidays = f" ({_days_off(free, year=year)})" if free else ""
    moved = "lùi về ngày làm việc trước đó" if back else "chuyển sang ngày làm việc kế tiếp"
    return f"{_WEEKDAYS[nominal.weekday()]} {day(nominal, year=year)}{holidays}, {moved} {day(last, year=year)}"


def hours(length: int, until: date) -> str:
    return f"{length} giờ kể từ lúc phát hiện, tính cả ngày nghỉ → cùng giờ ngày {day(until, year=True)}"


def still_suspended(words: str, start: date, since: date) -> str:
    return (
        f"{words} từ {day(start, year=True)}; đang tạm đình chỉ từ {day(since, year=True)}, chưa tính được ngày. "
        "Hạn tính tiếp từ ngày có quyết định tiếp tục."
    )


# ---------------------------------------------------------------- what is to be known beside the date


def provisional(years: Sequence[int]) -> str:
    return f"Tạm tính: lịch nghỉ năm {', '.join(map(str, years))} chưa công bố đủ."


def hand_in_before(nominal: date) -> str:
    """To the citizen the nominal day is shown, so that nobody relies on the move to a working day."""
    return f"Ông/bà nên nộp trước ngày {day(nominal, year=True)}."


def other_version_ends_first(when: date, words: str) -> str:
    return (
        f"Quy định mới có hiệu lực trong lúc đang tính ({words}, đến {day(when, year=True)}); luật không nói rõ việc chuyển tiếp, "
        "nên làm xong theo ngày sớm hơn."
    )


def extension_in_writing() -> str:
    return "Việc gia hạn phải ghi bằng văn bản, nêu rõ căn cứ."


def remote_by(decision: str) -> str:
    return f"Vùng sâu, vùng xa theo {decision}."


def remote_needs_decision() -> str:
    return "Chỉ áp dụng nơi cơ quan đã có văn bản ghi nhận là vùng sâu, vùng xa đi lại khó khăn."


def not_sure() -> str:
    return "Nguồn chưa chắc chắn, cần đối chiếu văn bản gốc."


# ---------------------------------------------------------------- promises


def no_number() -> str:
    return "Luật không ghi số ngày."


def law_says_at_once(on: date) -> str:
    return f"Luật ghi “ngay”, không ghi số ngày. Cam kết của cơ quan: làm ngay trong ngày {day(on, year=True)}."


def promise(what: str, why: str) -> str:
    return f"Cam kết của cơ quan: {_PROMISES[what]} trong {why}."


def promise_with_visit(why: str) -> str:
    return f"Cần kiểm tra thực tế thì {why}."


# ---------------------------------------------------------------- what cannot be answered


def day_out_of_range(first: int, last: int) -> str:
    return f"chỉ tính được ngày trong các năm {first} đến {last}"


def no_such_day() -> str:
    return "ngày nằm ngoài lịch"


def unknown_rule(rule_id: str, near: Sequence[str]) -> str:
    hint = f"; có thể là {', '.join(near)}" if near else ""
    return f"không có quy định thời hạn nào tên {rule_id}{hint}"


def not_in_force(rule_id: str, on: date, since: date | None, until: date | None) -> str:
    spans = " ".join(
        filter(None, (f"từ {day(since, year=True)}" if since else "", f"đến {day(until, year=True)}" if until else ""))
    )
    return f"{rule_id} chưa hoặc không còn hiệu lực vào ngày {day(on, year=True)} (hiệu lực {spans})"


def unknown_extension(rule_id: str, name: str, known: Sequence[str]) -> str:
    return f"{rule_id} không gia hạn theo {name}; được gia hạn theo: {', '.join(known) or 'không trường hợp nào'}"


def extended_too_often(rule_id: str, name: str, times: int) -> str:
    return f"{rule_id} chỉ được gia hạn {times} lần theo {name}"


def extended_too_far(rule_id: str, times: int) -> str:
    return f"{rule_id} chỉ được gia hạn {times} lần tính chung"


def no_remote_rule(rule_id: str) -> str:
    return f"{rule_id} không có quy định riêng cho vùng sâu, vùng xa"


def suspension_ends_first() -> str:
    return "ngày tiếp tục phải sau ngày tạm đình chỉ"


# ---------------------------------------------------------------- what a citizen and an officer read of a case


def answer_promised(on: date, why: str) -> str:
    """On the receipt."""
    return f"Cơ quan cam kết trả lời lần đầu chậm nhất {full_day(on)} ({why})."


def case_promise(step: str, on: date, why: str, *, late: bool) -> str:
    """Of a case that is being dealt with."""
    if late:
        return f"Cơ quan đã cam kết {_PROMISES[step]} chậm nhất {full_day(on)}, nay đã trễ. Mong ông/bà thứ lỗi."
    return f"Cơ quan cam kết {_PROMISES[step]} chậm nhất {full_day(on)} ({why})."


def reminder(today: date, overdue: Sequence[str], soon: Sequence[str], left_out: int) -> str:
    parts = [f"Hạn cam kết, {full_day(today)}:"]
    if overdue:
        parts += [f"QUÁ HẠN ({len(overdue)} việc)", *overdue]
    if soon:
        parts += [f"Sắp đến hạn ({len(soon)} việc)", *soon]
    if left_out:
        parts.append(f"… và {left_out} việc nữa. Gõ “của tôi” để xem.")
    return "\n".join(parts)


def reminder_line(code: str, step: str, on: date) -> str:
    return f"• {code}: {_PROMISES[step]}, hạn {full_day(on)}"


def card_line(on: date, *, late: bool) -> str:
    return f"Hạn cam kết: {full_day(on)}{' (ĐÃ QUÁ HẠN)' if late else ''}"
