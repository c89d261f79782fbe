"""An invented place by another sea: nothing of Bình Sơn is heard there, and all that it says of itself is."""

from datetime import date
from pathlib import Path

import pytest

from language.folding import fold
from localities.loading import load
from localities.validation import gaps
from understanding.matters.signature import sign
from understanding.message import understand

PACKS = Path(__file__).parent / "packs"
LOCALITY, BINH_SON = load("ngoc-giang", PACKS), load("binh-son")
ON = date(2026, 11, 23)
ALIKE = ["ngoc-thanh-dau", "ngoc-thanh-khong-dau"]


def _ids(text: str) -> list[str]:
    return [candidate.unit_id for candidate in LOCALITY.resolve(text, ON).candidates]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("rác ở xã Ngọc Hải", ["ngoc-hai"]),
        ("N.Hải mất điện", ["ngoc-hai"]),
        ("NgọcHải mất điện", ["ngoc-hai"]),
        ("Ngoc Hair mất điện", ["ngoc-hai"]),
        ("Ngcọ Hải mất điện", ["ngoc-hai"]),
        ("rac o xa ngoc thanh", ALIKE),
        ("Ngọc Thạnh, xã Cửa Mai", ["ngoc-thanh-dau"]),
        ("p. Ngọc Giang ngập", ["ngoc-giang"]),
        ("phuongngocgiang ngap", ["ngoc-giang"]),
        ("Hòn Lụa", ["hon-lua"]),
        ("xã Hòn Lụa cũ", ["hon-lua-truoc-2025"]),
        ("xã Ngọc Trung hồi trước", ["lang-moi"]),
        ("gần nhà máy đường", ["ngoc-lam"]),
        ("tôi ở phường Ngọc Giang nhưng đất ở Hòn Lụa", ["hon-lua"]),
    ],
)
def test_its_places_are_heard_however_they_are_written(text: str, ids: list[str]) -> None:
    assert _ids(text) == ids


@pytest.mark.parametrize(
    "text",
    [
        "chị Ngọc Thanh la tui",  # a person
        "cái nhẫn hồng ngọc hai triệu",  # hồng ngọc
        "bà Ngọc Hân nói",
        "lang moi xay nha van hoa",  # làng mới xây
        "Ngọc Hải, Trà Khê",  # a district round about
        "Ngọc Hải, Quảng Ngãi",  # Bình Sơn's province
        "rác ở Bình Châu",
    ],
)
def test_what_is_no_place_of_its_own(text: str) -> None:
    assert _ids(text) == []


def test_the_bare_name_of_the_district_is_marked() -> None:
    one = LOCALITY.resolve("Ngọc Giang ngập", ON).one
    assert one is not None
    assert (one.unit_id, one.via) == ("ngoc-giang", "district")


def test_no_name_is_one_of_binh_son() -> None:
    ours, theirs = (
        {fold(name) for unit in place.units.values() for name in (unit.name, *unit.former_names, *unit.hamlets)}
        for place in (LOCALITY, BINH_SON)
    )
    assert len(ours) > 10
    assert not ours & theirs


def test_its_own_words_speak_for_a_field_and_for_where_it_is() -> None:
    assert understand("lồng hàu bị sóng đánh tan, đề nghị giúp", LOCALITY, ON).fields[0] == "nong-nghiep-thuy-san"
    assert LOCALITY.fields["nong-nghiep-thuy-san"].label != BINH_SON.fields["nong-nghiep-thuy-san"].label
    assert "s:tinh-lo" in sign("ổ gà trên dt909", LOCALITY, ON).concepts
    assert "s:tinh-lo" not in sign("ổ gà trên dt909", BINH_SON, ON).concepts


def test_its_own_bodies_and_promises() -> None:
    assert LOCALITY.body_for("moi-truong", "ngoc-giang", ON) == "do-thi"
    assert LOCALITY.body_for("moi-truong", "cua-mai", ON) == "kinh-te-bien"
    assert LOCALITY.promises_of("hon-lua").first_answer == 15
    assert LOCALITY.example_name == "Ngọc Hải"


def test_what_it_does_not_know_yet() -> None:
    assert list(gaps(LOCALITY, ON)) == [
        "offices.yaml: cua-mai: hotline, address not known: citizens are told so",
        "offices.yaml: hon-lua: hours, hotline, address not known: citizens are told so",
    ]
