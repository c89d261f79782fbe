"""The clock ticks from where it was set."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import Clock

START = datetime.fromisoformat("2026-11-24T08:00:00+07:00")


def test_it_ticks_from_its_start() -> None:
    clock = Clock(START)
    first, second = clock.now(), clock.now()
    assert clock.shifted
    assert START <= first < second or first == second
    assert second - START < timedelta(seconds=5)


def test_without_a_start_it_is_the_machine_s() -> None:
    clock = Clock()
    assert not clock.shifted
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=1)


def test_it_is_moved_on() -> None:
    clock = Clock(START)
    clock.advance(timedelta(hours=13))
    assert clock.now() >= START + timedelta(hours=13)


def test_an_instant_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Clock(datetime(2026, 11, 24, 8))  # noqa: DTZ001 - that is the point
