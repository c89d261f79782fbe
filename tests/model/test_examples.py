"""The invented messages that the model learns from."""

from collections import Counter

from language.folding import fold
from localities.loading import load
from tests.model.examples import NOTHING, development, invented

FIELDS = set(load("binh-son").fields)


def test_there_are_enough_of_each() -> None:
    told = [example for example in invented() if example.kind]
    assert len(told) >= 900
    assert all(count >= 45 for count in Counter(example.field for example in told).values())
    assert {example.field for example in told} == FIELDS
    assert all(count >= 150 for count in Counter(example.kind for example in told).values())
    assert sum(example.kind is None for example in invented()) >= 300


def test_other_fields_are_fields() -> None:
    also = {name for example in invented() for name in example.also}
    assert also
    assert also <= FIELDS


def test_none_is_written_twice_or_taken_from_the_development_rows() -> None:
    texts = Counter(fold(example.text) for example in invented() if example.kind)
    assert [text for text, count in texts.items() if count > 1] == []
    assert not texts.keys() & {fold(example.text) for example in development()}


def test_a_marked_line_is_read() -> None:
    many = [example for example in invented() if example.people > 1]
    assert many
    assert all("||" not in example.text and not example.text.startswith("@") for example in invented())
    assert NOTHING not in {example.field for example in invented()}
