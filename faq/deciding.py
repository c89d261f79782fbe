"""How sure a guess is, and whether that is enough to answer."""

import math
from collections.abc import Sequence
from typing import Literal, NamedTuple

Decision = Literal["answer", "suggest", "none"]
ANSWER_FROM, RESERVED_FROM = 0.65, 0.9  # probabilities
SUGGEST_FROM, SUGGEST_ASKED_FROM, SUGGEST_AHEAD_FROM = 0.1, 0.03, 0.01  # a question; no other topic is nearer
LONGEST = 40  # words; longer messages count as so long
STORY_FROM = 12  # words; a longer message that asks nothing tells of something
# Their subjects are what people report day by day: only a clear question about the procedure is answered.
RESERVED = frozenset(
    (
        "agricultural-support",
        "disaster-flood-help",
        "electricity-outage",
        "environment-waste",
        "fishing-license",
        "job-support",
        "public-lighting-road",
        "resettlement-support",
        "rural-new-program",
        "scam-alert-impersonating-officials",
        "seafarer-book",
        "water-supply",
    )
)


class Facts(NamedTuple):
    """What tells a sure guess from a doubtful one, each about 0 to 1."""

    score: float
    lead: float  # over the second entry
    lead_over_none: float  # over what is no entry
    votes: float
    votes_none: float
    nearest: float
    letters: float
    covered: float  # share of the message's weight that the entry's lines know
    pairs: float  # the same of its pairs of words
    agree: float
    asks: float
    thanks: float
    length: float
    telling: float  # length of a message that asks nothing
    lone: float  # a single word


def probability(facts: Facts, weights: Sequence[float]) -> float:
    """That the guess is right; `weights` begin with the constant."""
    sum_ = weights[0] + math.fsum(weight * fact for weight, fact in zip(weights[1:], facts, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, sum_))))


def decide(entry_id: str, sure: float, facts: Facts) -> Decision:
    """Answer, suggest or neither."""
    asks = facts.asks > 0
    enough = sure >= ANSWER_FROM and (asks or facts.length <= STORY_FROM / LONGEST)
    if entry_id in RESERVED:
        enough = asks and sure >= RESERVED_FROM
    if enough:
        return "answer"
    ahead = SUGGEST_AHEAD_FROM if facts.lead_over_none > 0 else 1.0
    return "suggest" if sure >= min(SUGGEST_ASKED_FROM if asks else SUGGEST_FROM, ahead) else "none"
