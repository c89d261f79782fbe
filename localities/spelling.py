"""Names of communes written together ("BìnhChâu", "#binhhai") or with a slip ("Bìn Hải", "Bình Ngyên")."""

import re
from collections.abc import Iterable, Sequence

from language.folding import Word, fold, key
from language.keystrokes import is_syllable
from localities.local_names import LocalNames
from localities.naming import cued
from localities.units import Unit

_KINDS = frozenset({"xa", "thon"})
_LEAST = 4  # letters that a word needs for one slip to be forgiven
_BREAKS = frozenset(".@/")
_INSIDE = re.compile(r"(?:/|\w{3}\.)$")


class Speller:
    """Knows the names of a set of units by their letters."""

    def __init__(self, units: Iterable[Unit], local: LocalNames) -> None:
        self._local, self._kinds = local, sorted(_KINDS | local.kinds)
        self._cuts: dict[str, tuple[int, ...]] = {}
        self._rests: dict[str, list[str]] = {}
        for unit in units:
            for name in (unit.name, *unit.former_names):
                self._learn(fold(name).split())
        for head in local.heads:
            for kind in local.kinds:
                self._cuts.setdefault(kind + head, (len(kind), len(head)))

    def _learn(self, parts: list[str]) -> None:
        first, *rest = parts
        written = [parts, *([kind, *parts] for kind in self._kinds)]
        if first in self._local.heads:
            written.append([first[0], *rest])
        for pieces in written:
            self._cuts.setdefault("".join(pieces), tuple(len(piece) for piece in pieces))
        if len(rest) == 1 and rest[0] not in self._rests.setdefault(first, []):
            self._rests[first].append(rest[0])

    def apart(self, text: str, said: Sequence[Word]) -> list[Word]:
        """The words, those that are a name written together cut into their parts. Addresses of pages stay."""
        return [part for word in said for part in self._parts(text, word)]

    def _parts(self, text: str, word: Word) -> list[Word]:
        cuts = self._cuts.get(word.folded)
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
            if words[at].folded[:1] in self._local.initials and (meant := self._meant(said, at)) is not None:
                words[at : at + 2] = [
                    word._replace(folded=part, keyed=part) for word, part in zip(words[at : at + 2], meant, strict=True)
                ]
        return words

    def _meant(self, said: Sequence[Word], at: int) -> tuple[str, str] | None:
        """The name that the pair at `at` was to be."""
        heads = sorted(head for head in self._local.heads if head[0] == said[at].folded[0])
        found = ((head, rest) for head in heads if (rest := self._rest(said, at, head)) is not None)
        return next(found, None)

    def _rest(self, said: Sequence[Word], at: int, head: str) -> str | None:
        first, second = said[at], said[at + 1]
        whole = first.folded == head
        if not whole and not _is_near(first.folded, head):
            return None
        capitals = first.raw[:1].isupper() and second.raw[:1].isupper()
        is_slip = not is_syllable(second.folded if whole else first.folded)
        if not (cued(said, at, self._local) or capitals or is_slip):
            return None
        if second.folded in self._rests[head]:
            return second.folded
        if not whole or len(second.folded) < _LEAST or f"{head} {second.folded}" in self._local.no_slips:
            return None
        return self._nearest(second.folded, head, sure=capitals and cued(said, at, self._local))

    def _nearest(self, word: str, head: str, *, sure: bool) -> str | None:
        """The one second word of a name that is like `word` but for one letter; of short ones none unless it is `sure`."""
        rests = (rest for rest in self._rests[head] if len(rest) > _LEAST or (sure and len(rest) == len(word)))
        near = [rest for rest in rests if _is_near(word, rest)]
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
