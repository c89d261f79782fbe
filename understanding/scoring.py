"""The trained model of triage: linear, its weights in model/triage.npz (whole numbers, one scale for each output).

`make triage-model` trains it on the invented messages in examples/ and prints how good it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from cases.kinds import Kind

FILE = Path(__file__).with_name("model") / "triage.npz"
KINDS: tuple[Kind, ...] = ("feedback", "proposal", "complaint", "denunciation")


@dataclass(frozen=True, slots=True)
class Scores:
    """Probabilities: `feedback` of being one of the four kinds; of each kind and field if it is; of blaming an officer."""

    feedback: float
    kinds: Mapping[Kind, float]
    fields: Mapping[str, float]
    blames_officer: float


class Model:
    """Columns of `weights`: is it feedback, the kinds, does it blame an officer, the fields."""

    def __init__(
        self,
        names: Sequence[str],
        weights: npt.NDArray[np.int8],
        scale: npt.NDArray[np.float32],
        bias: npt.NDArray[np.float32],
        fields: Sequence[str],
    ) -> None:
        self._rows = {name: row for row, name in enumerate(names)}
        self._weights, self._scale, self._bias = weights, scale, bias
        self._fields = tuple(fields)

    def score(self, features: Mapping[str, float]) -> Scores:
        known = [(row, value) for name, value in features.items() if (row := self._rows.get(name)) is not None]
        rows = [row for row, _ in known]
        values = np.array([value for _, value in known], dtype=np.float32)
        sums = (values @ self._weights[rows].astype(np.float32)) * self._scale + self._bias
        first = 2 + len(KINDS)
        return Scores(
            feedback=_logistic(sums[0]),
            kinds=dict(zip(KINDS, _softmax(sums[1 : first - 1]), strict=True)),
            blames_officer=_logistic(sums[first - 1]),
            fields=dict(zip(self._fields, _softmax(sums[first:]), strict=True)),
        )


def save(
    file: Path, names: Sequence[str], weights: npt.NDArray[np.float64], bias: npt.NDArray[np.float64], fields: Sequence[str]
) -> None:
    """Writes real weights (features × outputs) as whole numbers from -127 to 127."""
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-9) / 127
    whole = np.rint(weights / scale).astype(np.int8)
    kept = np.flatnonzero(np.abs(whole).max(axis=1) > 0)
    np.savez_compressed(
        file,
        names=np.frombuffer("\n".join(names[int(row)] for row in kept).encode(), dtype=np.uint8),
        weights=whole[kept],
        scale=scale.astype(np.float32),
        bias=bias.astype(np.float32),
        fields=np.frombuffer("\n".join(fields).encode(), dtype=np.uint8),
    )


@cache
def load(file: Path = FILE) -> Model:
    with np.load(file, allow_pickle=False) as found:
        return Model(_lines(found["names"]), found["weights"], found["scale"], found["bias"], _lines(found["fields"]))


def _lines(raw: npt.NDArray[np.uint8]) -> list[str]:
    return raw.tobytes().decode().split("\n")


def _logistic(value: float) -> float:
    return float(1 / (1 + np.exp(-np.float64(value))))


def _softmax(values: npt.NDArray[np.float32]) -> list[float]:
    powers = np.exp(values.astype(np.float64) - values.max())
    return [float(share) for share in powers / powers.sum()]
