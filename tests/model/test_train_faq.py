"""How the rows of the matcher's training are dealt, and what is printed of it; the training itself is `make faq-model`."""

import pytest

from faq.deciding import Decision, Facts
from faq.weights import NO_ENTRY
from faq.wording import read_wording
from tests.model.faq_rows import FOLDS, Row, dealt, rows_of_files
from tests.model.faq_table import Guess, table, wilson
from tests.model.noise import telex, variants

FACTS = Facts(*[0.0] * len(Facts._fields))


def test_rows_of_the_same_words_are_never_on_both_sides() -> None:
    said = ["làm hộ chiếu ở đâu", "lam ho chieu o dau", "hộ chiếu làm ở đâu ạ", "hộ chiếu bao nhiêu tiền", "gia hạn hộ chiếu"]
    rows = dealt([Row(text, "passport-ordinary", frozenset(["passport-ordinary"]), "phrasings") for text in said])
    assert len(rows) == len(said)
    assert len({row.fold for row in rows if row.text in said[:3]}) == 1
    assert len({row.fold for row in rows}) == 3


def test_labelled_messages_are_spread_over_the_folds() -> None:
    rows = dealt(rows_of_files())
    assert len(rows) > 600
    sizes = [sum(row.fold == number for row in rows) for number in range(FOLDS)]
    assert max(sizes) - min(sizes) < 20
    assert {row.topic for row in rows if not row.right} <= {row.topic for row in rows if row.topic.startswith(NO_ENTRY)}


def test_variants() -> None:
    found = variants("đăng ký khai sinh cho con ở đâu")
    assert found[:2] == ["đăng ký khai sinh cho con ở đâu", "dang ky khai sinh cho con o dau"]
    assert found == variants("đăng ký khai sinh cho con ở đâu")
    assert [telex(word) for word in ("đường", "nhận", "ở")] == ["dduwowngf", "nhaanj", "owr"]


@pytest.mark.parametrize(("hits", "count", "low", "high"), [(0, 0, 0, 1), (50, 100, 0.404, 0.596), (100, 100, 0.963, 1)])
def test_intervals(hits: int, count: int, low: float, high: float) -> None:
    assert wilson(hits, count) == pytest.approx((low, high), abs=0.001)


def test_table() -> None:
    def guess(source: str, right: list[str]) -> Guess:
        return Guess(Row("x", "a", frozenset(right), source), read_wording("x"), ["a", "b"], FACTS)

    results: list[tuple[Guess, Decision, float]] = [
        (guess("questions", ["a"]), "answer", 0.9),
        (guess("questions", ["b"]), "answer", 0.9),
        (guess("questions", ["b"]), "suggest", 0.3),
        (guess("questions", ["c"]), "none", 0.0),
        (guess("feedback", []), "answer", 0.9),
    ]
    lines = {line[:34].strip(): line[34:].split()[:2] for line in table(results).splitlines()}
    assert lines["questions: helped"] == ["4", "50.0%"]
    assert lines["questions: right entry first"] == ["4", "25.0%"]
    assert lines["questions: wrong answers"] == ["4", "25.0%"]
    assert lines["feedback: answers"] == ["1", "100.0%"]
