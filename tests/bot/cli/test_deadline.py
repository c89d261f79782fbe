"""`nghedan deadline` and `nghedan calendar`."""

import json
from pathlib import Path

import pytest

from tests.bot.conftest import Nghedan

START = ("--from", "2026-11-23")


def test_json(nghedan: Nghedan) -> None:
    called = nghedan("deadline", "tcd.thong_bao_ket_qua", *START, "--json")
    assert called.code == 0
    assert json.loads(called.out) == {
        "rule": "tcd.thong_bao_ket_qua",
        "due": "2026-12-08",
        "nominal": "2026-12-08",
        "legal_basis": "Luật Tiếp công dân 42/2013/QH13 Điều 28.1",
        "explanation": "10 ngày làm việc từ 23/11, trừ 24/11 nghỉ lễ → 8/12",
        "provisional": False,
    }


def test_in_words(nghedan: Nghedan) -> None:
    called = nghedan("deadline", "kn.thu_ly_lan_dau", *START)
    assert called.lines[:2] == ["Thụ lý hoặc từ chối khiếu nại lần đầu", "Hạn: thứ Năm 3/12/2026"]


def test_a_rule_without_a_number(nghedan: Nghedan) -> None:
    called = nghedan("deadline", "knpa.giai_quyet", *START, "--json")
    found = json.loads(called.out)
    assert called.code == 0
    assert found["due"] is None
    assert "Cam kết của cơ quan: giải quyết xong trong 15 ngày làm việc" in found["explanation"]


def test_extensions_are_repeated(nghedan: Nghedan) -> None:
    twice = ("--extension", "specially_complex_case") * 2
    assert json.loads(nghedan("deadline", "tc.giai_quyet", *START, *twice, "--json").out)["nominal"] == "2027-02-21"


def test_suspensions(nghedan: Nghedan) -> None:
    pause = ("--suspended", "2026-12-01..2026-12-11")
    assert json.loads(nghedan("deadline", "kn.giai_quyet_lan_dau", *START, *pause, "--json").out)["nominal"] == "2027-01-02"
    assert (
        json.loads(nghedan("deadline", "kn.giai_quyet_lan_dau", *START, "--suspended", "2026-12-01..", "--json").out)["due"]
        is None
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["kn.thu_ly", *START],
        ["tc.giai_quyet", "--from", "2018-12-31"],
        ["tc.giai_quyet"],
        ["tc.giai_quyet", "--from", "2026-02-30"],
        ["tc.giai_quyet", "--from", "9999-12-31"],
        ["tc.giai_quyet", *START, "--extension", "bogus"],
        ["kn.giai_quyet_lan_dau", *START, *("--extension", "complex_case") * 2],
        ["kn.giai_quyet_lan_dau", *START, "--suspended", "2026-12-01"],
        ["kn.giai_quyet_lan_dau", *START, "--suspended", "2026-12-05..2026-12-01"],
        ["tc.giai_quyet", *START, "--remote", "QĐ 12/QĐ-UBND"],
    ],
)
def test_a_mistake_is_one_line(nghedan: Nghedan, arguments: list[str]) -> None:
    called = nghedan("deadline", *arguments)
    assert called.code == 2
    assert called.out == ""
    assert len(called.err.splitlines()) == 1


def test_no_database_is_made(nghedan: Nghedan, folder: Path) -> None:
    nghedan("deadline", "kn.thu_ly_lan_dau", *START)
    nghedan("calendar", "list")
    assert list(folder.iterdir()) == []


# ---------------------------------------------------------------- the calendar


def due(nghedan: Nghedan, *more: str) -> str:
    found: str = json.loads(nghedan("deadline", "kn.thu_ly_lan_dau", *START, "--json", *more).out)["due"]
    return found


def test_what_the_office_entered_counts(nghedan: Nghedan) -> None:
    added = nghedan("calendar", "add", "2026-12-01", "nghỉ tránh bão", "--document", "CV 1/UBND", "--by", "Lê Thị B")
    assert added.lines == ["Đã ghi thứ Ba 1/12/2026 là ngày nghỉ.", "Đã tính lại hạn của 0 việc đang mở."]
    assert due(nghedan) == "2026-12-04"
    assert due(nghedan, "--files-only") == "2026-12-03"
    listed = nghedan("calendar", "list", "--year", "2026").lines
    assert "  thứ Ba 1/12/2026: nghỉ, nghỉ tránh bão [CV 1/UBND; cơ quan ghi, Lê Thị B]" in listed
    assert nghedan("calendar", "remove", "1/12/2026").code == 0
    assert due(nghedan) == "2026-12-03"


def test_worked_days(nghedan: Nghedan) -> None:
    nghedan("calendar", "add", "2026-11-28", "--worked")
    nghedan("calendar", "add", "2026-11-24", "--worked")
    assert due(nghedan) == "2026-12-01"
    nghedan("calendar", "add", "2026-11-24")  # takes the place of the first entry
    assert due(nghedan) == "2026-12-02"


def test_a_year_is_entered_as_announced(nghedan: Nghedan) -> None:
    rule = ("deadline", "knpa.tran_ky_luat", "--from", "2028-03-01", "--json")
    assert json.loads(nghedan(*rule).out)["provisional"]
    assert nghedan("calendar", "add", "2028", "--document", "TB 1/TB-BNV").lines[0] == "Đã ghi lịch nghỉ năm 2028 là đã công bố."
    assert not json.loads(nghedan(*rule).out)["provisional"]
    assert nghedan("calendar", "remove", "2028").code == 0
    assert json.loads(nghedan(*rule).out)["provisional"]


def test_a_day_still_open_may_be_entered_as_it_is(nghedan: Nghedan) -> None:
    assert nghedan("calendar", "add", "2027-02-04").code == 0
    assert nghedan("calendar", "add", "2027-02-11", "--worked").code == 0
    assert not json.loads(nghedan("deadline", "tc.xu_ly_ban_dau", "--from", "2027-01-29", "--json").out)["provisional"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["add", "soon"],
        ["add", "2026-02-30"],
        ["add", "2026-11-28"],
        ["add", "2026-11-25", "--worked"],
        ["add", "2028", "--worked"],
        ["add", "1800"],
        ["add", "9999-01-01"],
        ["remove", "2026-12-01"],
        ["remove", "2028"],
        ["list", "--year", "1800"],
    ],
)
def test_a_mistake_about_the_calendar_is_one_line(nghedan: Nghedan, arguments: list[str]) -> None:
    called = nghedan("calendar", *arguments)
    assert called.code == 2
    assert len(called.err.splitlines()) == 1


def test_list_shows_what_is_open(nghedan: Nghedan) -> None:
    listed = nghedan("calendar", "list", "--year", "2027").lines
    assert listed[0] == "2027"
    assert sum("chưa chắc" in line for line in listed) == 4
    assert nghedan("calendar", "list", "--year", "2029").lines[0] == "2029 (dự kiến, lịch nghỉ chưa công bố)"
