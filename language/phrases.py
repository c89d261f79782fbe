"""Finding many phrases in a text at once, on folded words, but true to the diacritics that were typed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from language.folding import Word, fold, key, vocabulary
from language.folding import words as split

T = TypeVar("T")
GAP = "*"  # up to three words of any kind
NUMBER = "#"  # 20, 20tr, 500k, hai, chục…
MONEY = "$"  # 20tr, 500k
_FREE = frozenset({GAP, NUMBER, MONEY})
MARKED = "!"  # before a phrase: only as spelled with its diacritics
GAP_WORDS = 3
ACCENTED_SHARE = 0.25  # from this share of words with diacritics on, a bare word is taken to be meant bare
_MONEY = re.compile(r"\d+(tr|trieu|k|ngan|nghin|cu|d|ty)\d*")
# One of these alone and without diacritics is too often another word: "xa" is xã before it is xả, "so" is số before sợ.
AMBIGUOUS = vocabulary(
    "ba bao be bo bon ca can cat cau cham chay che cho chui chung co con cong cu cuc dan dap dau day de den do doi don du "
    "duc dut ep gan ghe gio go ha hat he ho hoi hua hut ke keo kho khoi khong kinh lai lam lan lap lat lo loi lot lu lua "
    "luc luong ma mai man mang mat mo moi muc muoi nat nga ngo no nui on pha qua ranh rao ray re ro rot sa sai sao sap say "
    "sinh so som sut tam tat te thai thieu tho thoi thu thung thuoc toan toi trao tro troi truong van vang ve vo voi vui "
    "vuon xa xi xin xuong"
)
_NUMBERS = vocabulary("mot hai ba bon tu nam sau bay tam chin muoi chuc tram ngan nghin trieu ruoi vai may")


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """Words `start` to `end` (exclusive) say the phrase; `exact` with all its diacritics."""

    start: int
    end: int
    payload: T
    exact: bool


@dataclass(frozen=True, slots=True)
class _Pattern(Generic[T]):
    folded: tuple[str, ...]
    keyed: tuple[str, ...]
    payload: T
    marked: bool = False  # to be found only with its diacritics


def is_accented(text: Sequence[Word]) -> bool:
    """Whether the writer uses diacritics."""
    return sum(word.marked for word in text) > ACCENTED_SHARE * len(text)


class PhraseBook(Generic[T]):
    """Phrases with a payload each. A pattern may hold `*`, `#`, `$` (the first word only `#`) and begin with `!`."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._starts: dict[tuple[str, str], list[_Pattern[T]]] = {}  # by the first two words, "" where the second is free
        known: dict[str, list[tuple[str, str]]] = {}  # phrases share their words
        for phrase, payload in entries:
            pattern = _pattern(phrase, payload, known)
            second = pattern.folded[1] if len(pattern.folded) > 1 and pattern.folded[1] not in _FREE else ""
            self._starts.setdefault((pattern.folded[0], second), []).append(pattern)

    def find(self, text: Sequence[Word]) -> list[Hit[T]]:
        """All hits in order of their start, overlapping ones included, longest first at one start."""
        accented = is_accented(text)
        hits: list[Hit[T]] = []
        for start, word in enumerate(text):
            follower = text[start + 1].folded if start + 1 < len(text) else ""
            patterns = self._beginning(word, follower)
            here = [hit for pattern in patterns if (hit := _match(pattern, text, start, accented))]
            hits.extend(sorted(here, key=lambda hit: -hit.end) if len(here) > 1 else here)
        return hits

    def _beginning(self, word: Word, follower: str) -> list[_Pattern[T]]:
        found = self._starts.get((word.folded, ""), [])
        if follower:
            found = found + self._starts.get((word.folded, follower), [])
            if _is_number(word):
                found = found + self._starts.get((NUMBER, follower), [])
        return found


def _pattern(phrase: str, payload: T, known: dict[str, list[tuple[str, str]]]) -> _Pattern[T]:
    parts: list[tuple[str, str]] = []
    for piece in phrase.removeprefix(MARKED).split():
        if piece not in known:
            free = piece in (GAP, NUMBER, MONEY)
            known[piece] = [(piece, piece)] if free else [(fold(word.raw), key(word.raw)) for word in split(piece)]
        parts += known[piece]
    folded, keyed = zip(*parts, strict=True)
    alone = len(folded) == 1 and folded[0] in AMBIGUOUS
    return _Pattern(folded, keyed, payload, marked=alone or phrase.startswith(MARKED))


def _match(pattern: _Pattern[T], text: Sequence[Word], start: int, accented: bool) -> Hit[T] | None:
    alone = len(pattern.folded) == 1
    strict = pattern.marked or (accented and alone)
    if alone:
        fits = _fits(text[start], pattern.folded[0], pattern.keyed[0])
        return None if fits is None or (strict and not fits) else Hit(start, start + 1, pattern.payload, fits)
    ends = _ends(pattern, text, start, 0, True, strict)
    return Hit(start, ends[0], pattern.payload, ends[1]) if ends else None


def _ends(pattern: _Pattern[T], text: Sequence[Word], at: int, step: int, exact: bool, strict: bool) -> tuple[int, bool] | None:
    """Where the pattern from `step` on ends when it begins at word `at`, and whether all of it was exact."""
    while step < len(pattern.folded):
        if pattern.folded[step] == GAP:
            return _skip(pattern, text, at, step + 1, exact, strict)
        if at >= len(text):
            return None
        fits = _fits(text[at], pattern.folded[step], pattern.keyed[step])
        if fits is None or (strict and not fits):
            return None
        exact, at, step = exact and fits, at + 1, step + 1
    return at, exact


def _skip(pattern: _Pattern[T], text: Sequence[Word], at: int, step: int, exact: bool, strict: bool) -> tuple[int, bool] | None:
    for skipped in range(GAP_WORDS + 1):
        if ends := _ends(pattern, text, at + skipped, step, exact, strict):
            return ends
    return None


def _fits(word: Word, folded: str, keyed: str) -> bool | None:
    """True where the word is written as the phrase has it, False where it may be it, None where it is another."""
    if folded == NUMBER:
        return True if _is_number(word) else None
    if folded == MONEY:
        return True if _MONEY.fullmatch(word.folded) else None
    if word.folded != folded:
        return None
    if word.keyed == keyed:
        return True
    return None if word.marked else False


def _is_number(word: Word) -> bool:
    return word.folded[0].isdigit() or word.folded in _NUMBERS
