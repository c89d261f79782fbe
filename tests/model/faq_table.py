"""How good the matcher of questions is, as a table."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from faq.deciding import Decision, Facts
from faq.wording import Wording
from tests.model.faq_rows import Row


@dataclass(frozen=True)
class Guess:
    row: Row
    wording: Wording
    ranked: Sequence[str]
    facts: Facts | None


def table(results: Sequence[tuple[Guess, Decision, float]]) -> str:
    lines = [f"{'rows':<34}{'count':>6}  {'share':>7}  95 % interval"]
    for source in ("questions", "phrasings"):
        mine = [one for one in results if one[0].row.source == source]
        for name, counts in (
            ("helped", _helps),
            ("right entry first", _is_right),
            ("wrong answers", _is_wrong),
            ("answered", _answers),
        ):
            lines.append(_line(f"{source}: {name}", [counts(guess, decision) for guess, decision, _ in mine]))
    for source in ("out of scope", "feedback", "other messages", "topics"):
        mine = [one for one in results if one[0].row.source == source and not one[0].row.right]
        lines.append(_line(f"{source}: answers", [_answers(guess, decision) for guess, decision, _ in mine]))
        lines.append(_line(f"{source}: suggestions", [decision == "suggest" for _, decision, _ in mine]))
    real = [(guess, chance) for guess, _, chance in results if guess.row.source not in ("phrasings", "topics")]
    brier = sum((chance - _is_right(guess, "answer")) ** 2 for guess, chance in real) / len(real)
    return "\n".join([*lines, f"Brier score over {len(real)} messages: {brier:.3f}"])


def _is_right(guess: Guess, _: Decision) -> bool:
    return bool(guess.ranked) and guess.ranked[0] in guess.row.right


def _answers(_: Guess, decision: Decision) -> bool:
    return decision == "answer"


def _is_wrong(guess: Guess, decision: Decision) -> bool:
    return decision == "answer" and not _is_right(guess, decision)


def _helps(guess: Guess, decision: Decision) -> bool:
    if decision == "answer":
        return _is_right(guess, decision)
    return decision == "suggest" and bool(guess.row.right.intersection(guess.ranked))


def _line(name: str, hits: Sequence[bool]) -> str:
    low, high = wilson(sum(hits), len(hits))
    return f"{name:<34}{len(hits):>6}  {sum(hits) / max(1, len(hits)):>7.1%}  {low:.1%} to {high:.1%}"


def wilson(hits: int, count: int) -> tuple[float, float]:
    """The 95 % interval of a share."""
    if not count:
        return 0.0, 1.0
    share, z = hits / count, 1.96
    middle = share + z * z / (2 * count)
    margin = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return max(0.0, (middle - margin) / (1 + z * z / count)), min(1.0, (middle + margin) / (1 + z * z / count))
