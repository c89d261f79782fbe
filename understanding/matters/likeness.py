"""Whether two messages tell of one matter: other words about the same against the same words about something else. Pure.

Each comparison gives named signs; a small logistic model (weights in `duplicates.yaml`, see docs/decisions/0013) makes them a
probability. Another commune is never the same matter."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from understanding.matters.reasons import reasons
from understanding.matters.signature import Signature, of_class
from understanding.matters.words import CLASSES

LINKED = 0.6  # from this probability on two messages are taken for one matter
ASKED = 0.3  # one sender seldom has two matters so alike: from here on they are asked
REPEAT = 0.97
CAP = 3.0  # no sign weighs more than this often
SIDES_WITH_STATE = ("complaint", "denunciation")


@dataclass(frozen=True, slots=True)
class Likeness:
    """`reasons` are ids of texts.vi.officer.joining, strongest first, those that speak for it or, below LINKED, against it."""

    probability: float
    reasons: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        return self.probability >= LINKED


DIFFERENT = Likeness(0.0, ())


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the signs, and how rare each word or concept is (`unknown`: those in no example)."""

    bias: float
    weights: Mapping[str, float]
    rarity: Mapping[str, float]
    unknown: float

    def weigh(self, tokens: Iterable[str]) -> float:
        return sum(self.rarity.get(token, self.unknown) for token in tokens)


@cache
def model() -> Model:
    kept = yaml.safe_load(files("understanding.matters").joinpath("duplicates.yaml").read_text(encoding="utf-8"))
    return Model(kept["bias"], kept["weights"], kept["rarity"], kept["unknown"])


def compare(one: Signature, other: Signature, known: Model | None = None) -> Likeness:
    """How likely both tell of the same matter, 0 to 1. Symmetric."""
    if is_elsewhere(one, other):
        return Likeness(0.0, ("other_commune",))
    known = known or model()
    found = signs(one, other, known)
    parts = {name: known.weights.get(name, 0.0) * value for name, value in found.items()}
    probability = 1 / (1 + math.exp(-known.bias - sum(parts.values())))
    if is_repeat(one, other, known):
        probability = max(probability, REPEAT)
    return Likeness(round(probability, 3), reasons(found, parts, is_for=probability >= LINKED))


def compare_all(one: Signature, matter: Sequence[Signature], known: Model | None = None) -> Likeness:
    """The same against all that was said about a matter: who tells of it again is like most of it, not only like one message."""
    found = [compare(one, other, known) for other in matter]
    if not found:
        return DIFFERENT
    best = max(found, key=lambda likeness: likeness.probability)
    return Likeness(round(sum(likeness.probability for likeness in found) / len(found), 3), best.reasons)


def is_elsewhere(one: Signature, other: Signature) -> bool:
    """Whether they name communes of which none can be the other, nor hold it today."""
    if not one.units or not other.units or one.units & other.units:
        return False
    return not (one.units & other.communes or one.communes & other.units)


def signs(one: Signature, other: Signature, known: Model) -> dict[str, float]:
    """The named signs of a pair, each about 0 to CAP."""
    here, there = one.beside(other), other.beside(one)
    words = _overlap(one.words | here, other.words | there, known)
    literal = len(one.runs & other.runs) / (min(len(one.runs), len(other.runs)) or 1)
    split_name = bool(_hamlets(one)) and bool(_hamlets(other)) and not _names_agree(one, other)
    found = {
        "contained": words.contained,
        "shared_weight": min(CAP, words.shared / 10),
        "literal_but": literal * min(CAP, words.left / 4),
        "same_commune": float(bool(one.units & other.units)),
        "no_commune": float(not one.units or not other.units),
        "new_or_broken": float((_asks_for_new(one) and _is_broken(other)) or (_asks_for_new(other) and _is_broken(one))),
        "same_name": float(_names_agree(one, other)),
        "other_name": float(split_name),
        "other_person": float(bool(_people(one)) and bool(_people(other)) and not _people(one) & _people(other)),
        "same_number": min(CAP, sum(_surprise(number) for number in one.numbers & other.numbers)),
        "other_number": float(_numbers_differ(one, other)),
        "same_field": float(bool(one.fields & other.fields)),
        "other_kind": float(one.kind != other.kind),
        "other_side": float((one.kind in SIDES_WITH_STATE) != (other.kind in SIDES_WITH_STATE)),
    }
    for kind in CLASSES:
        mine, theirs = of_class(here, kind), of_class(there, kind)
        both = _overlap(mine, theirs, known)
        split = (1 - both.contained) if mine and theirs else 0.0
        found |= {f"same_{kind}": min(CAP, both.shared / 4), f"split_{kind}": split}
        found[f"literal_split_{kind}"] = literal * split
    found["literal_other_name"] = literal * split_name
    found["thing_and_event"] = float(found["same_thing"] > 0 and found["same_event"] > 0)
    return found


@dataclass(frozen=True, slots=True)
class _Overlap:
    """Weights: what both have, its share of the lighter one, and what the one with less left over has left over."""

    shared: float
    contained: float
    left: float


def _overlap(one: frozenset[str], other: frozenset[str], known: Model) -> _Overlap:
    shared, mine, theirs = known.weigh(one & other), known.weigh(one), known.weigh(other)
    return _Overlap(shared, shared / (min(mine, theirs) or 1), min(mine, theirs) - shared)


def is_repeat(one: Signature, other: Signature, known: Model) -> bool:
    """The same text sent again, perhaps with a few words more: the longer says all that the shorter says, in its words."""
    shared, smaller, larger = len(one.runs & other.runs), *sorted((len(one.runs), len(other.runs)))
    if not shared or shared < 0.8 * smaller or shared < 0.6 * larger:
        return False
    left = _overlap(one.words | one.beside(other), other.words | other.beside(one), known).left
    return left < 1 and _hamlets(one) == _hamlets(other)


def _asks_for_new(signature: Signature) -> bool:
    return "a:lap-moi" in signature.concepts and signature.kind == "proposal"


def _is_broken(signature: Signature) -> bool:
    return "e:hu" in signature.concepts and "a:lap-moi" not in signature.concepts


def _hamlets(signature: Signature) -> frozenset[str]:
    return frozenset(name for name in signature.names if name[0] != "@")


def _people(signature: Signature) -> frozenset[str]:
    return frozenset(name for name in signature.names if name[0] == "@")


def _names_agree(one: Signature, other: Signature) -> bool:
    """One named place of either is named by the other, or said among its words."""
    return any(_said(name, other) for name in _hamlets(one)) or any(_said(name, one) for name in _hamlets(other))


def _said(name: str, signature: Signature) -> bool:
    if any(name in other or other in name for other in _hamlets(signature)):
        return True
    return all(word in signature.words for word in name.split())


def _surprise(number: str) -> float:
    """A large number, or one with its unit, is seldom the same by chance."""
    value, _, unit = number.partition(" ")
    return (0.5 if int(value) < 10 else 1.0) + (0.25 if unit else 0.0)


def _numbers_differ(one: Signature, other: Signature) -> bool:
    """Both count the same thing and no count agrees."""
    mine, theirs = _counts(one), _counts(other)
    return any(unit in theirs and not mine[unit] & theirs[unit] for unit in mine)


def _counts(signature: Signature) -> dict[str, set[str]]:
    counts: dict[str, set[str]] = {}
    for number in signature.numbers:
        value, _, unit = number.partition(" ")
        if unit:
            counts.setdefault(unit, set()).add(value)
    return counts
