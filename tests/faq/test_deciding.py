"""From facts to a decision."""

import pytest

from faq.deciding import RESERVED, Decision, Facts, decide, probability

FACTS = Facts(
    score=1, lead=1, lead_over_none=1, votes=1, votes_none=0, nearest=1, letters=1, covered=1, pairs=1, agree=1, asks=1, thanks=0,
    length=0.1, telling=0, lone=0,
)  # fmt: skip


def test_probability() -> None:
    assert probability(FACTS, [0.0] * (len(FACTS) + 1)) == 0.5
    assert probability(FACTS, [100.0] * (len(FACTS) + 1)) == pytest.approx(1)
    assert probability(FACTS, [0.0, 1.0, *[0.0] * (len(FACTS) - 1)]) > 0.5


@pytest.mark.parametrize(
    ("entry", "sure", "changes", "decision"),
    [
        ("hotline", 0.7, {}, "answer"),
        ("hotline", 0.5, {}, "suggest"),
        ("hotline", 0.06, {"lead_over_none": -1.0}, "suggest"),
        ("hotline", 0.06, {"lead_over_none": -1.0, "asks": 0.0}, "none"),
        ("hotline", 0.02, {}, "suggest"),
        ("hotline", 0.005, {}, "none"),
        ("hotline", 0.99, {"asks": 0.0, "length": 0.2}, "answer"),
        ("hotline", 0.99, {"asks": 0.0, "length": 0.5}, "suggest"),
        ("water-supply", 0.85, {}, "suggest"),
        ("water-supply", 0.95, {}, "answer"),
        ("water-supply", 0.99, {"asks": 0.0}, "suggest"),
    ],
)
def test_decisions(entry: str, sure: float, changes: dict[str, float], decision: Decision) -> None:
    assert decide(entry, sure, FACTS._replace(**changes)) == decision


def test_there_are_twelve_reserved_entries() -> None:
    assert len(RESERVED) == 12
