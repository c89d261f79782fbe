"""What the office promises, and which areas it recorded as remote."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from localities.loading import PACKS, LocalityError, load
from localities.promises import Promises

RECORDED = "remote_areas: [{unit: binh-an, document: QĐ 12/QĐ-UBND, valid_from: 2026-08-03, valid_to: 2027-08-02}]"


def changed(folder: Path, old: str, new: str) -> Path:
    shutil.copytree(PACKS / "binh-son", folder / "binh-son")
    path = folder / "binh-son" / "offices.yaml"
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    return folder


def test_defaults() -> None:
    locality = load("binh-son")
    assert locality.promises_of("dong-son") == Promises(transfer=5, first_answer=10, resolve=15, resolve_after_visit=30)
    assert locality.remote("binh-an", date(2026, 11, 23)) is None


def test_a_commune_may_promise_otherwise(tmp_path: Path) -> None:
    locality = load("binh-son", changed(tmp_path, "promises:\n", "promises:\n  dong-son: {first_answer: 7}\n"))
    assert locality.promises_of("dong-son").first_answer == 7
    assert locality.promises_of("van-tuong").first_answer == 10


def test_a_pack_without_promises_has_the_defaults(tmp_path: Path) -> None:
    line = "  default: {transfer: 5, first_answer: 10, resolve: 15, resolve_after_visit: 30}\n"
    assert load("binh-son", changed(tmp_path, line, "")).promises_of("dong-son") == Promises()


def test_a_recorded_area_counts_while_its_document_does(tmp_path: Path) -> None:
    locality = load("binh-son", changed(tmp_path, "remote_areas: []", RECORDED))
    found = locality.remote("binh-an", date(2026, 11, 23))
    assert found is not None
    assert found.document == "QĐ 12/QĐ-UBND"
    assert locality.remote("binh-an", date(2026, 8, 2)) is None
    assert locality.remote("binh-an", date(2027, 8, 3)) is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  default:", "  nowhere:", "promises of nowhere"),
        ("first_answer: 10", "first_answer: 0", "first_answer must be a number of working days"),
        ("first_answer: 10", "first_answer: soon", "first_answer must be a whole number"),
        ("first_answer: 10", "first_reply: 10", "first_reply"),
        ("remote_areas: []", RECORDED.replace("binh-an", "nowhere"), "remote area nowhere is no unit"),
        ("remote_areas: []", RECORDED.replace("QĐ 12/QĐ-UBND", '""'), "names no document"),
        ("remote_areas: []", RECORDED.replace("2027-08-02", "soon"), "valid_to must be a date"),
    ],
)
def test_a_broken_pack_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(LocalityError, match=said):
        load("binh-son", changed(tmp_path, old, new))
