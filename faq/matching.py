"""Which entry a message asks for: words weighed by how telling they are, spelling forgiven by rapidfuzz.

A first matcher, to be replaced as a whole: only `Matcher.match` and `Match` are used elsewhere.
"""

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

import yaml
from rapidfuzz import fuzz, process

from faq.entries import Entry
from faq.wording import read_wording

Decision = Literal["answer", "suggest", "none"]
ANSWER_FROM, SUGGEST_FROM = 0.55, 0.14  # probabilities
SUGGESTIONS, SUGGEST_NEAR = 3, 0.6  # at most so many, each with this share of the best score
OTHER_TOPICS = Path(__file__).parent / "other_topics.yaml"

_COMPARED = 16  # phrasings compared word by word, the most promising ones
_OVERLAP, _LETTERS, _PAIRS = 0.6, 0.25, 0.15  # shares of a score
_ROOM = 4  # words by which a window of a long message may exceed the phrasing
_STORY_FROM = 12  # words
_SPELLING = 80.0  # rapidfuzz ratio from which an unknown word is taken for a known one
_SPELLED_FROM = 4  # letters; shorter words are too alike
# Fitted by logistic regression on labelled messages; order: constant, score, lead, asks, length
_WEIGHTS = (-7.1, 9.2, 9.2, 1.5, -3.1)


@dataclass(frozen=True, slots=True)
class Match:
    """`entry_id` is the best guess whatever the decision, None when nothing is near."""

    entry_id: str | None
    probability: float
    suggestions: tuple[str, ...]
    decision: Decision


@dataclass(frozen=True)
class _Window:
    """Neighbouring words of a message, and how much they weigh."""

    words: tuple[str, ...]
    weight: float

    @cached_property
    def text(self) -> str:
        return " ".join(self.words)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset(zip(self.words, self.words[1:], strict=False))


@dataclass(frozen=True)
class _Phrasing(_Window):
    topic: str

    @cached_property
    def known(self) -> frozenset[str]:
        return frozenset(self.words)

    @cached_property
    def root(self) -> float:
        return math.sqrt(self.weight)


class Matcher:
    """Phrasings of `entries`, and of the topics that have no entry, ready to compare; deterministic."""

    def __init__(self, entries: Mapping[str, Entry], other_topics: Mapping[str, Sequence[str]] | None = None) -> None:
        others = load_other_topics() if other_topics is None else other_topics
        topics: dict[str, Sequence[str]] = {name: said for name, said in others.items() if name not in entries}
        topics |= {name: (entry.title, *entry.phrasings) for name, entry in sorted(entries.items())}
        spoken = [(topic, tuple(read_wording(said).words)) for topic, lines in topics.items() for said in lines]
        self._entries = frozenset(entries)
        self._weights = _weigh(spoken, len(topics))
        self._unknown = 0.8 * math.log(len(topics) + 1)
        self._spelled = sorted(word for word in self._weights if len(word) >= _SPELLED_FROM)
        self._phrasings = [_Phrasing(said, self._weight(said), topic) for topic, said in spoken if said]
        self._holding: dict[str, list[int]] = {}
        for index, phrasing in enumerate(self._phrasings):
            for word in sorted(phrasing.known):
                self._holding.setdefault(word, []).append(index)

    def match(self, text: str) -> Match:
        """The decision on one message; reads its first 4,000 characters."""
        wording = read_wording(text)
        said = [self._spell(word) for word in wording.words]
        scores = self._scores(said)
        ranked = sorted((topic for topic in scores if topic in self._entries), key=lambda topic: (-scores[topic], topic))
        if not ranked:
            return Match(None, 0.0, (), "none")
        best = ranked[0]
        rival = max((score for topic, score in scores.items() if topic != best), default=0.0)
        probability = _probability(scores[best], scores[best] - rival, wording.asks, len(said))
        near = tuple(topic for topic in ranked[:SUGGESTIONS] if scores[topic] >= SUGGEST_NEAR * scores[best])
        decision = _decide(probability, is_story=not wording.asks and len(said) > _STORY_FROM)
        return Match(best, probability, near if decision == "suggest" else (), decision)

    def _scores(self, said: Sequence[str]) -> dict[str, float]:
        """Best score, 0 to 1, of each topic with a promising phrasing."""
        scores: dict[str, float] = {}
        by_size: dict[int, list[_Window]] = {}
        for phrasing in self._promising(frozenset(said)):
            size = len(phrasing.words) + _ROOM
            if size not in by_size:
                by_size[size] = [_Window(part, self._weight(part)) for part in _parts(said, size)]
            for window in by_size[size]:
                reached = scores.get(phrasing.topic, 0.0)
                scores[phrasing.topic] = max(reached, self._similarity(window, phrasing, reached))
        return scores

    def _promising(self, said: frozenset[str]) -> list[_Phrasing]:
        """Phrasings that share the most weight with a message, best first."""
        shared: dict[int, float] = {}
        for word in sorted(said):
            for index in self._holding.get(word, ()):
                shared[index] = shared.get(index, 0.0) + self._weights[word]
        ranked = ((-weight / self._phrasings[index].root, index) for index, weight in shared.items())
        return [self._phrasings[index] for _, index in heapq.nsmallest(_COMPARED, ranked)]

    def _similarity(self, window: _Window, phrasing: _Phrasing, reached: float) -> float:
        """Shared weight (both ways), likeness of the letters, shared pairs of words: 0 to 1; 0 where below `reached`."""
        shared = math.fsum(self._weights[word] for word in phrasing.known.intersection(window.words))
        overlap = 2 * shared / (phrasing.weight + window.weight)
        if _OVERLAP * overlap + _LETTERS + _PAIRS <= reached:
            return 0.0
        pairs = len(phrasing.pairs.intersection(window.pairs)) / max(1, len(phrasing.pairs))
        letters = fuzz.ratio(window.text, phrasing.text) / 100
        return _OVERLAP * overlap + _LETTERS * letters + _PAIRS * pairs

    def _weight(self, said: Iterable[str]) -> float:
        return math.fsum(self._weights.get(word, self._unknown) for word in set(said))

    def _spell(self, word: str) -> str:
        if word in self._weights or len(word) < _SPELLED_FROM:
            return word
        found = process.extractOne(word, self._spelled, scorer=fuzz.ratio, score_cutoff=_SPELLING)
        return found[0] if found else word


def load_other_topics(file: Path | None = None) -> dict[str, list[str]]:
    """Topics without an entry, each with phrasings."""
    topics: dict[str, list[str]] = yaml.load((file or OTHER_TOPICS).read_text(encoding="utf-8"), yaml.CSafeLoader)
    return topics


def _weigh(spoken: Iterable[tuple[str, Sequence[str]]], topics: int) -> dict[str, float]:
    """How telling each word is: the fewer topics use it, the more."""
    used = Counter(word for _, word in {(topic, word) for topic, said in spoken for word in said})
    return {word: math.log((topics + 1) / count) for word, count in sorted(used.items())}


def _parts(said: Sequence[str], size: int) -> list[tuple[str, ...]]:
    step = max(2, size // 3)
    return [tuple(said[start : start + size]) for start in range(0, max(1, len(said) - size + step), step)]


def _probability(score: float, lead: float, question: bool, length: int) -> float:
    facts = (1.0, score, lead, float(question), min(length, 40) / 40)
    return 1 / (1 + math.exp(-sum(weight * fact for weight, fact in zip(_WEIGHTS, facts, strict=True))))


def _decide(probability: float, *, is_story: bool) -> Decision:
    """A long message that asks nothing tells of something; it is a report more likely than a question."""
    if probability >= ANSWER_FROM and not is_story:
        return "answer"
    return "suggest" if probability >= SUGGEST_FROM else "none"
