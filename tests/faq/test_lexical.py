"""The index of lines."""

import pytest

from faq.lexical import Line, Lines

LINES = Lines(
    Line(topic, said, said.split())
    for topic, said in [
        ("a", "khaisinh cho con"),
        ("a", "con moi sinh"),
        ("b", "hochieu cho con"),
        ("b", "hochieu mat"),
        ("c", "dat vuon"),
    ]
)


def test_the_nearest_lines_vote() -> None:
    near = LINES.near(["hochieu", "mat"])
    assert max(near.votes, key=lambda topic: near.votes[topic]) == "b"
    assert sum(near.votes.values()) == pytest.approx(1)
    assert near.nearest["b"] == pytest.approx(1)
    assert near.letters["b"] == 1


def test_nothing_shared() -> None:
    assert LINES.near(["xyz"]).votes == {}
    assert Lines([]).near(["xyz"]).votes == {}


def test_covered() -> None:
    assert LINES.covered("b", ["hochieu", "mat"]) == pytest.approx((1, 1))
    words, pairs = LINES.covered("b", ["hochieu", "la"])
    assert 0 < words < 1
    assert 0 < pairs < 1
    assert LINES.covered("none", ["hochieu"]) == (0.0, 0.0)


def test_slips_are_read_as_the_known_word() -> None:
    assert LINES.spell(["hochieuu", "khaisnh", "qwertz", "lo"]) == ["hochieu", "khaisinh", "qwertz", "lo"]


def test_only_the_first_slips_are_looked_up() -> None:
    assert LINES.spell(["qwertz"] * 4 + ["hochieuu"])[-1] == "hochieuu"


def test_the_order_of_lines_does_not_matter() -> None:
    lines = [Line(str(number % 7), f"w{number} x", [f"w{number}", "x"]) for number in range(300)]
    one, other = Lines(lines).near(["x", "w5"]), Lines(lines).near(["x", "w5"])
    assert one == other
    assert one.nearest["5"] == pytest.approx(max(one.nearest.values()))
