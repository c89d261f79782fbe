"""The fixed set of questions before and after."""

from faq.entries import load
from faq.evaluation import Row
from faq.matching import Match
from faq.publication import Comparison, compare, fixed_set

ROWS: list[Row] = [{"text": "a", "intent": "a"}, {"text": "b", "intent": "b"}, {"text": "hi"}]


class Answers:
    def __init__(self, **answers: str) -> None:
        self._answers = answers

    def match(self, text: str) -> Match:
        found = self._answers.get(text)
        return Match(found, 0.9, (), "answer") if found else Match(None, 0.0, (), "none")


def test_the_fixed_set_covers_most_entries_and_messages_that_are_none() -> None:
    rows = fixed_set()
    intents = {row.get("intent") for row in rows}
    assert len(intents - {None}) >= 80
    assert sum(row.get("intent") is None for row in rows) >= 50
    assert intents - {None} <= set(load())


def test_the_same_matcher_needs_no_comparison() -> None:
    matcher = Answers(a="a")
    assert compare(matcher, matcher, ROWS) == Comparison()


def test_each_figure_may_become_worse() -> None:
    before = Answers(a="a")
    assert compare(before, Answers(a="a", b="b"), ROWS).worse == ()
    assert [name for name, _, _ in compare(before, Answers(), ROWS).worse] == ["helped"]
    assert [name for name, _, _ in compare(before, Answers(a="a", b="a"), ROWS).worse] == ["wrong_answers"]
    assert [name for name, _, _ in compare(before, Answers(a="a", hi="a"), ROWS).worse] == ["false_answers"]
