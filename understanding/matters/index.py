"""Messages in order of arrival, each compared with the matters before it. In memory; the office's cases lie in db.similar."""

from collections import Counter
from dataclasses import dataclass, field

from understanding.matters.likeness import DIFFERENT, Likeness, compare_all, model
from understanding.matters.signature import Signature

CANDIDATES = 50
COMMON = 400  # a word in more messages than this finds none by itself


@dataclass
class MatterIndex:
    """`add` and `find` in turn. A matter is named by the id of its first message."""

    _matters: dict[str, list[Signature]] = field(default_factory=dict)
    _where: dict[str, list[str]] = field(default_factory=dict)  # word or concept → matters that hold it

    def find(self, signature: Signature) -> tuple[str | None, Likeness]:
        """The matter that is most like it, and how like; that may be little."""
        found = [(name, compare_all(signature, self._matters[name])) for name in self._candidates(signature)]
        return max(found, key=lambda one: one[1].probability, default=(None, DIFFERENT))

    def add(self, signature: Signature, name: str) -> None:
        self._matters.setdefault(name, []).append(signature)
        for token in tokens(signature):
            matters = self._where.setdefault(token, [])
            if not matters or matters[-1] != name:
                matters.append(name)

    def _candidates(self, signature: Signature) -> list[str]:
        known, scores = model(), Counter[str]()
        for token in tokens(signature):
            matters = self._where.get(token, ())
            if len(matters) <= COMMON or token in signature.units:
                for name in dict.fromkeys(matters[-COMMON:]):
                    scores[name] += known.rarity.get(token, known.unknown)  # type: ignore[assignment]
        return sorted(scores, key=lambda name: -scores[name])[:CANDIDATES]


def tokens(signature: Signature) -> frozenset[str]:
    """All by which a matter can be found again."""
    return signature.words | signature.concepts | signature.maybe | signature.names | signature.units
