"""What a message is about and what its sender wants: a trained model over words and rules, with the rules as its net. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from cases.codes import find_codes
from cases.kinds import Kind
from language.cleaning import MESSAGE_LIMIT, clean
from language.folding import Word, vocabulary
from localities.fields import CORRUPTION, MANNERS, OTHER
from localities.locality import Locality
from localities.places import Places
from texts.vi.citizen.understanding import Reason
from understanding.features import features
from understanding.reading import FIELDS, Reading, first_danger, read_message
from understanding.rules import SHORT, Verdict, judge_message
from understanding.scoring import Scores, load
from understanding.signals import Danger
from understanding.speakers import people_count

Intent = Literal[
    "report", "question", "status", "greeting", "thanks", "human", "goodbye", "small", "unclear", "denunciation", "complaint"
]  # fmt: skip

REPEATED = 100  # words that hold more than one another word: no text, a key held down
_PERHAPS = -0.62  # log-odds
_QUESTION_WORDS = vocabulary("nao gi sao dau may nhieu")
_BLAMED_FROM = 0.4
_DENUNCIATION_COUNTS = 2.5  # guidance to one who did not denounce costs little; a denunciation that is stored costs a lot
_CLEARED = 0.05  # the order of the words says that it was not the officer who took
_COURTESY = 2.0  # log-odds that thanks speak against a report
_LEAST_FIELD, _LEAST_NAMED = 0.06, 0.01  # a less likely field is not offered; one whose keywords are there needs less
_REASONS: dict[Kind, Reason] = {
    "feedback": "situation", "proposal": "wish", "complaint": "own_decision", "denunciation": "wrongdoing",
}  # fmt: skip
_CALLED: tuple[tuple[Literal["complaint", "denounce", "propose"], Kind], ...] = (
    ("complaint", "complaint"), ("denounce", "denunciation"), ("propose", "proposal"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Understanding:
    """`is_feedback` is true for all four petition kinds; `probability` is that of being one of them, 0 to 1. `perhaps`: it is
    none, but worth asking. `reasons` are ids of sentences in texts/vi/citizen/understanding.py."""

    is_feedback: bool
    kind: Kind | None
    fields: tuple[str, ...]  # best first, at most three
    about_officer: bool
    urgent: bool
    danger: Danger | None
    intent: Intent
    probability: float
    people_count: int
    reasons: tuple[Reason, ...]
    perhaps: bool
    places: Places
    words: Sequence[Word] = field(repr=False)


def understand(text: str, locality: Locality, on: date) -> Understanding:
    """Reads at most 4,000 characters. `on` decides which communes exist."""
    reading = read_message(clean(text, MESSAGE_LIMIT), locality, on)
    verdict = judge_message(reading)
    return conclude(reading, verdict, load().score(features(reading, verdict, locality)), locality)


def conclude(reading: Reading, verdict: Verdict, scores: Scores, locality: Locality) -> Understanding:
    """What model and rules say together."""
    kind, danger = _kind(verdict, scores), first_danger(reading)
    odds = _odds(reading, verdict, scores, danger)
    is_feedback = bool(reading.words) and odds > 0
    about_officer = _is_blamed(verdict, scores)
    danger = None if is_feedback and kind == verdict.kind == "proposal" else danger
    people = people_count(reading.text, reading.words) if is_feedback else 1
    return Understanding(
        is_feedback=is_feedback,
        kind=kind if is_feedback else None,
        fields=_fields(reading, kind, about_officer, scores, locality) if is_feedback else reading.fields,
        about_officer=about_officer,
        urgent=danger is not None,
        danger=danger,
        intent=_intent(reading, is_feedback, kind),
        probability=round(1 / (1 + math.exp(-odds)), 3),
        people_count=people,
        reasons=_reasons(reading, kind, about_officer, people, danger) if is_feedback else (),
        places=reading.places,
        perhaps=not is_feedback and _perhaps(reading, verdict, odds),
        words=reading.words,
    )


def _kind(verdict: Verdict, scores: Scores) -> Kind:
    """By content, not by the word that the sender uses."""
    if verdict.kind == "denunciation":
        return "denunciation"
    weighed = dict(scores.kinds)
    weighed["denunciation"] *= _CLEARED if verdict.is_cleared else _DENUNCIATION_COUNTS
    return max(weighed, key=lambda kind: weighed[kind])


def _odds(reading: Reading, verdict: Verdict, scores: Scores, danger: Danger | None) -> float:
    """Log-odds that it is one of the four kinds."""
    share = min(max(scores.feedback, 1e-6), 1 - 1e-6)
    odds = math.log(share / (1 - share)) + (2.0 if danger else 0.0)
    if verdict.kind == "denunciation":
        return max(odds, 1.0)
    if verdict.is_courtesy:
        odds -= _COURTESY
    return min(odds, -1.0) if _says_nothing(reading) and not danger else odds


def _perhaps(reading: Reading, verdict: Verdict, odds: float) -> bool:
    """By the model, or by the rules where no question word stands."""
    asks = any(word.folded in _QUESTION_WORDS for word in reading.words)
    return max(odds, -math.inf if asks else verdict.score) > _PERHAPS


def _says_nothing(reading: Reading) -> bool:
    """One word, one word over and over, or none that any list knows."""
    different = len({word.folded for word in reading.words})
    return different <= 1 + len(reading.words) // REPEATED or not (reading.topics or reading.tags)


def _is_blamed(verdict: Verdict, scores: Scores) -> bool:
    """Whether somebody on public duty is blamed, not only his office."""
    return scores.blames_officer > (_BLAMED_FROM / 2 if verdict.about_officer else _BLAMED_FROM)


def _fields(reading: Reading, kind: Kind, blamed: bool, scores: Scores, locality: Locality) -> tuple[str, ...]:
    """The field that decides who handles it first."""
    weighed = {name: share * _weight(name, kind, blamed) for name, share in scores.fields.items() if name in locality.fields}
    total = sum(weighed.values()) or 1.0
    best = sorted(weighed, key=lambda name: (-weighed[name], name))
    likely = [one for one in best if weighed[one] > (_LEAST_NAMED if one in reading.fields else _LEAST_FIELD) * total]
    return tuple(likely[:FIELDS]) or (OTHER,)


def _weight(name: str, kind: Kind, blamed: bool) -> float:
    """Corruption and manners are those of officers."""
    if name == CORRUPTION:
        return (20.0 if kind == "denunciation" else 1.0) if blamed else 0.2
    if name == MANNERS:
        return (4.0 if kind == "feedback" else 1.0) if blamed else 0.7
    return 1.0


def _reasons(reading: Reading, kind: Kind, blamed: bool, people: int, danger: Danger | None) -> tuple[Reason, ...]:
    named = [meant for tag, meant in _CALLED if reading.any(tag)]
    found: list[tuple[bool, Reason]] = [
        (True, _REASONS[kind]),
        (bool(named) and kind not in named, "called_otherwise"),
        (blamed, "officer"),
        (people > 1, "many_people"),
        (danger is not None, "danger"),
    ]
    return tuple(reason for holds, reason in found if holds)


def _intent(reading: Reading, is_feedback: bool, kind: Kind) -> Intent:
    if is_feedback:
        return "denunciation" if kind == "denunciation" else "complaint" if kind == "complaint" else "report"
    if not reading.words:
        return "thanks" if "👍" in reading.text else "unclear"
    if reading.any("human") and len(reading.words) <= 2 * SHORT:
        return "human"
    if reading.any("status") or find_codes(reading.text):
        return "status"
    return _light_intent(reading)


def _light_intent(reading: Reading) -> Intent:
    """What opens no case and looks at none."""
    is_short = len(reading.words) <= SHORT
    if reading.any("thanks"):
        return "thanks"
    if reading.any("goodbye") and is_short:
        return "goodbye"
    if reading.any("chat"):
        return "small"
    if reading.any("greeting") and is_short and reading.asks <= 2:
        return "greeting"
    return "question" if reading.asks or reading.any("how", "service") else "unclear"
