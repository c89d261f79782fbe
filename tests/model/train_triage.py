"""Trains the model of triage, measures it by cross-validation, writes cases/model/triage.npz: `make triage-model`.

Rows of the same words, and a message and its repeats, are one group; a group is never on both sides. The figures are those of
`cases.understanding.conclude`, model and rules together. scikit-learn is needed here only.
"""

import math
import random
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from language.cleaning import MESSAGE_LIMIT, clean
from localities.loading import load as load_locality
from tests.model.examples import Example, development, invented, questions
from tests.model.noise import variants
from understanding.features import features
from understanding.message import Understanding, conclude
from understanding.reading import Reading, read_message
from understanding.rules import Verdict, judge_message
from understanding.scoring import FILE, KINDS, Model, load, save

LOCALITY = load_locality("binh-son")
ON = date(2026, 11, 23)
FOLDS = 5
C = 2.0
RARE = 2  # features of fewer rows are left out
ALSO = 0.3  # weight of a field that is right too
NOISE = 0.4  # weight of a message typed otherwise
QUESTIONS = 0.1  # of a phrasing of the FAQ that asks: there are many more of them than of all others
STRENGTH = {"w": 4.0, "k": 2.4}  # of words and words with diacritics; else:
OTHER_STRENGTH = 0.5


@dataclass(frozen=True, slots=True)
class Row:
    example: Example
    weight: float
    features: Mapping[str, float]
    reading: Reading
    verdict: Verdict


def rows_of(examples: Iterable[Example], weight: float = 1.0) -> list[Row]:
    return [_row(example, example.text, weight) for example in examples]


def typed_otherwise(examples: Iterable[Example]) -> list[Row]:
    return [_row(example, text, NOISE) for example in examples for text in variants(example.text)[1:]]


def _row(example: Example, text: str, weight: float) -> Row:
    reading = read_message(clean(text, MESSAGE_LIMIT), LOCALITY, ON)
    verdict = judge_message(reading)
    return Row(example, weight, features(reading, verdict, LOCALITY), reading, verdict)


# ---------------------------------------------------------------- training


def train(rows: Sequence[Row], file: Path) -> Model:
    """Fits the outputs one after the other and writes them to `file`."""
    names = _names(rows)
    strength = np.array([STRENGTH.get(name.split(" ")[0], OTHER_STRENGTH) if " " in name else OTHER_STRENGTH for name in names])
    matrix = _matrix(rows, names).multiply(strength[None, :]).tocsr()
    weight = np.array([row.weight for row in rows])
    told = [at for at, row in enumerate(rows) if row.example.kind is not None]
    fields = list(LOCALITY.fields)
    parts = [
        _fit(matrix, [row.example.kind is not None for row in rows], weight, [True]),
        _fit(matrix[told], [rows[at].example.kind for at in told], weight[told], KINDS),
        _fit(matrix[told], [rows[at].example.officer for at in told], weight[told], [True]),
        _fit_fields(matrix, rows, told, weight, fields),
    ]
    weights = np.hstack([part for part, _ in parts]) * strength[:, None]
    save(file, names, weights, np.concatenate([bias for _, bias in parts]), fields)
    return load(file)


def _names(rows: Sequence[Row]) -> list[str]:
    counts = Counter(name for row in rows if row.weight == 1 for name in row.features)
    return sorted(name for name, count in counts.items() if count >= RARE)


def _matrix(rows: Sequence[Row], names: Sequence[str]) -> csr_matrix:
    column = {name: at for at, name in enumerate(names)}
    cells = [(at, column[name], value) for at, row in enumerate(rows) for name, value in row.features.items() if name in column]
    down, across, values = zip(*cells, strict=True)
    return csr_matrix((values, (down, across)), shape=(len(rows), len(names)))


def _fit(
    matrix: csr_matrix, labels: Sequence[object], weight: npt.NDArray[np.float64], wanted: Sequence[object]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Weights (features × outputs) and biases of the classes `wanted`, in their order."""
    model = LogisticRegression(C=C, max_iter=500).fit(matrix, [str(label) for label in labels], sample_weight=weight)
    if len(model.classes_) == 2:
        return model.coef_.T, model.intercept_
    order = [list(model.classes_).index(str(one)) for one in wanted]
    return model.coef_[order].T, model.intercept_[order]


def _fit_fields(
    matrix: csr_matrix, rows: Sequence[Row], told: Sequence[int], weight: npt.NDArray[np.float64], fields: Sequence[str]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    labelled = [(at, rows[at].example.field, weight[at]) for at in told]
    labelled += [(at, also, ALSO * weight[at]) for at in told for also in rows[at].example.also]
    chosen, labels, weights = zip(*labelled, strict=True)
    return _fit(matrix[list(chosen)], labels, np.array(weights), fields)


# ---------------------------------------------------------------- measuring


def cross_validate(examples: Sequence[Example], beside: Sequence[Row], folder: Path) -> list[tuple[Example, Understanding]]:
    """What is made of each example by a model that has not seen its group."""
    fold_of = _folds(examples)
    rows, noisy = rows_of(examples), typed_otherwise(examples)
    results = []
    for number in range(FOLDS):
        seen = [row for row in (*rows, *noisy) if fold_of[row.example.group] != number]
        model = train([*seen, *beside], folder / f"fold-{number}.npz")
        unseen = [row for row in rows if fold_of[row.example.group] == number]
        results += [(row.example, conclude(row.reading, row.verdict, model.score(row.features), LOCALITY)) for row in unseen]
    return results


def _folds(examples: Sequence[Example]) -> dict[str, int]:
    groups = sorted({example.group for example in examples})
    random.Random(1).shuffle(groups)
    return {group: at % FOLDS for at, group in enumerate(groups)}


def figures(results: Sequence[tuple[Example, Understanding]]) -> dict[str, tuple[float, int]]:
    """Name → (share, of how many). Kind and field count as `triage` writes them, a message that is passed over is wrong."""
    told = [(example, found) for example, found in results if example.kind]
    rest = [found for example, found in results if not example.kind]
    right = [found.fields[:1] and found.fields[0] in (example.field, *example.also) for example, found in told]
    others = [found for example, found in results if example.kind != "denunciation"]
    denounced = [found for example, found in told if example.kind == "denunciation"]
    return {
        "recognised": _share([found.is_feedback for _, found in told]),
        "falsely": _share([found.is_feedback for found in rest]),
        "kind": _share([found.kind == example.kind for example, found in told]),
        "field": _share([bool(found.is_feedback and one) for one, (_, found) in zip(right, told, strict=True)]),
        "denunciations found": _share([found.kind == "denunciation" for found in denounced]),
        "others taken for one": _share([found.kind == "denunciation" for found in others]),
        "accuses_officer F1": _f1([(example.officer, found.about_officer) for example, found in told]),
        "people_count": _share([found.people_count == example.people for example, found in told]),
    }  # fmt: skip


def _share(hits: Sequence[bool]) -> tuple[float, int]:
    return (sum(hits) / len(hits), len(hits)) if hits else (math.nan, 0)


def _f1(pairs: Sequence[tuple[bool, bool]]) -> tuple[float, int]:
    both = sum(truth and said for truth, said in pairs)
    return 2 * both / max(1, sum(truth + said for truth, said in pairs)), len(pairs)


def interval(share: float, count: int) -> tuple[float, float]:
    """Wilson's 95 % interval."""
    if not count:
        return math.nan, math.nan
    z = 1.96
    middle, spread = share + z * z / (2 * count), z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return (middle - spread) / (1 + z * z / count), (middle + spread) / (1 + z * z / count)


def show(title: str, results: Sequence[tuple[Example, Understanding]]) -> None:
    print(f"{title}, {len(results)} messages")
    for name, (share, count) in figures(results).items():
        low, high = interval(share, count)
        print(f"  {name:22} {share:6.1%}  ({low:.1%} to {high:.1%}, of {count})")


def main(folder: Path) -> None:
    made, dev = invented(), development()
    asked = [row for row in rows_of(questions(), QUESTIONS) if row.reading.asks >= 1]
    results = cross_validate([*made, *dev], asked, folder)
    show("Cross-validation, invented messages", [one for one in results if one[0].source == "invented"])
    show("Cross-validation, development rows", [one for one in results if one[0].source == "development"])
    alone = train([*rows_of(made), *typed_otherwise(made), *asked], folder / "invented.npz")
    rows = rows_of(dev)
    show(
        "Trained on invented messages alone, development rows",
        [(row.example, conclude(row.reading, row.verdict, alone.score(row.features), LOCALITY)) for row in rows],
    )
    if "--dry" not in sys.argv:
        everything = [*made, *dev]
        train([*rows_of(everything), *typed_otherwise(everything), *asked], FILE)
        print(f"{FILE.name}: {FILE.stat().st_size:,} bytes")


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder_name:
        main(Path(folder_name))
