"""The figures of `faq evaluate` and the rows of `faq match`, with a matcher that says what the test wants."""

import json

import pytest

from faq.evaluation import Row, RowInvalid, evaluate, match_rows, read_rows
from faq.matching import Match


class Scripted:
    """Knows three messages."""

    known = {
        "right": Match("a", 0.9, (), "answer"),
        "near": Match("b", 0.4, ("b", "a"), "suggest"),
        "far": Match("b", 0.05, (), "none"),
    }

    def match(self, text: str) -> Match:
        return self.known.get(text, Match(None, 0.0, (), "none"))


def test_match_rows() -> None:
    assert list(match_rows([{"id": "1", "text": "near"}, {"id": "2", "text": "?"}], Scripted())) == [
        {"id": "1", "decision": "suggest", "intent": "b", "probability": 0.4, "suggestions": ["b", "a"]},
        {"id": "2", "decision": "none", "intent": None, "probability": 0.0, "suggestions": []},
    ]


def test_evaluate() -> None:
    rows: list[Row] = [
        {"text": "right", "intent": "a", "also": []},
        {"text": "right", "intent": "c", "also": ["a"]},
        {"text": "right", "intent": "c"},
        {"text": "near", "intent": "a", "also": None},
        {"text": "far", "intent": "b"},
        {"text": "right", "intent": None},
        {"text": "near"},
    ]
    found = evaluate(rows, Scripted())
    calibration = found.pop("calibration")
    assert found == {
        "labelled": 5,
        "unlabelled": 2,
        "top1": 0.6,
        "helped": 0.6,
        "wrong_answers": 0.2,
        "false_answers": 0.5,
    }
    assert isinstance(calibration, dict)
    assert calibration["bins"] == [
        {"from": 0.0, "count": 1, "said": 0.05, "right": 1.0},
        {"from": 0.4, "count": 2, "said": 0.4, "right": 0.0},
        {"from": 0.9, "count": 4, "said": 0.9, "right": 0.5},
    ]
    assert calibration["brier"] == pytest.approx((0.95**2 + 2 * 0.4**2 + 2 * 0.1**2 + 2 * 0.9**2) / 7, abs=1e-4)


def test_evaluate_nothing() -> None:
    found = evaluate([], Scripted())
    assert (found["top1"], found["false_answers"]) == (None, None)
    json.dumps(found)


def test_read_rows_passes_over_blank_lines() -> None:
    assert list(read_rows(['{"text": "a"}\n', "\n", '{"text": "b"}'])) == [{"text": "a"}, {"text": "b"}]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 2: is not JSON"),
        ("[" * 100_000, "line 2: is not JSON"),
        ("[1]", "line 2: is not a JSON object"),
        ("{}", "line 2: has no `text`; add it"),
        ('{"text": 5}', "line 2: `text` is not a string"),
    ],
)
def test_a_broken_line_is_named(line: str, said: str) -> None:
    with pytest.raises(RowInvalid, match=r"^line 2: ") as raised:
        list(read_rows(['{"text": "a"}', line]))
    assert str(raised.value).startswith(said)
    assert "\n" not in str(raised.value)


def test_a_row_without_id_cannot_be_matched() -> None:
    with pytest.raises(RowInvalid, match=r"^line 1: has no `id`"):
        list(match_rows([{"text": "a"}], Scripted()))


@pytest.mark.parametrize("row", [{"text": "a", "intent": 3}, {"text": "a", "intent": "b", "also": "c"}])
def test_broken_labels(row: Row) -> None:
    with pytest.raises(RowInvalid, match=r"^line 1: `intent` must be a string"):
        evaluate([row], Scripted())
