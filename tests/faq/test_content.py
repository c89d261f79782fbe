"""What answers just now."""

from datetime import date

import pytest

from faq.content import Content, build
from faq.matching import Match
from faq.overlay import Overlaid
from tests.faq.writing import entry

DAY = date(2026, 11, 24)
ENTRIES = {one.id: one for one in (entry("a"), entry("b"), entry("old", valid_to=date(2026, 11, 23)))}


class Fixed:
    def __init__(self, found: Match) -> None:
        self._found = found

    def match(self, text: str) -> Match:
        return self._found


def content(found: Match, withdrawn: frozenset[str] = frozenset()) -> Content:
    return Content({one: ENTRIES[one] for one in ENTRIES if one not in withdrawn}, Fixed(found), withdrawn)


def answer(entry_id: str, second: str | None = None) -> Match:
    return Match(entry_id, 0.9, (), "answer", second)


def suggest(*suggestions: str) -> Match:
    return Match(suggestions[0], 0.4, suggestions, "suggest")


NONE = Match("a", 0.1, (), "none")

WITHDRAWN = [
    (answer("b"), answer("b")),
    (answer("a"), Match(None, 0.9, (), "none")),
    (answer("a", "b"), answer("b")),
    (answer("b", "a"), answer("b")),
    (suggest("a", "b"), Match("b", 0.4, ("b",), "suggest")),
    (suggest("b", "a"), Match("b", 0.4, ("b",), "suggest")),
    (suggest("a"), Match(None, 0.4, (), "none")),
    (NONE, Match(None, 0.1, (), "none")),
]


@pytest.mark.parametrize(("found", "seen"), WITHDRAWN)
def test_a_withdrawn_entry_is_nobodys_answer_and_no_other_takes_its_place(found: Match, seen: Match) -> None:
    assert content(found, frozenset({"a"})).match("x") == seen


EXPIRED = [
    (answer("a"), answer("a")),
    (answer("old"), Match("old", 0.9, (), "none")),
    (answer("old", "a"), answer("a")),
    (answer("a", "old"), answer("a")),
    (suggest("old", "a"), Match("old", 0.4, ("a",), "suggest")),
    (suggest("old"), Match("old", 0.4, (), "none")),
]


@pytest.mark.parametrize(("found", "seen"), EXPIRED)
def test_an_expired_entry_stops_answering_on_the_day_after(found: Match, seen: Match) -> None:
    assert content(found).on(DAY).match("x") == seen
    assert content(found).on(date(2026, 11, 23)).match("x") == found


def test_what_leaves_the_wording_alone_needs_no_new_matcher() -> None:
    before = build(Overlaid(ENTRIES))
    dearer = ENTRIES | {"a": ENTRIES["a"].model_copy(update={"fee": "8.000 đồng"})}
    same = build(Overlaid(dearer), before)
    assert same.matcher is before.matcher
    assert same.entries["a"].fee == "8.000 đồng"
    worded = ENTRIES | {"a": ENTRIES["a"].model_copy(update={"phrasings": ("khác",)})}
    assert build(Overlaid(worded), before).matcher is not before.matcher


def test_a_withdrawn_entry_is_shown_to_nobody() -> None:
    assert "a" not in build(Overlaid(ENTRIES, withdrawn=frozenset({"a"}))).entries
