"""What citizens did not get, grouped."""

import pytest

from faq.gaps import EXAMPLES, Missed, as_json, group
from faq.matching import Match


class Knows:
    """A matcher that answers what is in its list, and nothing else."""

    def __init__(self, **known: str) -> None:
        self._known = {words.replace("_", " "): entry_id for words, entry_id in known.items()}

    def match(self, text: str) -> Match:
        found = self._known.get(text)
        return Match(found, 0.9, (), "answer") if found else Match(None, 0.0, (), "none")


def none(words: str | None, nearest: str | None = None) -> Missed:
    return Missed("none", nearest, words)


ALIKE = [
    ("nuôi chó có phải đăng ký không", "nuoi cho co can dang ky khong"),
    ("xin giấy phép mở quán karaoke", "giấy phép quán karaoke xin ở đâu"),
    ("thuê đất nông nghiệp của xã", "thue dat nong nghiep cua xa"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_questions_that_are_alike_are_one_gap(one: str, other: str) -> None:
    (gap,) = group([none(one), none(other)], Knows())
    assert gap.count == 2
    assert gap.examples == [one, other]


def test_other_questions_are_gaps_of_their_own_the_largest_first() -> None:
    asked = ["thuê nhà văn hóa thôn", "nuôi chó có phải đăng ký không", "nuôi chó phải đăng ký không vậy"]
    assert [gap.count for gap in group([none(one) for one in asked], Knows())] == [2, 1]


def test_questions_without_words_are_counted_by_their_nearest_entry() -> None:
    found = group([none(None, "a"), Missed("bad", "a", None), none(None, "b")], Knows())
    assert as_json(found) == [
        {"count": 2, "outcomes": {"none": 1, "bad": 1}, "nearest": "a", "examples": []},
        {"count": 1, "outcomes": {"none": 1}, "nearest": "b", "examples": []},
    ]


def test_what_is_answered_by_now_is_no_gap_any_more() -> None:
    assert group([none("nuoi cho")], Knows(nuoi_cho="dog")) == []


def test_an_answer_that_was_wrong_stays_a_gap_until_it_is_another() -> None:
    bad = Missed("bad", "dog", "nuoi cho")
    assert len(group([bad], Knows(nuoi_cho="dog"))) == 1
    assert group([bad], Knows(nuoi_cho="pets")) == []


def test_an_example_is_shown_once_and_only_some_are() -> None:
    asked = [f"nuôi chó có phải đăng ký với xã không {'ạ' * number}" for number in range(EXAMPLES + 3)]
    (gap,) = group([none(one) for one in [*asked, asked[0]]], Knows())
    assert gap.count == EXAMPLES + 4
    assert len(set(gap.examples)) == EXAMPLES


def test_of_a_group_the_entry_that_was_nearest_most_often_is_named() -> None:
    (gap,) = group([none("nuoi bo trong xom", "a"), none("nuôi bò trong xóm", "b"), none("nuôi bò trong xóm ạ", "b")], Knows())
    assert gap.nearest == "b"
