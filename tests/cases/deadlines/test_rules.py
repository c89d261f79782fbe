from datetime import date
from typing import Any

import pytest

from cases.deadlines.rules import DeadlinesInvalid, base_id, read, table

ROW: dict[str, Any] = {
    "id": "x.mot", "name": "Một việc", "length": 5, "unit": "working_days", "starts_from": "ngày nhận",
    "legal_basis": "Luật X Điều 1", "confidence": "high",
}  # fmt: skip
OLD = ROW | {"id": "x.mot.cu", "in_force_from": date(2012, 7, 1), "in_force_to": date(2026, 6, 30)}
NEW = ROW | {"in_force_from": date(2026, 7, 1)}


def test_the_table_is_whole() -> None:
    rows = [rule for rules in table().values() for rule in rules]
    assert len(rows) == 56
    assert sum(rule.length is None for rule in rows) == 5
    assert all(rule.legal_basis and rule.starts_from for rule in rows)


def test_versions_share_a_name() -> None:
    assert base_id("kn.thu_ly_lan_dau.cu") == base_id("kn.thu_ly_lan_dau") == "kn.thu_ly_lan_dau"
    assert base_id("kn.giai_quyet_lan_dau.vung_sau") == "kn.giai_quyet_lan_dau.vung_sau"
    assert [rule.id for rule in table()["knkl.thu_ly"]] == ["knkl.thu_ly.cu", "knkl.thu_ly"]


def test_versions_that_follow_each_other_are_sound() -> None:
    assert [rule.id for rule in read([NEW, OLD])["x.mot"]] == ["x.mot.cu", "x.mot"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([OLD, NEW | {"in_force_from": date(2026, 7, 2)}], "neither x.mot.cu nor x.mot is in force on 2026-07-01"),
        ([OLD, NEW | {"in_force_from": date(2026, 6, 30)}], "x.mot.cu and x.mot are both in force on 2026-06-30"),
        ([OLD, NEW | {"in_force_from": None}], "x.mot and x.mot.cu are both in force on 2012-07-01"),
        ([NEW, NEW], "x.mot and x.mot are both in force on 2026-07-01"),
    ],
)
def test_a_gap_or_overlap_names_the_rows(rows: list[dict[str, Any]], said: str) -> None:
    with pytest.raises(DeadlinesInvalid, match=said):
        read(rows)


@pytest.mark.parametrize(
    "fault",
    [
        {"unit": "weeks"}, {"direction": "sideways"}, {"confidence": "perhaps"}, {"length": 0}, {"length": "5"}, {"length": None},
        {"promise": "resolve"}, {"in_force_from": "2026-07-01"},
        {"in_force_from": date(2026, 7, 1), "in_force_to": date(2026, 6, 1)},
        {"legal_basis": ""}, {"extensions": [{"condition": "complex_case", "times": 1}]},
        {"extensions": [{"condition": "complex_case", "times": 1, "add": 5, "total": 9}]}, {"unheard_of": 1},
        {"extensions": [{"conditions": "complex_case"}]},
    ],
)  # fmt: skip
def test_a_broken_row_is_named(fault: dict[str, Any]) -> None:
    with pytest.raises(DeadlinesInvalid, match=r"deadlines\.yaml: x\.mot"):
        read([ROW | fault])
