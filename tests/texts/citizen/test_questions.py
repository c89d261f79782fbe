"""Sentences around an answer."""

from datetime import date

from faq.sections import SECTIONS
from texts.vi.citizen import questions


def test_every_section_has_a_label() -> None:
    assert tuple(questions.SECTION_LABELS) == SECTIONS


def test_dates_are_written_as_people_write_them() -> None:
    assert "sau ngày 1/3/2027" in questions.valid_until(date(2027, 3, 1))


def test_the_source_says_when_its_time_is_not_known() -> None:
    assert questions.source_line(["A", "B"], None) == "Nguồn: A; B (chưa rõ thời điểm)."


def test_sentences_are_polite() -> None:
    said = [
        questions.unknown_fact(),
        questions.call_before_going(),
        questions.scam_warning(),
        questions.no_longer_valid("Đăng ký khai sinh"),
    ]
    assert all("!" not in text and text.endswith(".") for text in said)
