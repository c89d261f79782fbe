"""Which entry a message asks for, how sure that is, and whether it is answered, suggested or left to a person.

A trained model (weights of words and letters) knows the entries of its day; an index of all phrasings knows every
entry at once, the editors' too. Both together rank, and what they agree on is sure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import yaml

from faq.deciding import LONGEST, Decision, Facts, decide, probability
from faq.entry import Entry
from faq.lexical import Lines, Nearness
from faq.same_words import table
from faq.weights import NO_ENTRY, Floats, Model, shipped
from faq.wording import Wording, read_message

SUGGESTIONS = 3
AS_WRITTEN = 0.98  # probability of the entry that has the message among its phrasings
OTHER_TOPICS = Path(__file__).parent / "other_topics.yaml"

_VOTES = 0.6  # how much the index says beside the model
_NEAR, _FAR = 1.9, -1.1  # the score of an entry that only the index knows: _FAR + _NEAR * likeness
_LEAST = -1.5  # no score of the model is lower
_LONG_FROM = 30  # words; of a longer message the parts are read, too
_PARTS = 12  # at most so many parts are matched


@dataclass(frozen=True, slots=True)
class Match:
    """`entry_id` is the best guess whatever the decision, None when nothing is near.

    `second`: another entry the same message asks for; only with the decision "answer".
    """

    entry_id: str | None
    probability: float
    suggestions: tuple[str, ...]
    decision: Decision
    second: str | None = None


NOTHING = Match(None, 0.0, (), "none")


class Matcher:
    """Ready to compare messages with `entries`; deterministic. Build another one when the content changes.

    `places`: names that say where somebody lives and nothing about what they ask."""

    def __init__(
        self,
        entries: Mapping[str, Entry],
        other_topics: Mapping[str, Sequence[str]] | None = None,
        model: Model | None = None,
        *,
        places: Iterable[str] = (),
    ) -> None:
        self._same = table(places)
        others = load_other_topics() if other_topics is None else other_topics
        self._model = model or shipped()
        self._names = sorted(entries)
        self._entries = {name: at for at, name in enumerate(self._names)}
        said = {f"{NO_ENTRY}{topic}": lines for topic, lines in others.items()}
        said |= {name: (entries[name].title, *entries[name].phrasings) for name in self._names}
        self._lines = Lines(self._model.line(topic, line, self._same) for topic, lines in said.items() for line in lines)
        place = {topic: index for index, topic in enumerate(self._model.topics)}
        known = [at for at, name in enumerate(self._names) if name in place]
        self._known = np.array(known, dtype=np.intp)
        self._places = np.array([place[self._names[at]] for at in known], dtype=np.intp)
        self._no_places = np.array([index for topic, index in place.items() if topic not in entries], dtype=np.intp)

    def match(self, text: str) -> Match:
        """The decision on one message; of a very long one its first and last thousands of characters count."""
        message = read_message(text, self._same)
        whole = self._match(message.whole)
        asking = [part for part in message.parts if part.asks and len(part.words) > 1] if len(message.parts) > 1 else []
        is_long = len(message.whole.words) > _LONG_FROM
        if not is_long and len(asking) < 2:
            return whole
        if len(asking) > _PARTS:
            known = sorted((self._lines.familiar(part.words), -at) for at, part in enumerate(asking))[-_PARTS:]
            asking = [asking[at] for at in sorted(-place for _, place in known)]
        return _joined(whole, [self._match(part) for part in asking], is_long=is_long)

    def _match(self, wording: Wording) -> Match:
        guess = self.guess(wording)
        if guess is None:
            return NOTHING
        ranked, facts = guess
        sure = probability(facts, self._model.sure)
        said = self._lines.said.get(wording.folded)
        if said in self._entries:
            ranked, sure = [said, *(name for name in ranked if name != said)], max(sure, AS_WRITTEN)
        decision = decide(ranked[0], sure, facts)
        return Match(ranked[0], sure, tuple(ranked[:SUGGESTIONS]) if decision == "suggest" else (), decision)

    def guess(self, wording: Wording) -> tuple[list[str], Facts] | None:
        """The nearest entries, best first, and what is to be said about the first; None where nothing is near."""
        if not wording.words or not self._entries:
            return None
        words = self._lines.spell(wording.words)
        near = self._lines.near(words)
        scores = self._model.scores(wording)
        if scores is None:
            if not near.votes:
                return None
            scores = self._model.bias
        ranked = self._rank(scores, near)
        against = float(scores[self._no_places].max(initial=_LEAST))
        return [name for _, name in ranked[:SUGGESTIONS]], self._facts(ranked, against, near, wording, words)

    def _rank(self, scores: Floats, near: Nearness) -> list[tuple[float, str]]:
        """The four best entries; equals in the order of their ids."""
        found = np.full(len(self._entries), _FAR, dtype=np.float32)
        found[self._known] = scores[self._places]
        for topic, votes in near.votes.items():
            at = self._entries.get(topic)
            if at is not None:
                likeness = _FAR + _NEAR * near.nearest[topic] * near.letters[topic]
                found[at] = max(float(found[at]), likeness) + _VOTES * votes
        best = np.argsort(-found, kind="stable")[: SUGGESTIONS + 1].tolist()
        return [(float(found[at]), self._names[at]) for at in best]

    def _facts(
        self, ranked: Sequence[tuple[float, str]], against: float, near: Nearness, wording: Wording, words: Sequence[str]
    ) -> Facts:
        score, best = ranked[0]
        votes_none = sum(votes for topic, votes in near.votes.items() if topic.startswith(NO_ENTRY))
        covered, pairs = self._lines.covered(best, words)
        length = min(len(wording.words), LONGEST) / LONGEST
        return Facts(
            score=score,
            lead=min(1.5, score - ranked[1][0]) if len(ranked) > 1 else 1.5,
            lead_over_none=max(-2.0, min(2.0, score - against - _VOTES * votes_none)),
            votes=near.votes.get(best, 0.0),
            votes_none=votes_none,
            nearest=near.nearest.get(best, 0.0),
            letters=near.letters.get(best, 0.0),
            covered=covered,
            pairs=pairs,
            agree=float(bool(near.votes) and max(near.votes, key=lambda topic: near.votes[topic]) == best),
            asks=float(wording.asks),
            thanks=float(wording.thanks),
            length=length,
            telling=0.0 if wording.asks else length,
            lone=float(len(wording.words) == 1),
        )


def _joined(whole: Match, asked: Sequence[Match], *, is_long: bool) -> Match:
    """What a message asks for in all: its parts count where two of them are sure, or where it is long."""
    sure = {match.entry_id: match for match in reversed(asked) if match.decision == "answer"}
    found = [sure[name] for name in dict.fromkeys(match.entry_id for match in asked) if name in sure]
    if len(found) > 1:
        first, second = found[:2]
        return replace(first, second=second.entry_id)
    best = max(asked, key=lambda match: match.probability, default=NOTHING)
    return best if is_long and best.probability > whole.probability else whole


def load_other_topics(file: Path | None = None) -> dict[str, list[str]]:
    """Topics without an entry, each with lines."""
    topics: dict[str, list[str]] = yaml.load((file or OTHER_TOPICS).read_text(encoding="utf-8"), yaml.CSafeLoader)
    return topics
