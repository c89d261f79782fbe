"""Vietnamese text reduced to what a search compares: no case, no diacritics, no punctuation."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

CHUNK = 256  # unicodedata sorts runs of marks in quadratic time; a bounded piece keeps a hostile text cheap
LOOK_AHEAD = 32
TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}  # numbered as on a VNI keyboard
DOTTED_D = {"đ": "d", "ð": "d", "ɖ": "d", "Đ": "D", "Ð": "D", "Ɖ": "D"}
_D_TABLE = str.maketrans(DOTTED_D)
_MARKS = re.compile("[\u0300-\u036f]+")
_NO_WORD = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W_]+")


def vocabulary(text: str) -> frozenset[str]:
    """The blank-separated words of a list written as one text."""
    return frozenset(text.split())


def normalize(text: str, form: str = "NFC") -> str:
    """`text` in a Unicode normal form ("NFC", "NFD", "NFKD"), in linear time whatever the text."""
    if text.isascii():
        return text
    if len(text) <= CHUNK:
        return unicodedata.normalize(form, text)  # type: ignore[arg-type]
    return "".join(unicodedata.normalize(form, piece) for piece in _pieces(text))  # type: ignore[arg-type]


def _pieces(text: str) -> list[str]:
    """Pieces of about CHUNK characters, cut before a base character where one is near."""
    pieces, start = [], 0
    while start < len(text):
        end = min(start + CHUNK, len(text))
        limit = min(end + LOOK_AHEAD, len(text))
        while end < limit and unicodedata.combining(text[end]):
            end += 1
        pieces.append(text[start:end])
        start = end
    return pieces


def strip_marks(text: str) -> str:
    """Lower case without diacritics; punctuation stays."""
    if text.isascii():
        return text.lower()
    bare = _MARKS.sub("", normalize(text, "NFKD")).translate(_D_TABLE).lower()
    return bare if bare.isascii() else _MARKS.sub("", normalize(bare, "NFKD")).translate(_D_TABLE)


def fold(text: str) -> str:
    """Lower-case words without diacritics, one blank between: "B.Hải" is "b hai"."""
    return _NO_WORD.sub(" ", strip_marks(text)).strip()


class Word(NamedTuple):
    """A word of a text: as typed, folded, and `keyed`: letters with their tone behind them ("hòa", "hoà": "hoa2")."""

    raw: str
    folded: str
    keyed: str
    start: int
    end: int

    @property
    def marked(self) -> bool:
        """Whether it was typed with diacritics."""
        return self.keyed != self.folded


@lru_cache(maxsize=4096)
def _letter(char: str) -> tuple[str, str, str]:
    """(folded, letter without tone, tone) of one lower-case character."""
    marks = unicodedata.normalize("NFD", char)
    tone = next((TONES[mark] for mark in marks if mark in TONES), "")
    letter = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in TONES))
    return strip_marks(char) or char, "đ" if letter in DOTTED_D else letter, tone


_VIETNAMESE = "".join(unicodedata.normalize("NFC", letter + tone) for letter in "aăâeêioôơuưy" for tone in ("", *TONES)) + "đ"
_FOLDS = {ord(char): _letter(char)[0] for char in _VIETNAMESE}
_BARE = {ord(char): _letter(char)[1] for char in _VIETNAMESE}  # the letter without its tone
_TONE = {char: _letter(char)[2] for char in _VIETNAMESE if _letter(char)[2]}
_ORDINARY = re.compile(f"[a-z0-9{_VIETNAMESE}]+")


def key(word: str) -> str:
    """`word` with its tone behind it, so that the place of the tone mark does not matter."""
    return _read(word)[1]


def _read(word: str) -> tuple[str, str]:
    """(folded, keyed) of one word."""
    lower = word.lower()
    if lower.isascii():
        return lower, lower
    if _ORDINARY.fullmatch(lower):
        tone = next((_TONE[char] for char in lower if char in _TONE), "")
        return lower.translate(_FOLDS), lower.translate(_BARE) + tone
    letters = [_letter(char) for char in normalize(lower)]
    keyed = "".join(letter for _, letter, _ in letters) + next((tone for _, _, tone in letters if tone), "")
    return "".join(_letter(char)[0] for char in lower), keyed


def words(text: str) -> list[Word]:
    """The words of an NFC text in order; `start` and `end` are positions in it."""
    known: dict[str, tuple[str, str]] = {}  # forgotten with the text: what citizens write is kept nowhere on the way
    found = []
    for match in _WORD.finditer(text):
        raw = match.group()
        if raw not in known:
            known[raw] = _read(raw)
        folded, keyed = known[raw]
        found.append(Word(raw, folded, keyed, match.start(), match.end()))
    return found
