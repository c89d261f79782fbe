"""Abbreviations, chat forms and regional words of questions to a town hall, each with its one reading in this domain. They stand
in `abbreviations.yaml`.

`FORMS` holds what has one reading whatever stands beside it; `READ_BY_NEIGHBOURS` what needs a neighbour to be read
(tt, ck, bn, hs…) and otherwise stays as typed.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from language.folding import Word, fold, key, vocabulary

FILE = Path(__file__).with_name("abbreviations.yaml")
_kept: Any = yaml.load(FILE.read_text(encoding="utf-8"), yaml.CSafeLoader)
FORMS: Mapping[str, str] = _kept["forms"]  # meaning → the forms, apart by spaces
READ_BY_NEIGHBOURS: Mapping[str, Sequence[tuple[str, str, str]]] = _kept["read_by_neighbours"]  # form → (before, after, meaning)

Spoken = tuple[tuple[str, str], ...]  # folded and keyed words
_NearRead = tuple[frozenset[str], frozenset[str], Spoken]
ENDS = "$"  # stands for either end of a message


def _spoken(meaning: str) -> Spoken:
    return tuple((fold(word), key(word)) for word in meaning.split())


_TABLE: dict[str, Spoken] = {key(form): _spoken(meaning) for meaning, forms in FORMS.items() for form in forms.split()}
_NEAR: dict[str, tuple[_NearRead, ...]] = {
    form: tuple((vocabulary(before), vocabulary(after), _spoken(meaning)) for before, after, meaning in rules)
    for form, rules in READ_BY_NEIGHBOURS.items()
}


def expand(words: Sequence[Word]) -> list[tuple[str, str]]:
    """Words (folded, keyed) of a message with its short forms written out; keyed is "" where no diacritics were typed."""
    said: list[tuple[str, str]] = []
    last = len(words) - 1
    for index, word in enumerate(words):
        meaning = _TABLE.get(word.keyed)
        if meaning is None and word.keyed in _NEAR:
            before = said[-1][0] if said else ENDS
            meaning = _by_neighbours(word.keyed, before, words[index + 1].folded if index < last else ENDS)
        if meaning is None:
            said.append((word.folded, word.keyed if word.keyed != word.folded else ""))
        else:
            said += meaning
    return said


def _by_neighbours(form: str, before: str, after: str) -> Spoken | None:
    for befores, afters, meaning in _NEAR[form]:
        if (not befores or before in befores) and (not afters or after in afters):
            return meaning
    return None
