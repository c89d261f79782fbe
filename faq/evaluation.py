"""What `faq match` writes and `faq evaluate` counts; pure functions over rows of labelled or plain JSONL."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from faq.matching import Match

Row = Mapping[str, Any]
BINS = 10


class RowInvalid(ValueError):
    """A row that cannot be used; the message is one line that begins with its number."""

    def __init__(self, number: int, fault: str) -> None:
        super().__init__(f"line {number}: {fault}")


class Matching(Protocol):
    def match(self, text: str) -> Match: ...


def read_rows(lines: Iterable[str], needs: Sequence[str] = ("text",)) -> Iterator[Row]:
    """Rows of a JSONL file; blank lines are passed over. Raises RowInvalid with the number of the line."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _checked(number, _parsed(number, line), needs)


def match_rows(rows: Iterable[Row], matcher: Matching) -> Iterator[dict[str, object]]:
    """One result for each row `{"id", "text"}`, as `faq match` writes it."""
    for number, row in enumerate(rows, start=1):
        match = matcher.match(_checked(number, row, ("id", "text"))["text"])
        yield {
            "id": row["id"],
            "decision": match.decision,
            "intent": match.entry_id,
            "probability": round(match.probability, 4),
            "suggestions": list(match.suggestions),
        }


def evaluate(rows: Iterable[Row], matcher: Matching) -> dict[str, object]:
    """Shares (0 to 1) of labelled rows (`intent`, `also`) and of rows out of scope (no `intent`); None where there are none.

    `probability` is checked as the chance that the best guess is right: 10 bins and the Brier score.
    """
    labelled, unlabelled = 0, 0
    counts = {"top1": 0, "helped": 0, "wrong_answers": 0, "false_answers": 0}
    guesses: list[tuple[float, bool]] = []
    for number, row in enumerate(rows, start=1):
        right = _right_intents(number, _checked(number, row, ("text",)))
        match = matcher.match(row["text"])
        guesses.append((match.probability, match.entry_id in right))
        if right:
            labelled += 1
            _count(counts, match, right)
        else:
            unlabelled += 1
            counts["false_answers"] += match.decision == "answer"
    shares = {name: _share(count, unlabelled if name == "false_answers" else labelled) for name, count in counts.items()}
    return {"labelled": labelled, "unlabelled": unlabelled, **shares, "calibration": _calibration(guesses)}


def _parsed(number: int, line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        raise RowInvalid(number, "is not JSON; write one JSON object a line") from None


def _checked(number: int, row: object, needs: Sequence[str]) -> Row:
    if not isinstance(row, Mapping):
        raise RowInvalid(number, 'is not a JSON object; write {"id": …, "text": …}')
    for key in needs:
        if key not in row:
            raise RowInvalid(number, f"has no `{key}`; add it")
        if not isinstance(row[key], str):
            raise RowInvalid(number, f"`{key}` is not a string; put it in quotes")
    return row


def _right_intents(number: int, row: Row) -> frozenset[str]:
    intent, also = row.get("intent"), row.get("also") or []
    if intent is None:
        return frozenset()
    if not isinstance(intent, str) or not isinstance(also, list) or not all(isinstance(one, str) for one in also):
        raise RowInvalid(number, "`intent` must be a string and `also` a list of strings")
    return frozenset((intent, *also))


def _count(counts: dict[str, int], match: Match, right: frozenset[str]) -> None:
    answered, hit = match.decision == "answer", match.entry_id in right
    counts["top1"] += hit
    counts["wrong_answers"] += answered and not hit
    counts["helped"] += hit if answered else match.decision == "suggest" and bool(right.intersection(match.suggestions))


def _calibration(guesses: Sequence[tuple[float, bool]]) -> dict[str, object]:
    bins: list[dict[str, object]] = []
    for number in range(BINS):
        inside = [guess for guess in guesses if min(int(guess[0] * BINS), BINS - 1) == number]
        if inside:
            said, right = (sum(values) / len(inside) for values in zip(*inside, strict=True))
            bins.append({"from": number / BINS, "count": len(inside), "said": round(said, 3), "right": round(right, 3)})
    brier = sum((said - right) ** 2 for said, right in guesses)
    return {"brier": _share(brier, len(guesses)), "bins": bins}


def _share(count: float, total: int) -> float | None:
    return round(count / total, 4) if total else None
