"""What a message is boiled down to."""

import json
import time
from datetime import date

import pytest

from localities.loading import load
from localities.locality import Locality
from understanding.matters.signature import Signature, from_json, sign
from understanding.matters.words import ENTRIES

ON = date(2026, 11, 24)


@pytest.fixture(scope="module")
def locality() -> Locality:
    return load("binh-son")


def test_words_of_one_meaning_are_one_concept(locality: Locality) -> None:
    texts = ("Trại heo xả nước đen", "chuong lon xa thai", "nuôi heo đổ nước đen ngòm")
    found = [sign(text, locality, ON) for text in texts]
    assert all("t:heo" in one.concepts for one in found)


def test_what_is_found_is_not_counted_twice(locality: Locality) -> None:
    signature = sign("Trại heo ở Bình Nguyên rất hôi và ồn", locality, ON)
    assert signature.units == {"binh-nguyen"}
    assert signature.communes == {locality.today("binh-nguyen", ON).id}
    assert not {"trai", "heo", "binh", "nguyen"} & signature.words


def test_where_the_text_names_no_place_the_chosen_one_counts(locality: Locality) -> None:
    assert sign("ổ gà trước nhà", locality, ON, unit="binh-chau").units == {"binh-chau"}
    assert sign("ổ gà ở Bình Hòa", locality, ON, unit="binh-chau").units == {"binh-hoa"}
    assert not sign("ổ gà trước nhà", locality, ON).units


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("25 hộ chúng tôi", "25 ho"), ("hai muoi lam ho dan tui tui", "25 ho"), ("mười lăm nhà", "15 ho"),
        ("bốn chục người", "40 nguoi"), ("mất 20tr", "20 trieu"), ("mất 20 triệu", "20 trieu"), ("lấn 80m2 đất", "80 m"),
        ("nhà cất từ 2003", "2003"),
    ],
)  # fmt: skip
def test_numbers(locality: Locality, text: str, number: str) -> None:
    assert number in sign(text, locality, ON).numbers


@pytest.mark.parametrize("text", ["sau nhà tôi", "năm ngoái", "từ công ty tới chợ", "ba má tôi", "bay khắp nơi"])
def test_words_that_only_look_like_numbers(locality: Locality, text: str) -> None:
    assert not sign(text, locality, ON).numbers


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ở thôn Phước Hòa", "phuoc hoa"), ("o thon phuoc hoa", "phuoc hoa"), ("xóm 3", "xom 3"), ("nhà ông S.", "@s"),
        ("đường ĐH08", "dh08"),
    ],
)  # fmt: skip
def test_names(locality: Locality, text: str, name: str) -> None:
    assert name in sign(text, locality, ON).names


def test_a_hamlet_that_is_only_talk_has_no_name(locality: Locality) -> None:
    assert not sign("thôn mình không có nước", locality, ON).names


def test_it_is_kept_as_json_and_comes_back(locality: Locality) -> None:
    signature = sign("25 hộ thôn Nam Bình, Bình Nguyên, khổ vì trại heo ông N.", locality, ON)
    assert from_json(json.loads(json.dumps(signature.to_json()))) == signature
    assert isinstance(from_json({}), Signature)


def test_a_hostile_text_is_bounded(locality: Locality) -> None:
    begun = time.process_time()
    signature = sign("rác thải " * 20_000, locality, ON)
    assert time.process_time() - begun < 1
    assert len(signature.said.split()) <= 120


def test_every_phrase_stands_once_in_its_concept() -> None:
    assert len(ENTRIES) > 1500
    assert len(set(ENTRIES)) == len(ENTRIES)
