"""Which lines (phrasings) share their rare words and pairs of words with a message. Knows any entry from its first second."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from faq.features import pairs, word_features

NEIGHBOURS = 10  # lines that vote for their topics
_NOTABLE, _MANY = 0.15, 200  # likeness of lines worth sorting; lines sorted
_BUDGET = 60_000  # postings read for one message, the rarest features first: a guard for very large contents
_SPELLING, _SPELLED_FROM, _SLIPS = 80.0, 4, 4  # rapidfuzz ratio of an unknown word to a known one; letters; words

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int32]


class Line(NamedTuple):
    """A phrasing of a topic: as it is said, folded, and the words that are compared."""

    topic: str
    said: str
    words: Sequence[str]


@dataclass(frozen=True, slots=True)
class Nearness:
    """By topic: `votes` (shares of the nearest lines, sum 1), `nearest` (cosine of the best line), `letters` (0 to 1)."""

    votes: dict[str, float]
    nearest: dict[str, float]
    letters: dict[str, float]


class Lines:
    """An index of lines; built anew whenever the content changes, never changed."""

    def __init__(self, lines: Iterable[Line]) -> None:
        kept = [line for line in lines if line.words]
        self.topics = [line.topic for line in kept]
        self.texts = [" ".join(line.words) for line in kept]
        self.said = {line.said: line.topic for line in reversed(kept)}
        found = [word_features(line.words) for line in kept]
        used = Counter(chain.from_iterable(found))
        self._count = len(kept)
        self._ids = dict(zip(used, range(len(used)), strict=True))
        self._rarity = np.log((self._count + 1) / np.array([*used.values()] or [1], dtype=np.float32), dtype=np.float32)
        self._rarities: list[float] = self._rarity.tolist()
        self._unseen = math.log(self._count + 1)
        self._fill(found)
        self._of: dict[str, set[str]] = {}
        for line, features in zip(kept, found, strict=True):
            self._of.setdefault(line.topic, set()).update(features)
        self._words = set(chain.from_iterable(line.words for line in kept))
        self._spelled = sorted(word for word in self._words if len(word) >= _SPELLED_FROM and word.isalpha())

    def _fill(self, found: Sequence[Sequence[str]]) -> None:
        """Postings: for each feature the lines that hold it, and how much of the line it is."""
        sizes = [len(features) for features in found]
        ids = np.fromiter(map(self._ids.__getitem__, chain.from_iterable(found)), dtype=np.int32, count=sum(sizes))
        lines = np.repeat(np.arange(len(found), dtype=np.int32), sizes)
        weights = self._rarity[ids]
        norms = np.sqrt(np.bincount(lines, weights**2, minlength=max(1, len(found))))
        order = np.argsort(ids, kind="stable")
        self._numbers = lines[order]
        weights = weights[order]
        self._shares = (weights * weights / norms[self._numbers]).astype(np.float32)  # times the weight in the message
        self._starts = np.searchsorted(ids[order], np.arange(len(self._ids) + 1)).tolist()

    def spell(self, words: Sequence[str]) -> list[str]:
        """`words` with the first slips among them read as the known words they are near to."""
        said, left = list(words), _SLIPS
        for at, word in enumerate(words):
            if left and word not in self._words and len(word) >= _SPELLED_FROM and word.isalpha():
                left -= 1
                near = process.extractOne(word, self._spelled, scorer=fuzz.ratio, score_cutoff=_SPELLING)
                said[at] = near[0] if near else word
        return said

    def rarity(self, word: str) -> float:
        """How telling a word is."""
        index = self._ids.get(word)
        return self._unseen if index is None else self._rarities[index]

    def covered(self, topic: str, words: Sequence[str]) -> tuple[float, float]:
        """Which share of the weight of `words`, and of their pairs, the lines of `topic` hold: 0 to 1 each."""
        held = self._of.get(topic, set())
        shares = []
        for said in (dict.fromkeys(words), dict.fromkeys(pairs(words))):
            weights = [(self.rarity(one), one in held) for one in said]
            shares.append(
                math.fsum(weight for weight, known in weights if known) / (math.fsum(weight for weight, _ in weights) or 1.0)
            )
        return shares[0], shares[1]

    def familiar(self, words: Sequence[str]) -> float:
        """Which share of the pairs of `words` any line holds, 0 to 1."""
        found = pairs(words)
        return sum(pair in self._ids for pair in found) / (len(found) or 1)

    def near(self, words: Sequence[str]) -> Nearness:
        cosines = self._cosines(word_features(words))
        if cosines is None:
            return Nearness({}, {}, {})
        best = np.flatnonzero(cosines > _NOTABLE)
        if len(best) < NEIGHBOURS:
            best = np.flatnonzero(cosines)
        if len(best) > _MANY:
            best = best[np.argpartition(-cosines[best], _MANY)[:_MANY]]
            best.sort()
        best = best[np.argsort(-cosines[best], kind="stable")[:NEIGHBOURS]]
        return self._nearness(" ".join(words), best, cosines[best])

    def _nearness(self, text: str, best: NDArray[np.intp], cosines: Floats) -> Nearness:
        votes: dict[str, float] = {}
        nearest: dict[str, float] = {}
        letters: dict[str, float] = {}
        for line, cosine in zip(best.tolist(), cosines.tolist(), strict=True):
            topic = self.topics[line]
            votes[topic] = votes.get(topic, 0.0) + cosine * cosine
            nearest.setdefault(topic, cosine)
            letters[topic] = max(letters.get(topic, 0.0), fuzz.token_sort_ratio(text, self.texts[line]) / 100)
        total = math.fsum(votes.values())
        return Nearness({topic: vote / total for topic, vote in votes.items()}, nearest, letters)

    def _cosines(self, found: Sequence[str]) -> Floats | None:
        """Likeness of each line, 0 to 1; None where nothing is shared."""
        ids = [index for feature in found if (index := self._ids.get(feature)) is not None]
        if not ids:
            return None
        ids = self._affordable(ids)
        unseen = (len(found) - len(ids)) * self._unseen**2 * 0.5  # an unknown pair says less than an unknown word
        norm = math.sqrt(sum(self._rarities[index] ** 2 for index in ids) + unseen)
        spans = [slice(self._starts[index], self._starts[index + 1]) for index in ids]
        lines = np.concatenate([self._numbers[span] for span in spans])
        shares = np.concatenate([self._shares[span] for span in spans])
        return np.divide(np.bincount(lines, shares, minlength=self._count), norm)

    def _affordable(self, ids: list[int]) -> list[int]:
        sizes = {index: self._starts[index + 1] - self._starts[index] for index in ids}
        if sum(sizes.values()) <= _BUDGET:
            return ids
        kept: list[int] = []
        spent = 0
        for index in sorted(ids, key=lambda one: (sizes[one], one)):
            spent += sizes[index]
            if kept and spent > _BUDGET:
                break
            kept.append(index)
        return kept
