"""A message as the matcher compares it: folded words, with the many ways to say the same made one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from faq.abbreviations import expand
from faq.same_words import NOWHERE, Table, unify
from language.cleaning import MESSAGE_LIMIT, clean
from language.folding import Word, vocabulary
from language.shortforms import read

TAIL = 1000  # characters at the end of a very long message that are read
_WINDOW = 14  # words that are read together where a part has no full stop
_ASKING = vocabulary("cach odau baonhieu baolau nao")
_DENIABLE = vocabulary("ai gi sao")  # "không ai", "chưa biết sao" ask nothing
_DENIALS = vocabulary("khong chua chang co")
_ASKING_PAIRS = frozenset(
    pair
    for one, others in {
        "co": "phai duoc can bi nen ai", "phai": "khong", "duoc": "khong chua", "cho": "hoi", "xin": "hoi", "muon": "hoi",
        "hay": "la", "may": "gio", "thu": "may", "ngay": "may", "ai": "lo", "lam": "gi", "can": "gi", "la": "gi",
    }.items()
    for pair in ((one, other) for other in others.split())
)  # fmt: skip
_ASKING_ENDS = vocabulary("khong chua ha")
_LONG_NUMBER = 5  # digits; which number it is says nothing
_CUT = re.compile(
    r"[.?!;\n]+(?=\s|$)|,(?= (?:còn|con|với lại|voi lai|ngoài ra|ngoai ra|rồi còn|roi con|sẵn|san|cho hỏi thêm|cho hoi them) )",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Wording:
    """One message or a part of it."""

    said: Sequence[tuple[str, str]]  # folded words as written out; keyed where diacritics were typed, else ""
    words: Sequence[str]  # what is compared: unified, without fillers
    asks: bool
    thanks: bool

    @property
    def folded(self) -> str:
        """All of it in folded words."""
        return " ".join(word for word, _ in self.said)


@dataclass(frozen=True, slots=True)
class Reading:
    """A message as a whole, and its parts where it has several: sentences, what “còn” joins on, windows of what is long."""

    whole: Wording
    parts: Sequence[Wording]


def read_message(text: str, same: Table = NOWHERE) -> Reading:
    """Reads 4,000 characters; of a longer text the beginning and the end, where people put the question. `same` knows places."""
    if len(text) > MESSAGE_LIMIT:
        text = f"{text[: MESSAGE_LIMIT - TAIL - 1]}\n{text[-TAIL:]}"
    text = clean(text)
    words = read(text)
    whole = _worded(words, "?" in text, same)
    cuts = [cut.start() for cut in _CUT.finditer(text)]
    if not cuts and len(words) <= 2 * _WINDOW:
        return Reading(whole, ())
    parts = _parts(words, cuts)
    return Reading(whole, [_worded(part, text[part[-1].end :].lstrip(" )")[:1] == "?", same) for part in parts])


def read_wording(text: str, same: Table = NOWHERE) -> Wording:
    """The wording of a message taken as a whole."""
    return read_message(text, same).whole


def _parts(words: Sequence[Word], cuts: Sequence[int]) -> list[Sequence[Word]]:
    found: list[Sequence[Word]] = []
    start = 0
    for cut in [*cuts, words[-1].end if words else 0]:
        end = start
        while end < len(words) and words[end].start < cut:
            end += 1
        found += _windows(words[start:end])
        start = end
    return found


def _windows(words: Sequence[Word]) -> list[Sequence[Word]]:
    if len(words) <= 2 * _WINDOW:
        return [words] if words else []
    return [words[start : start + _WINDOW] for start in range(0, len(words) - _WINDOW // 2, _WINDOW // 2)]


def _worded(read_words: Sequence[Word], marked: bool, same: Table) -> Wording:
    said = expand(read_words)
    every, telling = unify(said, same)
    words = ["0" if len(word) >= _LONG_NUMBER and word.isdigit() else word for word in telling]
    return Wording(said, words, marked or _asks(every), _thanks(said))


def _asks(words: Sequence[str]) -> bool:
    if not words:
        return False
    pairs = list(pairwise(words))
    return (
        words[-1] in _ASKING_ENDS
        or not _ASKING.isdisjoint(words)
        or words[0] in _DENIABLE
        or any(two in _DENIABLE and one not in _DENIALS for one, two in pairs)
        or not _ASKING_PAIRS.isdisjoint(pairs)
    )


def _thanks(said: Sequence[tuple[str, str]]) -> bool:
    return any(one == "cam" and two == "on" for (one, _), (two, _) in pairwise(said))
