import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.cleaning import MESSAGE_LIMIT, clean, is_only_symbols


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("đường\x00 hư", "đường hư"),
        ("a\ud800b", "ab"),
        ("rá\u200bc \u202ethải\u202c\ufeff", "rác thải"),
        ("một\r\nhai\rba", "một\nhai\nba"),
        ("a\u00a0b", "a b"),
        ("cột\tbiển\x07", "cột\tbiển"),
        ("Ðất ðai", "Đất đai"),
        (unicodedata.normalize("NFD", "Bình Hải"), "Bình Hải"),
        ("   ", ""),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text(alphabet=st.characters()), st.one_of(st.none(), st.integers(0, 50)))
def test_clean_text_can_be_stored_anywhere_and_is_bounded(text: str, limit: int | None) -> None:
    cleaned = clean(text, limit)
    cleaned.encode()
    assert "\x00" not in cleaned
    assert limit is None or len(cleaned) <= limit


@pytest.mark.parametrize("text", ["Ử" * 100_000, "a" + "\u0316\u0301" * 50_000, "\ufdfa" * 100_000, "\ud800" * 100_000])
def test_a_huge_text_costs_little(text: str) -> None:
    best = min(_seconds(text) for _ in range(3))
    assert best < 0.02
    assert len(clean(text)) <= MESSAGE_LIMIT


def _seconds(text: str) -> float:
    start = time.process_time()
    clean(text)
    return time.process_time() - start


@pytest.mark.parametrize(("text", "only"), [("😂👍", True), ("??? ...", True), ("ok 👍", False), ("7", False), ("  ", False)])
def test_only_symbols(text: str, only: bool) -> None:
    assert is_only_symbols(text) is only
