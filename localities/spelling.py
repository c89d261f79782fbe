"""Names of communes written together ("BìnhChâu", "#binhhai") or with a slip ("Bìn Hải", "Bình Ngyên")."""

import re
from collections.abc import Iterable, Sequence

from language.folding import Word, fold, key, vocabulary
from language.keystrokes import is_syllable
from localities.naming import cued
from localities.units import Unit

_KINDS = ("", "xa", "thon")
_NOT_NAMES = vocabulary("thuong phuc thang hien")  # bình thường; Bình Phục, Bình Thắng, Bình Hiên lie elsewhere
_LEAST = 4  # letters that a word needs for one slip to be forgiven
_BREAKS = frozenset(".@/")
_INSIDE = re.compile(r"(?:/|\w{3}\.)$")


class Speller:
    """Knows the names of a set of units by their letters."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._cuts: dict[str, tuple[int, ...]] = {}
        self._rests: dict[str, list[str]] = {}
        for unit in units:
            for name in (unit.name, *unit.former_names):
                self._learn(fold(name).split())

    def _learn(self, parts: list[str]) -> None:
        first, *rest = parts
        heads = [[*([kind] if kind else []), *parts] for kind in _KINDS]
        if first == "binh":
            heads.append(["b", *rest])
        for pieces in heads:
            self._cuts.setdefault("".join(pieces), tuple(len(piece) for piece in pieces))
        if len(rest) == 1 and rest[0] not in self._rests.setdefault(first, []):
            self._rests[first].append(rest[0])

    def apart(self, text: str, said: Sequence[Word]) -> list[Word]:
        """The words, those that are a name written together cut into their parts. Addresses of pages stay."""
        return [part for word in said for part in self._parts(text, word)]

    def _parts(self, text: str, word: Word) -> list[Word]:
        cuts = self._cuts.get(word.folded)
        if cuts is None and word.folded.startswith("xa") and len(word.raw) > 2 and word.folded[2:] == "binh":
            cuts = (2, 4)
        if cuts is None or len(word.raw) != len(word.folded) or _is_address(text, word):
            return [word]
        if is_syllable(word.folded) and not (word.raw[1:2].isupper() and word.raw[2:].islower()):  # "BAn" is, "BAN" is not
            return [word]
        parts, at = [], 0
        for size in cuts:
            raw = word.raw[at : at + size]
            parts.append(Word(raw, word.folded[at : at + size], key(raw), word.start + at, word.start + at + size))
            at += size
        return parts

    def mended(self, said: Sequence[Word]) -> list[Word]:
        """The words, a pair that is a name but for one slip written as the name, without diacritics."""
        words = list(said)
        for at in range(len(words) - 1):
            first, second = words[at], words[at + 1]
            if first.folded[:1] == "b" and (meant := self._meant(said, at)) is not None:
                words[at] = first._replace(folded="binh", keyed="binh")
                words[at + 1] = second._replace(folded=meant, keyed=meant)
        return words

    def _meant(self, said: Sequence[Word], at: int) -> str | None:
        """The second word of the name that the pair at `at` was to be."""
        first, second = said[at], said[at + 1]
        whole = first.folded == "binh"
        if not whole and not _is_near(first.folded, "binh"):
            return None
        capitals = first.raw[:1].isupper() and second.raw[:1].isupper()
        is_slip = not is_syllable(second.folded if whole else first.folded)
        if not (cued(said, at) or capitals or is_slip):
            return None
        rests = self._rests.get("binh", [])
        if second.folded in rests:
            return second.folded
        if not whole or len(second.folded) < _LEAST or second.folded in _NOT_NAMES:
            return None
        sure = capitals and cued(said, at)
        near = [
            rest
            for rest in rests
            if (len(rest) > _LEAST or (sure and len(rest) == len(second.folded))) and _is_near(second.folded, rest)
        ]
        return near[0] if len(near) == 1 else None


def _is_address(text: str, word: Word) -> bool:
    """Part of an address of a page or a mailbox."""
    after = text[word.end : word.end + 2]
    return (after[:1] in _BREAKS and after[1:].isalnum()) or _INSIDE.search(text, max(0, word.start - 6), word.start) is not None


def _is_near(word: str, meant: str) -> bool:
    """Whether one letter is missing, too many, another, or two are swapped."""
    if word == meant or abs(len(word) - len(meant)) > 1:
        return False
    at = next((at for at, (one, other) in enumerate(zip(word, meant, strict=False)) if one != other), min(len(word), len(meant)))
    swapped = word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]
    return word[at:] == meant[at + 1 :] or word[at + 1 :] == meant[at:] or word[at + 1 :] == meant[at + 1 :] or swapped == meant
