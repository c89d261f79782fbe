"""What the model of triage sees of a message: named features with their strength. Pure; the trainer and what runs share it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from language.folding import fold, vocabulary
from localities.locality import Locality
from understanding.reading import Reading
from understanding.rules import Verdict

READ_WORDS = 400  # of a longer message the first ones and the last ones
TAIL = 100
PLACE = "xx"  # stands for the name of a commune: what is wrong there is not what the place is
BEGIN, END = 3, 2  # words that get a feature of their own
FEW = 3  # words of a message that is hardly one

_DIGITS = re.compile(r"\d+")
_MANNER = vocabulary(  # topics that say how something is told, not what about
    "lasting harm private propose asking own_kin contest decision improve official official_deixis evidence accuse refusal "
    "status thanks reply chat favour"
)
_WHO = ("official", "official_deixis", "private", "own_kin", "decision", "refusal", "propose", "asking")
_WHAT = ("bribe", "embezzle", "favour", "manners", "hours", "evidence", "accuse", "contest", "improve", "harm", "lasting")


def features(reading: Reading, verdict: Verdict, locality: Locality) -> dict[str, float]:
    """Feature → strength, mostly about 1; words together have the length 1."""
    found: dict[str, float] = {}
    words = _masked(reading, locality)
    found.update(_bag(words, [word.keyed for word in reading.words if word.marked]))
    found.update(_ends(words))
    found.update(_clauses(reading))
    found.update(_topics(reading))
    found.update(_rules(reading, verdict))
    return found


def _masked(reading: Reading, locality: Locality) -> list[str]:
    said = reading.words
    if len(said) > READ_WORDS:
        said = [*said[: READ_WORDS - TAIL], *said[-TAIL:]]
    text = " ".join(word.folded for word in said)
    return _DIGITS.sub("0", _names(locality).sub(PLACE, text)).split()


@cache
def _names(locality: Locality) -> re.Pattern[str]:
    names = {fold(name) for unit in locality.units.values() for name in (unit.name, *unit.former_names)}
    names.add(fold(locality.district_name))
    longest = sorted(filter(None, names), key=lambda name: (-len(name), name))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b")


def _bag(words: Sequence[str], keyed: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Words, pairs of words, and words as their diacritics have them."""
    terms = {f"w {word}" for word in words}
    terms.update(f"w {first} {second}" for first, second in pairwise(words))
    terms.update(f"k {word}" for word in keyed)
    weight = 1 / max(1.0, len(terms)) ** 0.5
    return ((term, weight) for term in sorted(terms))


def _ends(words: Sequence[str]) -> Iterator[tuple[str, float]]:
    for word in words[:BEGIN]:
        yield f"^{word}", 0.6
    for word in words[-END:]:
        yield f"${word}", 0.5


def _clauses(reading: Reading) -> Iterator[tuple[str, float]]:
    """The first words of each clause: "nên …", "xin …", "đề nghị …"."""
    before = None
    for word in reading.words[:READ_WORDS]:
        if before is None or not reading.text[before : word.start].isspace():
            yield f"/{word.folded}", 0.5
        before = word.end


def _topics(reading: Reading) -> Iterator[tuple[str, float]]:
    counts = Counter(topic for topic, _ in reading.topics)
    for topic, count in counts.items():
        yield f"c:{topic}", min(2.0, 0.5 + 0.5 * count)
    if reading.topics:
        yield f"c0:{reading.topics[0][0]}", 1.0
    subject = next((topic for topic, _ in reading.topics if topic not in _MANNER), None)
    if subject:
        yield f"c1:{subject}", 1.0
    for topic in {topic for topic, start in reading.topics if start <= 1}:
        yield f"cs:{topic}", 1.0
    for who in _WHO:
        if counts[who]:
            yield from ((f"p:{who}+{what}", 0.7) for what in _WHAT if counts[what])


def _rules(reading: Reading, verdict: Verdict) -> Iterator[tuple[str, float]]:
    for tag, count in reading.tags.items():
        yield f"t:{tag}", min(3, count) / 2
    for rank, name in enumerate(reading.fields, start=1):
        yield f"f:{name}", 1 / rank
    yield f"r:{verdict.kind}", 1.0
    yield "about_officer", float(verdict.about_officer)
    yield "score", max(-3.0, min(3.0, verdict.score)) / 2
    yield "asks", min(4.0, reading.asks) / 2
    yield "question_mark", float("?" in reading.text)
    yield "place", float(bool(reading.places.candidates))
    yield "length", min(60, len(reading.words)) / 30
    yield "few", float(len(reading.words) <= FEW)
