"""Editors are told of entries whose validity runs out, before and after, once."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.engine.worker import fire_next
from faq.content import Contents
from office.answers import expiry
from office.errand import HANOI
from tests.handlers.hall import Hall, Somebody

LAST_DAY = date(2026, 12, 31)


@pytest.fixture
def ending(hall: Hall) -> Hall:
    """A hall in which two entries end on the same day, planned for."""
    content = hall.desk.contents.current
    entries = {
        one: entry.model_copy(update={"valid_to": LAST_DAY if number < 2 else None})
        for number, (one, entry) in enumerate(content.entries.items())
    }
    hall.desk = replace(hall.desk, contents=Contents(replace(content, entries=entries)))
    plan(hall)
    return hall


def plan(hall: Hall) -> None:
    hall.do(lambda connection: expiry.plan(connection, hall.desk.contents.current, hall.now))


def told(hall: Hall, somebody: Somebody, day: date, hour: int = 8) -> list[str]:
    """What somebody has got when the clock stands there."""
    hall.now = datetime(day.year, day.month, day.day, hour, tzinfo=HANOI)
    while hall.do(lambda connection: fire_next(hall.office, connection)):
        pass
    return [message.text for message in somebody.news()]


def test_they_are_told_two_weeks_before_and_the_morning_after(ending: Hall) -> None:
    editor = ending.officer("van-tuong", "editor")
    assert told(ending, editor, date(2026, 12, 16)) == []
    (before,) = told(ending, editor, date(2026, 12, 17))
    assert "Sau ngày 31/12/2026 tôi sẽ thôi trả lời" in before
    assert told(ending, editor, LAST_DAY, 23) == []
    assert told(ending, editor, date(2027, 1, 1), 6) == []
    (after,) = told(ending, editor, date(2027, 1, 1), 8)
    assert "không trả lời nữa" in after
    assert after.count("•") == 2
    plan(ending)
    assert told(ending, editor, date(2027, 1, 2)) == []


def test_without_an_editor_an_administrator_is_told(ending: Hall) -> None:
    officer, admin = ending.officer("van-tuong"), ending.officer("van-tuong", "admin")
    assert len(told(ending, admin, date(2027, 1, 1))) == 2
    assert officer.news() == []


def test_an_entry_that_was_mended_meanwhile_is_not_named(ending: Hall) -> None:
    editor = ending.officer("van-tuong", "editor")
    content = ending.desk.contents.current
    mended = {one: entry.model_copy(update={"valid_to": None}) for one, entry in content.entries.items()}
    ending.desk = replace(ending.desk, contents=Contents(replace(content, entries=mended)))
    assert told(ending, editor, date(2027, 1, 1)) == []


def test_what_was_over_before_is_told_of_at_once(ending: Hall) -> None:
    content = ending.desk.contents.current
    over = {one: entry.model_copy(update={"valid_to": date(2026, 11, 1)}) for one, entry in content.entries.items()}
    ending.desk = replace(ending.desk, contents=Contents(replace(content, entries=over)))
    plan(ending)
    editor = ending.officer("van-tuong", "editor")
    (only,) = told(ending, editor, date(2026, 11, 24), 9)
    assert "01/11/2026" in only
