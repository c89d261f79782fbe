"""Messages in order of arrival."""

import json
from datetime import date
from pathlib import Path

from localities.loading import load
from understanding.matters.index import MatterIndex
from understanding.matters.signature import sign

ON = date(2026, 11, 24)
DATA = Path(__file__).parents[2] / "data"


def linked(rows: list[dict[str, str]]) -> dict[str, str | None]:
    locality, index, found = load("binh-son"), MatterIndex(), {}
    for row in rows:
        signature = sign(row["text"], locality, ON)
        matter, likeness = index.find(signature)
        found[row["id"]] = matter if likeness.is_same else None
        index.add(signature, found[row["id"]] or row["id"])
    return found


def test_the_first_message_names_the_matter() -> None:
    rows = [
        {"id": "a", "text": "Ổ gà to trước chợ Bình Châu, một bà già té gãy tay"},
        {"id": "b", "text": "trước chợ Bình Châu ổ gà to quá, có bà cụ té gãy tay"},
        {"id": "c", "text": "truoc cho binh chau o ga to lam, ba cu te gay tay"},
        {"id": "d", "text": "trước chợ Bình Hòa ổ gà to quá, có bà cụ té gãy tay"},
    ]
    assert linked(rows) == {"a": None, "b": "a", "c": "a", "d": None}


def test_nothing_is_found_among_nothing() -> None:
    assert linked([{"id": "a", "text": ""}]) == {"a": None}


def test_labelled_pairs() -> None:
    """The model saw them: how good it is on others is printed by tests/model/train_duplicates.py."""
    linked_right = negatives_linked = linked_at_all = 0
    duplicates, negatives = [], []
    for name in ("duplicates-tune", "duplicates-held", "feedback-dev"):
        rows = [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        found = linked(rows)
        duplicates += [row for row in rows if row["duplicate_of"]]
        negatives += [row for row in rows if row["hard_negative_of"]]
        linked_right += sum(found[row["id"]] == row["duplicate_of"] for row in rows if row["duplicate_of"])
        negatives_linked += sum(found[row["id"]] == row["hard_negative_of"] for row in rows if row["hard_negative_of"])
        linked_at_all += sum(matter is not None for matter in found.values())
    assert (len(duplicates), len(negatives)) == (117, 89)
    assert linked_right >= 0.77 * len(duplicates)
    assert linked_right >= 0.85 * linked_at_all
    assert negatives_linked <= 0.12 * len(negatives)
