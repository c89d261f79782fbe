"""Questions that name no procedure, as people type them."""

import pytest

from faq.entries import load
from faq.follow_ups import LONGEST, read_follow_up

NAMELESS = [
    ("hết bao nhiêu tiền?", "fee"),
    ("het bao nhieu tien vay", "fee"),
    ("vậy tốn nhiu", "fee"),
    ("có mất tiền không ạ", "fee"),
    ("le phi sao", "fee"),
    ("mất mấy ngày?", "time"),
    ("mat may bua moi xong rua", "time"),
    ("chừng mô có", "time"),
    ("rồi bao giờ lấy được vậy em", "time"),
    ("giấy tờ gì?", "papers"),
    ("cần mang theo chi", "papers"),
    ("ho so gom nhung gi", "papers"),
    ("giấy tờ", "papers"),
    ("nộp ở đâu", "where"),
    ("nop o mo rua", "where"),
    ("đi mô nộp", "where"),
    ("làm online được không", "where"),
    ("làm sao", "steps"),
    ("làm răng hè", "steps"),
    ("thủ tục ra sao", "steps"),
    ("có lưu ý gì không", "mistakes"),
]


@pytest.mark.parametrize(("text", "section"), NAMELESS)
def test_a_nameless_question_asks_for_a_section(text: str, section: str) -> None:
    asked = read_follow_up(text)
    assert asked.nameless
    assert asked.sections == (section,)


def test_two_things_are_asked_at_once_in_their_order() -> None:
    assert read_follow_up("mất mấy ngày, hết bao nhiêu tiền").sections == ("time", "fee")


@pytest.mark.parametrize("text", ["đăng ký xe hết bao nhiêu tiền", "làm căn cước mất mấy ngày", "hộ chiếu nộp ở đâu"])
def test_what_names_a_procedure_is_not_nameless(text: str) -> None:
    asked = read_follow_up(text)
    assert asked.sections
    assert not asked.nameless


@pytest.mark.parametrize("text", ["", "👍", "cảm ơn", "chào em", "dạ", "mấy giờ làm việc", "đường hư quá", "của tôi"])
def test_other_messages_ask_for_no_section(text: str) -> None:
    assert read_follow_up(text).sections == ()


def test_a_story_is_no_follow_up() -> None:
    assert read_follow_up("bao nhiêu tiền " * LONGEST).sections == ()


def test_titles_and_questions_about_procedures_are_hardly_ever_nameless() -> None:
    """Of all phrasings only those that name nothing."""
    said = [text for entry in load().values() for text in (entry.title, *entry.phrasings)]
    assert len(said) > 1000
    nameless = [text for text in said if (asked := read_follow_up(text)).nameless and asked.sections]
    assert len(nameless) < len(said) / 100, nameless
