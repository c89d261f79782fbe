"""The place resolver on invented messages of all registers: tests/data/places.jsonl and the development rows."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from language.folding import strip_marks
from localities.loading import load

DATA = Path(__file__).parents[1] / "data"
LOCALITY = load("binh-son")
ON = date(2026, 11, 23)
DISTRICT = "Bình Sơn"
NAMES = sorted({unit.name for unit in LOCALITY.units.values()} - {DISTRICT})
ALIKE = ["Bình Thanh", "Bình Thạnh"]  # without diacritics
LOCAL_TALK = [
    "{} mất điện từ hôm qua", "bà con {} xin hỗ trợ gạo", "cho hỏi {} có nhận hồ sơ thứ bảy không", "trường {} thu tiền sai",
    "từ quốc lộ vô {} tối om", "cầu {} gãy lan can", "sông {} bị hút cát", "mấy anh xuống {} coi giùm", "dạ em ở {} đây ạ",
    "mong xã sửa đường ở {} cho dân nhờ", "quán nhậu ở {} ồn", "anh em công nhân {} bị nợ lương", "ủy ban xã {} không ai tiếp",
    "Tết này tụi em ở {} bị quỵt lương không có tiền về quê", "{} hai tuần nay xe ben chạy đêm",
]  # fmt: skip


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def _names(text: str) -> list[str]:
    return sorted({LOCALITY.units[one.unit_id].name for one in LOCALITY.resolve(text, ON).candidates})


ROWS = _rows("places.jsonl")


@pytest.mark.parametrize("category", sorted({row["category"] for row in ROWS}))
def test_every_invented_message_but_the_known_ones(category: str) -> None:
    rows = [row for row in ROWS if row["category"] == category]
    wrong = {row["text"]: _names(row["text"]) for row in rows if _names(row["text"]) != sorted(row["units"])}
    assert set(wrong) == {row["text"] for row in rows if "known" in row}, wrong


def test_only_the_bare_name_of_the_district_is_marked_as_such() -> None:
    marked = {row["text"] for row in ROWS if any(one.via == "district" for one in LOCALITY.resolve(row["text"], ON).candidates)}
    assert marked == {row["text"] for row in ROWS if row.get("via") == "district"}


def test_every_development_row() -> None:
    rows = _rows("feedback-dev.jsonl")
    labels = {row["id"]: sorted(filter(None, [row["unit"], *row["unit_also"]])) for row in rows}
    assert {row["id"]: _names(row["text"]) for row in rows} == labels


@pytest.mark.parametrize("said", LOCAL_TALK)
def test_a_commune_is_heard_in_local_talk_whatever_its_name(said: str) -> None:
    """The guards against everyday words, shops, people and provinces must not silence a real place."""
    typed = {name: _names(said.format(name)) for name in NAMES}
    assert typed == {name: [name] for name in NAMES}
    shouted = {name: _names(said.format(name).upper()) for name in NAMES}
    assert shouted == typed
    bare = {name: _names(strip_marks(said.format(name))) for name in NAMES}
    assert bare == typed | dict.fromkeys(ALIKE, ALIKE)


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    assert _names("đường hư " * 400 + "ở Bình Hải " + "x" * 100_000) == ["Bình Hải"]
    assert _names("đường hư " * 500 + "ở Bình Hải") == []
