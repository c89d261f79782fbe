"""Before an entry is published: does a fixed set of questions fare as well as before?"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from faq.evaluation import Matching, Row, evaluate, read_rows

FIXED_SET = Path(__file__).parent / "fixed_set.jsonl"
BETTER = {"helped": 1, "wrong_answers": -1, "false_answers": -1}  # which way is up


@dataclass(frozen=True)
class Comparison:
    """(name, share before, share after) of each figure; of the same matcher none."""

    figures: tuple[tuple[str, float, float], ...] = ()

    @property
    def worse(self) -> tuple[tuple[str, float, float], ...]:
        return tuple(one for one in self.figures if (one[2] - one[1]) * BETTER[one[0]] < 0)


def fixed_set() -> list[Row]:
    """Labelled questions, and messages that are none, that ship with the program."""
    with FIXED_SET.open(encoding="utf-8") as lines:
        return list(read_rows(lines))


def compare(before: Matching, after: Matching, rows: Sequence[Row]) -> Comparison:
    if before is after:
        return Comparison()
    found = [evaluate(rows, one) for one in (before, after)]
    return Comparison(tuple((name, *(_share(one[name]) for one in found)) for name in BETTER))  # type: ignore[misc]


def _share(value: object) -> float:
    return value if isinstance(value, float) else 0.0
