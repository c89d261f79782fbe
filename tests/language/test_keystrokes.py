import pytest

from language.folding import key, words
from language.keystrokes import decode, is_syllable, repair


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("dduwowngf", "đường"),
        ("nguwowif", "người"),
        ("Binhf", "bình"),
        ("Thanhj", "thạnh"),
        ("ddieenj", "điện"),
        ("d9ien65", "điện"),
        ("d9uong72", "đường"),
        ("nuoc71", "nước"),
        ("day6", "dây"),
    ],
)
def test_keystrokes_of_telex_and_vni(raw: str, meant: str) -> None:
    assert decode(raw) == key(meant)


@pytest.mark.parametrize("raw", ["thanh", "wifi", "bus", "123", "QL1A", "xyz", "dien", "điện"])
def test_ordinary_words_stay(raw: str) -> None:
    word = words(raw)[0]
    assert repair(word) == word


def test_syllables() -> None:
    assert all(is_syllable(word) for word in ("nghieng", "quyet", "gi", "oan", "tru"))
    assert not any(is_syllable(word) for word in ("ddi", "wifi", "nhaan", "bcd"))
