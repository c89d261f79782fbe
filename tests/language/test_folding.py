import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.folding import fold, key, normalize, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Bình Thạnh", "binh thanh"),
        ("B.Hải", "b hai"),
        ("  Đường   ĐH10,  hư!! ", "duong dh10 hu"),
        ("ÐƯỜNG ðất Ɖá", "duong dat da"),
        (unicodedata.normalize("NFD", "Tổ dân phố Châu Ổ"), "to dan pho chau o"),
        ("snake_case", "snake case"),
        ("😂😂", ""),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_and_leaves_only_single_blanks(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert folded == " ".join(folded.split())


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=600))
def test_normal_forms_agree(text: str) -> None:
    assert normalize(text) == unicodedata.normalize("NFC", text) or len(text) > 256
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_a_letter_is_not_cut_from_its_marks_between_pieces() -> None:
    text = unicodedata.normalize("NFD", "Ngập nước ở Bình Hòa. " * 200)
    assert normalize(text) == unicodedata.normalize("NFC", text)


def test_key_does_not_depend_on_where_the_tone_mark_stands() -> None:
    assert key("hòa") == key("hoà") == "hoa2"
    assert key("mẫu") == key("mâũ")
    assert key("Thạnh") == "thanh5"
    assert key("thanh") == "thanh"
    assert key("đường") == "đương2"


def test_words_know_their_place_and_whether_they_were_marked() -> None:
    text = "Xã Binh-Thạnh"
    found = words(text)
    assert [text[word.start : word.end] for word in found] == ["Xã", "Binh", "Thạnh"]
    assert [word.marked for word in found] == [True, False, True]
