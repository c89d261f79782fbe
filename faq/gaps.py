"""What citizens asked and did not get, grouped by likeness for the editors."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from faq.evaluation import Matching
from faq.wording import read_wording

ALIKE = 72.0  # rapidfuzz ratio of the sorted words
SHARED = 0.6  # or this share of the words in common
EXAMPLES = 5


@dataclass(frozen=True)
class Missed:
    """One question; `words` where its writer agreed."""

    outcome: str
    nearest: str | None
    words: str | None


@dataclass
class Gap:
    """Questions that are alike, or, without words, that had the same nearest entry."""

    nearest: str | None
    has_words: bool
    outcomes: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)
    _nearest: Counter[str | None] = field(default_factory=Counter)
    _said: list[frozenset[str]] = field(default_factory=list)

    @property
    def count(self) -> int:
        return self.outcomes.total()

    def take(self, one: Missed, said: frozenset[str]) -> None:
        self.outcomes[one.outcome] += 1
        self._nearest[one.nearest] += 1
        self.nearest = self._nearest.most_common(1)[0][0]
        self._said.append(said)
        if one.words and one.words not in self.examples and len(self.examples) < EXAMPLES:
            self.examples.append(one.words)

    def likeness(self, said: frozenset[str]) -> float:
        """0 to 100, to the most alike of its questions."""
        return max((_likeness(said, other) for other in self._said), default=0.0)


def group(missed: Iterable[Missed], matcher: Matching) -> list[Gap]:
    """The largest first. A question that gets another answer by now is no gap any more."""
    spoken: list[Gap] = []
    silent: dict[str | None, Gap] = {}
    for one in missed:
        if one.words is None:
            silent.setdefault(one.nearest, Gap(one.nearest, has_words=False)).take(one, frozenset())
        elif not _is_answered(one, one.words, matcher):
            _put(one, one.words, spoken)
    return sorted([*spoken, *silent.values()], key=lambda gap: (-gap.count, not gap.has_words, gap.nearest or "", gap.examples))


def _is_answered(one: Missed, words: str, matcher: Matching) -> bool:
    found = matcher.match(words)
    return found.decision == "answer" and (one.outcome == "none" or found.entry_id != one.nearest)


def _put(one: Missed, words: str, gaps: list[Gap]) -> None:
    said = frozenset(read_wording(words).words)
    best = max(gaps, key=lambda gap: gap.likeness(said), default=None)
    if best is None or best.likeness(said) < ALIKE:
        best = Gap(one.nearest, has_words=True)
        gaps.append(best)
    best.take(one, said)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Words in common count for more than letters: “xe máy” and “xe may” are the same words already."""
    shared = len(one & other) / max(1, len(one | other))
    return 100.0 if shared >= SHARED else fuzz.ratio(_sorted(one), _sorted(other))


def _sorted(words: Iterable[str]) -> str:
    return " ".join(sorted(words))


def as_json(gaps: Sequence[Gap]) -> list[dict[str, object]]:
    return [
        {"count": one.count, "outcomes": dict(one.outcomes), "nearest": one.nearest, "examples": one.examples} for one in gaps
    ]
