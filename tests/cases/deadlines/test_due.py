"""The worked examples of the law, the versions, extensions and suspensions, and what the office promises itself."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.deadlines.calendar import Calendar, Change, DayOutOfRange
from cases.deadlines.due import DeadlineRefused, ExtensionRefused, NotInForce, UnknownRule, due, promised, term
from cases.deadlines.rules import table
from localities.promises import Promises

COMMON = Calendar()
MONDAY = date(2026, 11, 23)
RULES = sorted(table())

EXAMPLES = [  # rule, start, extensions, nominal, last day
    ("kn.thu_ly_lan_dau", MONDAY, (), date(2026, 12, 3), date(2026, 12, 3)),
    ("tc.chuyen_khong_tham_quyen", MONDAY, (), date(2026, 12, 1), date(2026, 12, 1)),
    ("tcd.thong_bao_ket_qua", MONDAY, (), date(2026, 12, 8), date(2026, 12, 8)),
    ("kn.giai_quyet_lan_dau", date(2026, 12, 3), (), date(2027, 1, 2), date(2027, 1, 4)),
    ("kn.giai_quyet_lan_dau", date(2026, 12, 3), ("complex_case",), date(2027, 1, 17), date(2027, 1, 18)),
    ("kn.thoi_hieu_lan_dau", MONDAY, (), date(2027, 2, 21), date(2027, 2, 22)),
    ("tc.xu_ly_ban_dau", date(2027, 1, 29), (), date(2027, 2, 16), date(2027, 2, 16)),
    ("tc.chuyen_khong_tham_quyen", date(2026, 8, 21), (), date(2026, 8, 27), date(2026, 8, 27)),
    ("kn.thu_ly_lan_dau", date(2026, 6, 22), (), date(2026, 7, 2), date(2026, 7, 2)),
    ("kn.thu_ly_lan_dau.cu", date(2026, 6, 22), (), date(2026, 7, 2), date(2026, 7, 2)),
]


@pytest.mark.parametrize(("rule", "start", "extensions", "nominal", "last"), EXAMPLES)
def test_worked_examples(rule: str, start: date, extensions: tuple[str, ...], nominal: date, last: date) -> None:
    found = due(rule, start, calendar=COMMON, extensions=extensions)
    assert (found.nominal, found.last_day) == (nominal, last)


def test_without_the_new_holiday_it_would_be_a_day_earlier() -> None:
    worked = Calendar([Change(date(2026, 11, 24), True)])
    assert due("kn.thu_ly_lan_dau", MONDAY, calendar=worked).last_day == date(2026, 12, 2)


def test_explanation_shows_the_count() -> None:
    found = due("tcd.thong_bao_ket_qua", MONDAY, calendar=COMMON)
    assert found.explanation == "10 ngày làm việc từ 23/11, trừ 24/11 nghỉ lễ → 8/12"


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (date(2026, 8, 20), "trừ 31/8 nghỉ hoán đổi, 1/9 đến 2/9 nghỉ lễ, tính cả thứ Bảy 22/8 làm bù → 7/9"),
        (date(2026, 2, 9), "trừ 16/2 đến 20/2 nghỉ Tết → 2/3"),
        (date(2025, 12, 25), "trừ 1/1/2026 nghỉ lễ, 2/1/2026 nghỉ hoán đổi, tính cả thứ Bảy 10/1/2026 làm bù → 10/1/2026"),
    ],
)
def test_explanation_names_every_day_that_moved_the_end(start: date, words: str) -> None:
    assert due("tcd.thong_bao_ket_qua", start, calendar=COMMON).explanation.endswith(words)


def test_explanation_of_a_last_day_that_moves() -> None:
    found = due("kn.giai_quyet_lan_dau", date(2026, 12, 3), calendar=COMMON)
    assert found.explanation == "30 ngày từ 3/12/2026 → thứ Bảy 2/1/2027, chuyển sang ngày làm việc kế tiếp 4/1/2027"
    assert found.warn_on == date(2026, 12, 31)


def test_the_citizen_is_shown_the_nominal_day() -> None:
    assert "Ông/bà nên nộp trước ngày 21/2/2027." in due("kn.thoi_hieu_lan_dau", MONDAY, calendar=COMMON).explanation


# ---------------------------------------------------------------- versions


@pytest.mark.parametrize("rule", ["kn.thu_ly_lan_dau", "kn.thu_ly_lan_hai", "knkl.thu_ly"])
def test_the_version_in_force_on_the_first_day_holds(rule: str) -> None:
    old, new = date(2026, 6, 30), date(2026, 7, 1)
    assert due(rule, old, calendar=COMMON).explanation.startswith("10 ngày từ 30/6 → 10/7")
    assert due(rule, new, calendar=COMMON).explanation == "7 ngày làm việc từ 1/7 → 10/7"
    assert due(rule, old, calendar=COMMON).legal_basis != due(rule, new, calendar=COMMON).legal_basis


def test_where_the_new_version_ends_first_both_are_named() -> None:
    found = due("kn.thu_ly_lan_dau", date(2026, 6, 29), calendar=COMMON)
    assert found.last_day == date(2026, 7, 9)
    assert "7 ngày làm việc, đến 8/7/2026" in found.explanation


def test_no_version_in_force() -> None:
    with pytest.raises(NotInForce, match=r"tc\.giai_quyet .* 31/12/2018 .* từ 1/1/2019"):
        due("tc.giai_quyet", date(2018, 12, 31), calendar=COMMON)


def test_an_unknown_rule_offers_near_ones() -> None:
    with pytest.raises(UnknownRule, match=r"kn\.thu_ly_lan_dau"):
        due("kn.thu_ly", MONDAY, calendar=COMMON)


def test_a_day_without_a_calendar() -> None:
    with pytest.raises(DayOutOfRange):
        due("dlcn.bao_vi_pham", date.max, calendar=COMMON)


# ---------------------------------------------------------------- extensions, suspensions, remote areas


@pytest.mark.parametrize(
    ("rule", "extensions", "days"),
    [
        ("tc.giai_quyet", ("complex_case",), 60),
        ("tc.giai_quyet", ("specially_complex_case",), 60),
        ("tc.giai_quyet", ("specially_complex_case", "specially_complex_case"), 90),
        ("tc.giai_quyet", ("complex_case", "specially_complex_case"), 90),
        ("kn.giai_quyet_lan_hai", ("complex_case",), 60),
        ("kn.khieu_nai_lan_hai", ("remote_area",), 45),
        ("dlcn.xem_sua_cung_cap", ("processor_or_third_party",), 15),
        ("dlcn.xem_sua_cung_cap", ("justified_once", "processor_or_third_party"), 25),
    ],
)
def test_extensions(rule: str, extensions: tuple[str, ...], days: int) -> None:
    assert due(rule, MONDAY, calendar=COMMON, extensions=extensions).nominal == MONDAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("rule", "extensions"),
    [
        ("kn.giai_quyet_lan_dau", ("complex_case", "complex_case")),
        ("kn.giai_quyet_lan_dau", ("specially_complex_case",)),
        ("kn.thu_ly_lan_dau", ("complex_case",)),
        ("tc.giai_quyet", ("complex_case", "specially_complex_case", "specially_complex_case")),
        ("tc.giai_quyet", ("specially_complex_case",) * 3),
        ("knpa.giai_quyet", ("complex_case",)),
    ],
)
def test_extensions_that_the_row_does_not_allow(rule: str, extensions: tuple[str, ...]) -> None:
    with pytest.raises(ExtensionRefused):
        due(rule, MONDAY, calendar=COMMON, extensions=extensions)


def test_time_of_suspension_is_not_counted() -> None:
    paused = [(date(2026, 12, 1), date(2026, 12, 11))]
    found = due("kn.giai_quyet_lan_dau", MONDAY, calendar=COMMON, suspended=paused)
    assert found.nominal == MONDAY + timedelta(days=30 + 10)
    assert "không tính 1/12/2026 đến 10/12/2026 tạm đình chỉ" in found.explanation


def test_while_it_is_suspended_there_is_no_date() -> None:
    found = due("tc.giai_quyet", MONDAY, calendar=COMMON, suspended=[(date(2026, 12, 1), None)])
    assert (found.last_day, found.nominal) == (None, None)
    assert "đang tạm đình chỉ từ 1/12/2026" in found.explanation


def test_a_suspension_does_not_end_before_it_begins() -> None:
    with pytest.raises(DeadlineRefused):
        due("tc.giai_quyet", MONDAY, calendar=COMMON, suspended=[(MONDAY, MONDAY)])


def test_a_remote_area_needs_its_document() -> None:
    found = due("kn.giai_quyet_lan_dau", MONDAY, calendar=COMMON, remote="QĐ 12/QĐ-UBND")
    assert found.nominal == MONDAY + timedelta(days=45)
    assert "QĐ 12/QĐ-UBND" in found.explanation
    assert "đã có văn bản ghi nhận" in due("kn.giai_quyet_lan_dau.vung_sau", MONDAY, calendar=COMMON).explanation
    assert due("kn.khieu_nai_lan_hai", MONDAY, calendar=COMMON, remote="QĐ 12").nominal == MONDAY + timedelta(days=45)
    with pytest.raises(ExtensionRefused):
        due("tc.giai_quyet", MONDAY, calendar=COMMON, remote="QĐ 12/QĐ-UBND")


# ---------------------------------------------------------------- backward, hours


def test_counting_back_rolls_earlier() -> None:
    found = due("kn.bao_truoc_doi_thoai", date(2026, 12, 4), calendar=COMMON)
    assert (found.nominal, found.last_day) == (date(2026, 11, 29), date(2026, 11, 27))
    assert found.explanation == "5 ngày trước 4/12 → Chủ nhật 29/11, lùi về ngày làm việc trước đó 27/11"


def test_counting_back_over_days_off() -> None:
    assert due("tcd.niem_yet_lich", date(2026, 11, 30), calendar=COMMON).last_day == date(2026, 11, 20)
    assert due("so.bao_truoc_ngung", date(2026, 9, 7), calendar=COMMON).last_day == date(2026, 8, 24)


def test_hours_run_through_days_off() -> None:
    assert due("dlcn.bao_vi_pham", date(2026, 4, 29), calendar=COMMON).last_day == date(2026, 5, 2)


# ---------------------------------------------------------------- provisional


def test_provisional_where_a_day_still_open_is_crossed() -> None:
    found = due("tc.xu_ly_ban_dau", date(2027, 1, 29), calendar=COMMON)
    assert found.provisional
    assert "lịch nghỉ năm 2027 chưa công bố" in found.explanation
    settled = Calendar([Change(date(2027, 2, 4), False), Change(date(2027, 2, 11), True)])
    assert not due("tc.xu_ly_ban_dau", date(2027, 1, 29), calendar=settled).provisional


def test_both_arrangements_of_tet_2027_end_alike() -> None:
    other = Calendar([Change(date(2027, 2, 4), True), Change(date(2027, 2, 11), False)])
    assert due("tc.xu_ly_ban_dau", date(2027, 1, 29), calendar=other).last_day == date(2027, 2, 16)


@pytest.mark.parametrize(
    ("start", "provisional"), [(date(2027, 2, 11), False), (date(2027, 2, 10), True), (date(2027, 12, 28), True)]
)
def test_only_what_is_crossed_counts(start: date, provisional: bool) -> None:
    assert due("tc.xu_ly_ban_dau", start, calendar=COMMON).provisional is provisional


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(RULES), st.dates(date(2023, 1, 1), date(2026, 12, 31)))
def test_every_rule_on_every_day(rule: str, start: date) -> None:
    """A date on a working day, on the right side of the start; or a promise, or no version in force."""
    try:
        found = due(rule, start, calendar=COMMON)
    except NotInForce:
        assert not any(row.in_force(start) for row in table()[rule])
        return
    assert found.legal_basis
    assert found.explanation
    if found.last_day is None:
        assert "Cam kết của cơ quan" in found.explanation
        assert "theo luật" not in found.explanation.lower()
        return
    row = next(row for row in table()[rule] if row.in_force(start))
    assert row.unit == "hours" or COMMON.is_working(found.last_day)
    assert (found.last_day < start) == (row.direction == "before")


# ---------------------------------------------------------------- promises


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("knpa.chuyen", "Cam kết của cơ quan: chuyển đơn trong 5 ngày làm việc từ 23/11, trừ 24/11 nghỉ lễ → 1/12."),
        ("kn.huong_dan_chuyen", "Cam kết của cơ quan: chuyển đơn trong 5 ngày làm việc"),
        ("knpa.giai_quyet", "Cần kiểm tra thực tế thì 30 ngày làm việc từ 23/11/2026"),
        ("tc.dau_hieu_toi_pham", "làm ngay trong ngày 23/11/2026"),
        ("pakn.cong_dvcqg", "Cam kết của cơ quan: trả lời lần đầu trong 10 ngày làm việc"),
    ],
)
def test_a_rule_without_a_number_gives_the_promise(rule: str, words: str) -> None:
    found = due(rule, MONDAY, calendar=COMMON)
    assert (found.last_day, found.nominal) == (None, None)
    assert words in found.explanation


def test_promises_are_the_offices_to_set() -> None:
    assert promised("resolve", MONDAY, calendar=COMMON).last_day == date(2026, 12, 15)
    assert promised("resolve", MONDAY, calendar=COMMON, site_visit=True).last_day == date(2027, 1, 6)
    assert promised("first_answer", MONDAY, calendar=COMMON, promises=Promises(first_answer=3)).last_day == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("rule", "on", "words"),
    [
        ("kn.giai_quyet_lan_dau", MONDAY, "30 ngày"),
        ("kn.thu_ly_lan_dau", MONDAY, "7 ngày làm việc"),
        ("kn.thu_ly_lan_dau", date(2026, 6, 30), "10 ngày"),
        ("knpa.giai_quyet", MONDAY, "15 ngày làm việc theo cam kết của cơ quan"),
        ("tc.dau_hieu_toi_pham", MONDAY, "ngay trong ngày"),
        ("dlcn.bao_vi_pham", MONDAY, "72 giờ"),
    ],
)
def test_term(rule: str, on: date, words: str) -> None:
    assert term(rule, on) == words
