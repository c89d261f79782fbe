"""What `nghedan triage` says of a message. Sentences are invented."""

from datetime import date

import pytest

from localities.loading import load
from understanding.triage import triage

LOCALITY = load("binh-son")
ON = date(2026, 11, 23)


def _triage(text: str) -> dict[str, object]:
    return triage(text, LOCALITY, ON)


def test_all_that_is_written_of_a_report() -> None:
    assert _triage("12 hộ chúng tôi ở Bình Hải mất nước máy cả tuần nay, không có nước nấu ăn") == {
        "is_feedback": True,
        "kind": "phan-anh",
        "field": "nuoc",
        "unit": "Bình Hải",
        "units": ["Bình Hải"],
        "today": [LOCALITY.today("binh-hai", ON).id],
        "accuses_officer": False,
        "people_count": 12,
        "urgent": False,
        "probability": pytest.approx(1.0, abs=0.1),
    }


def test_kind_and_field_are_empty_where_nothing_is_reported() -> None:
    written = _triage("làm giấy khai sinh ở Bình Châu cần giấy tờ gì")
    assert (written["is_feedback"], written["kind"], written["field"], written["people_count"]) == (False, None, None, 1)
    assert written["unit"] == "Bình Châu"


@pytest.mark.parametrize(
    ("text", "unit", "units"),
    [
        ("duong o xa binh thanh hu het", None, {"Bình Thạnh", "Bình Thanh"}),
        ("đường ở xã Bình Thạnh hư hết", "Bình Thạnh", {"Bình Thạnh"}),
        ("rác ở chợ Châu Ổ hôi quá", "Châu Ổ", {"Châu Ổ"}),
        ("đường hư hết", None, set()),
    ],
)
def test_the_commune_as_the_text_names_it(text: str, unit: str | None, units: set[str]) -> None:
    written = _triage(text)
    assert written["unit"] == unit
    assert isinstance(written["units"], list)
    assert set(written["units"]) == units


@pytest.mark.parametrize(
    ("text", "kind", "accuses"),
    [
        ("tui khiếu nại quán nhậu hát karaoke tới khuya", "phan-anh", False),
        ("Đề nghị xã đặt thêm thùng rác ở bãi biển", "kien-nghi", False),
        ("tui phản ánh việc xã bác hồ sơ làm sổ của nhà tui, tui không đồng ý, xem lại cho tui", "khieu-nai", False),
        ("xin phản ánh ông trưởng thôn ăn chặn tiền hỗ trợ bão của dân", "to-cao", True),
        ("cô ở quầy một cửa quát má tui trước mặt mọi người", "phan-anh", True),
    ],
)
def test_the_kind_follows_the_content(text: str, kind: str, accuses: bool) -> None:
    written = _triage(text)
    assert (written["kind"], written["accuses_officer"]) == (kind, accuses)
