"""What a citizen sees of an entry."""

from datetime import date, timedelta

import pytest

from faq.entries import load
from faq.entry import Entry
from faq.sections import SECTIONS, answers, available, section, short_answer
from texts.vi import dates
from texts.vi.citizen import questions

ENTRIES = load()
TODAY = date(2026, 11, 24)
BIRTH = ENTRIES["birth-registration"]


def other(entry: Entry, **changes: object) -> Entry:
    return entry.model_copy(update=changes)


@pytest.mark.parametrize("entry_id", sorted(ENTRIES))
def test_the_short_answer_shows_source_and_date(entry_id: str) -> None:
    entry = ENTRIES[entry_id]
    text = short_answer(entry, TODAY)
    assert text.startswith(entry.body)
    assert entry.source[0] in text
    assert (dates.day(entry.as_of) if entry.as_of else "chưa rõ thời điểm") in text


@pytest.mark.parametrize("entry_id", sorted(ENTRIES))
def test_low_confidence_asks_to_call_first_everywhere(entry_id: str) -> None:
    entry = ENTRIES[entry_id]
    shown = [short_answer(entry, TODAY)] + [section(entry, name) or "" for name, _ in available(entry)]
    assert len(shown) > 1
    assert all(("nên gọi hỏi lại trước khi đi" in text) == (entry.confidence == "low") for text in shown)


@pytest.mark.parametrize("entry_id", sorted(ENTRIES))
def test_every_button_has_a_text_and_nothing_else_has(entry_id: str) -> None:
    entry = ENTRIES[entry_id]
    names = [name for name, _ in available(entry)]
    assert names == [name for name in SECTIONS if section(entry, name) is not None]
    assert all(label == questions.SECTION_LABELS[name] for name, label in available(entry))
    assert all(entry.title in (section(entry, name) or "") for name in names)


@pytest.mark.parametrize("name", SECTIONS)
def test_an_unknown_fact_is_said_to_be_unknown_with_where_to_ask(name: str) -> None:
    entry = other(BIRTH, **dict.fromkeys(("documents", "fee", "time", "steps", "where", "mistakes")))
    text = section(entry, name) or ""
    assert "chưa rõ" in text
    assert "gặp cán bộ" in text


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_that_does_not_apply_has_no_button(name: str) -> None:
    entry = other(BIRTH, without=frozenset({"documents", "fee", "time", "steps", "where", "mistakes"}))
    assert section(entry, name) is None
    assert available(entry) == []


def test_an_unknown_section() -> None:
    assert section(BIRTH, "valid_to") is None


def test_steps_are_numbered_and_papers_are_not() -> None:
    assert "\n1. " in (section(BIRTH, "steps") or "")
    assert "\n• " in (section(BIRTH, "papers") or "")


def test_the_scam_warning_stands_with_the_fee_and_in_answers_about_paying() -> None:
    warning = questions.scam_warning()
    assert warning not in short_answer(BIRTH, TODAY)
    assert warning in (section(BIRTH, "fee") or "")
    assert warning not in (section(BIRTH, "papers") or "")
    assert warning in short_answer(ENTRIES["pay-online-how"], TODAY)
    assert warning not in short_answer(other(ENTRIES["pay-online-how"], scam_warning=False), TODAY)


def test_an_entry_answers_up_to_its_last_day() -> None:
    last = BIRTH.valid_to
    assert last == date(2027, 2, 28)
    assert answers(BIRTH, last)
    assert not answers(BIRTH, last + timedelta(days=1))
    assert answers(other(BIRTH, valid_to=None), date(2099, 1, 1))


def test_an_expired_entry_says_so_instead_of_the_old_rule() -> None:
    text = short_answer(BIRTH, date(2027, 3, 1))
    assert text == questions.no_longer_valid(BIRTH.title)
    assert BIRTH.body not in text


@pytest.mark.parametrize(("on", "said"), [(date(2026, 11, 29), False), (date(2026, 11, 30), True), (date(2027, 2, 28), True)])
def test_the_last_day_is_named_from_90_days_before(on: date, said: bool) -> None:
    assert ("28/2/2027" in short_answer(BIRTH, on)) is said
