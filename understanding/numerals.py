"""Numbers as they are typed, in digits or in words."""

from collections.abc import Sequence

from language.folding import Word, fold, key

_VALUES = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9,
}  # fmt: skip
_DIGITS = {key(word): value for word, value in _VALUES.items()}
_BARE = {fold(word): value for word, value in _VALUES.items() if word not in ("mốt", "nhăm")}
_TENS, _TEEN, _DOZENS, _HUNDREDS = key("mươi"), key("mười"), key("chục"), key("trăm")
_TWENTY = key("hăm")
_FOLDED_NUMBERS = frozenset(map(fold, (*_VALUES, "mươi", "mười", "chục", "trăm", "hăm")))


def number(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """(number, word behind it): "25", "hai mươi lăm", "bốn chục", "trăm hai"."""
    first = words[at]
    if first.folded.isdigit() and first.folded.isascii():
        return (int(first.folded), at + 1) if len(first.folded) <= 4 else None
    if _number_word(first) is None or (at and _number_word(words[at - 1]) is not None):
        return None  # none, or inside a longer number
    total, digit, step, start = 0, None, at, at
    while step < len(words) and step < start + 6 and (part := _number_word(words[step])) is not None:
        kind, value = part
        if kind == "digit":
            if digit is not None:  # "ba lăm": 35
                digit = digit * 10 + value
            else:
                digit = value
        elif kind == "ten":
            total, digit = total + (10 if digit is None else digit * 10), None
        elif kind == "hundred":
            total, digit = total + 100 * (1 if digit is None else digit), None
        else:
            total, digit = total + 20, None
        step += 1
    return (total + (digit or 0), step) if step > at else None


def _number_word(word: Word) -> tuple[str, int] | None:
    if word.folded not in _FOLDED_NUMBERS:
        return None
    if word.keyed in (_TENS, _TEEN, _DOZENS) or (not word.marked and word.folded in ("muoi", "chuc")):
        return "ten", 10
    if word.keyed == _HUNDREDS or (not word.marked and word.folded == "tram"):
        return "hundred", 100
    if word.keyed == _TWENTY:
        return "twenty", 20
    value = _DIGITS.get(word.keyed) if word.marked else _BARE.get(word.folded)
    return None if value is None else ("digit", value)
