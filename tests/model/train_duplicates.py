"""Fits the comparison of messages, measures it by cross-validation over matters, writes cases/duplicates.yaml:
`.venv/bin/python -m tests.model.train_duplicates [--write]`. scikit-learn is needed here only.

Rows: invented pairs (`tests/data/duplicates-*.jsonl`) and the labelled messages of development. A matter with all its
duplicates and hard negatives is on one side of a fold."""

import json
import math
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from localities.loading import load
from understanding.matters import likeness as duplicates
from understanding.matters.likeness import LINKED, Model, is_elsewhere, signs
from understanding.matters.signature import Signature, sign

DATA = Path(__file__).parents[1] / "data"
SETS = ("duplicates-tune", "duplicates-held", "feedback-dev")
ON = date(2026, 11, 24)
FOLDS, C = 6, 1.0
CLOSE = 3.0  # a labelled pair weighs as much as so many others
RARE = 3  # words of fewer messages count as unknown
THRESHOLDS = sorted({0.3, 0.4, 0.5, LINKED, 0.7, 0.8})


@dataclass(frozen=True)
class Message:
    id: str
    duplicate_of: str | None
    hard_negative_of: str | None
    signature: Signature

    @property
    def matter(self) -> str:
        return self.duplicate_of or self.hard_negative_of or self.id


@dataclass(frozen=True)
class Pair:
    earlier: Message
    later: Message

    @property
    def is_same(self) -> bool:
        return self.later.duplicate_of == self.earlier.id

    @property
    def weight(self) -> float:
        return CLOSE if self.earlier.id in (self.later.duplicate_of, self.later.hard_negative_of) else 1.0


def read(name: str) -> list[Message]:
    locality = load("binh-son")
    rows = [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [Message(row["id"], row["duplicate_of"], row["hard_negative_of"], sign(row["text"], locality, ON)) for row in rows]


def pairs(messages: Sequence[Message]) -> Iterator[Pair]:
    for at, later in enumerate(messages):
        for earlier in messages[:at]:
            if not is_elsewhere(earlier.signature, later.signature):
                yield Pair(earlier, later)


def rarity(messages: Sequence[Message]) -> Model:
    """A model without weights: how rare each word is."""
    counts = Counter(token for one in messages for token in one.signature.words | one.signature.concepts | one.signature.maybe)

    def rare(count: float) -> float:
        return round(math.log((len(messages) + 1) / (count + 0.5)), 2)

    return Model(0.0, {}, {token: rare(count) for token, count in counts.items() if count >= RARE}, rare(1.5))


def fit(found: Sequence[Pair], base: Model) -> Model:
    rows = [signs(pair.earlier.signature, pair.later.signature, base) for pair in found]
    names = sorted({name for row in rows for name in row})
    x = np.array([[row[name] for name in names] for row in rows])
    model = LogisticRegression(C=C, max_iter=5000)
    model.fit(x, [pair.is_same for pair in found], sample_weight=[pair.weight for pair in found])
    weights = {name: round(float(value), 3) for name, value in zip(names, model.coef_[0], strict=True)}
    return Model(round(float(model.intercept_[0]), 3), weights, base.rarity, base.unknown)


def cross_validate(sets: Sequence[Sequence[Message]], base: Model) -> dict[tuple[str, str], float]:
    """The probability of each pair from a model that saw neither of its matters."""
    matters = sorted({one.matter for messages in sets for one in messages})
    random.Random(1).shuffle(matters)
    fold = {matter: at % FOLDS for at, matter in enumerate(matters)}
    every = [pair for messages in sets for pair in pairs(messages)]
    scores = {}
    for held in range(FOLDS):
        model = fit([pair for pair in every if held not in (fold[pair.earlier.matter], fold[pair.later.matter])], base)
        for pair in every:
            if fold[pair.later.matter] == held:
                likeness = duplicates.compare(pair.earlier.signature, pair.later.signature, model)
                scores[pair.earlier.id, pair.later.id] = likeness.probability
    return scores


def link(messages: Sequence[Message], scores: dict[tuple[str, str], float]) -> list[tuple[Message, str | None, float]]:
    """Each message with the matter that is most like it, as `nghedan duplicates` does it."""
    matter_of: dict[str, str] = {}
    found = []
    for at, later in enumerate(messages):
        likeness: dict[str, list[float]] = {}
        for earlier in messages[:at]:
            likeness.setdefault(matter_of[earlier.id], []).append(scores.get((earlier.id, later.id), 0.0))
        means = {matter: sum(values) / len(values) for matter, values in likeness.items()}
        best = max(means, key=lambda matter: means[matter], default=None)
        probability = means[best] if best else 0.0
        matter_of[later.id] = best if best and probability >= LINKED else later.id
        found.append((later, best, probability))
    return found


def interval(hits: int, of: int) -> str:
    """A share with its 95 % interval (Wilson)."""
    if not of:
        return "-"
    share, z = hits / of, 1.96
    middle, spread = share + z * z / (2 * of), z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    low, high = (middle - spread) / (1 + z * z / of), (middle + spread) / (1 + z * z / of)
    return f"{share:.2f} ({low:.2f} to {high:.2f})"


def report(name: str, linked: Sequence[tuple[Message, str | None, float]]) -> None:
    print(name)
    for threshold in THRESHOLDS:
        taken = [(one, matter) for one, matter, probability in linked if probability >= threshold]
        right = sum(one.duplicate_of is not None and one.duplicate_of == matter for one, matter in taken)
        wrong = sum(one.hard_negative_of is not None and one.hard_negative_of == matter for one, matter in taken)
        recall = interval(right, sum(one.duplicate_of is not None for one, *_ in linked))
        hard = interval(wrong, sum(one.hard_negative_of is not None for one, *_ in linked))
        print(f"  from {threshold}: recall {recall}, precision {interval(right, len(taken))}, hard negatives linked {hard}")


def calibration(found: Sequence[Pair], scores: dict[tuple[str, str], float]) -> None:
    print("calibration (pairs that are at least alike): said, were")
    for low in (0.05, 0.2, 0.4, 0.6, 0.8):
        inside = [pair for pair in found if low <= scores[pair.earlier.id, pair.later.id] < low + 0.2]
        if inside:
            said = sum(scores[pair.earlier.id, pair.later.id] for pair in inside) / len(inside)
            print(f"  {len(inside):4d} pairs: {said:.2f}, {sum(pair.is_same for pair in inside) / len(inside):.2f}")


def main() -> None:
    sets = [read(name) for name in SETS]
    everything = [one for messages in sets for one in messages]
    base = rarity(everything)
    scores = cross_validate(sets, base)
    linked = [link(messages, scores) for messages in sets]
    for name, found in zip(SETS, linked, strict=True):
        report(name, found)
    report("all", [row for found in linked for row in found])
    calibration([pair for messages in sets for pair in pairs(messages)], scores)
    if "--write" in sys.argv:
        model = fit([pair for messages in sets for pair in pairs(messages)], base)
        kept = {"bias": model.bias, "unknown": model.unknown, "weights": dict(model.weights), "rarity": dict(model.rarity)}
        head = "# Written by tests/model/train_duplicates.py; see docs/decisions/0013-duplicates.md.\n"
        text = head + yaml.safe_dump(kept, allow_unicode=True, sort_keys=True, default_flow_style=False)
        Path(duplicates.__file__).with_name("duplicates.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
