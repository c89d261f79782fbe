"""What the model sees of a message. Sentences are invented."""

from datetime import date

from localities.loading import load
from understanding.features import PLACE, READ_WORDS, features
from understanding.reading import read_message
from understanding.rules import judge_message

LOCALITY = load("binh-son")
ON = date(2026, 11, 23)


def _features(text: str) -> dict[str, float]:
    reading = read_message(text, LOCALITY, ON)
    return features(reading, judge_message(reading), LOCALITY)


def test_a_commune_is_a_commune_whatever_its_name() -> None:
    named = [{one for one in _features(f"đường ở {name} hư") if one.startswith("w ")} for name in ("Bình Châu", "Bình Hải")]
    assert named[0] == named[1]
    assert f"w {PLACE}" in named[0]


def test_numbers_are_alike() -> None:
    assert "w 0" in _features("35 hộ chúng tôi")


def test_the_beginning_and_each_clause_tell() -> None:
    found = _features("đường tối quá, nên gắn thêm đèn")
    assert {"^duong", "/duong", "/nen", "$den"} <= set(found)


def test_topics_know_words_that_no_example_holds() -> None:
    assert _features("cái hố ga trước ngõ trào lên")["c:sewer"] > 0


def test_a_long_text_gives_a_bounded_number() -> None:
    long = " ".join(f"từ{number}" for number in range(3000))
    assert len([one for one in _features(long) if one.startswith("w ")]) <= 2 * READ_WORDS
