"""The days off of public offices against the yearly notices, and what the office lays over them."""

from datetime import date, timedelta

import pytest

from cases.deadlines.calendar import Calendar, Change, DayOutOfRange

COMMON = Calendar()
# Weekdays off as announced for public offices, year by year.
OFF = {
    2023: "2/1 20/1 23/1 24/1 25/1 26/1 1/5 2/5 3/5 1/9 4/9",
    2024: "1/1 8/2 9/2 12/2 13/2 14/2 18/4 29/4 30/4 1/5 2/9 3/9",
    2025: "1/1 27/1 28/1 29/1 30/1 31/1 7/4 30/4 1/5 2/5 1/9 2/9",
    2026: "1/1 2/1 16/2 17/2 18/2 19/2 20/2 27/4 30/4 1/5 31/8 1/9 2/9 24/11",
}
WORKED = [date(2024, 5, 4), date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)]
SAFE_IN_2027 = ["1/1", "5/2", "8/2", "9/2", "10/2", "16/4", "30/4", "3/5", "2/9", "24/11"]
OPEN_IN_2027 = [date(2027, 2, 4), date(2027, 2, 11), date(2027, 9, 1), date(2027, 9, 3)]


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=step) for step in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", OFF)
def test_weekdays_off_are_those_of_the_notices(year: int) -> None:
    off = [f"{day.day}/{day.month}" for day in days_of(year) if day.weekday() < 5 and not COMMON.is_working(day)]
    assert off == OFF[year].split()


def test_worked_saturdays_are_those_of_the_notices() -> None:
    weekends = [day for year in OFF for day in days_of(year) if day.weekday() >= 5]
    assert [day for day in weekends if COMMON.is_working(day)] == WORKED


def test_24_november_is_off_from_its_first_year() -> None:
    assert COMMON.is_working(date(2025, 11, 24))
    assert not COMMON.is_working(date(2026, 11, 24))


def test_what_is_safe_of_2027() -> None:
    off = {f"{day.day}/{day.month}" for day in days_of(2027) if day.weekday() < 5 and not COMMON.is_working(day)}
    assert set(SAFE_IN_2027) <= off
    assert [day for day in days_of(2027) if COMMON.is_unsettled(day)] == OPEN_IN_2027


def test_nothing_is_open_before_and_everything_after() -> None:
    assert not any(COMMON.is_unsettled(day) for year in OFF for day in days_of(year))
    assert all(COMMON.is_unsettled(day) for day in days_of(2028))


def test_the_office_wins_over_package_and_notices() -> None:
    storm, bridge, saturday = date(2026, 10, 5), date(2026, 11, 24), date(2026, 12, 5)
    own = Calendar([Change(storm, False, "nghỉ tránh bão"), Change(bridge, True), Change(saturday, True)])
    assert [own.is_working(day) for day in (storm, bridge, saturday)] == [False, True, True]
    assert own.why_off(storm) == "nghỉ tránh bão"


def test_what_the_office_entered_is_settled() -> None:
    own = Calendar([Change(OPEN_IN_2027[0], True)], announced=[2028])
    assert not own.is_unsettled(OPEN_IN_2027[0])
    assert own.is_unsettled(OPEN_IN_2027[1])
    assert not any(own.is_unsettled(day) for day in days_of(2028))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 11, 24), "nghỉ lễ"),
        (date(2026, 2, 17), "nghỉ Tết"),
        (date(2026, 1, 1), "nghỉ lễ"),
        (date(2026, 4, 27), "nghỉ bù"),
        (date(2026, 8, 31), "nghỉ hoán đổi"),
        (date(2026, 1, 2), "nghỉ hoán đổi"),
        (date(2026, 11, 28), ""),
    ],
)
def test_why_a_day_is_off(day: date, why: str) -> None:
    assert COMMON.why_off(day) == why


def test_version_names_what_a_date_was_computed_from() -> None:
    assert COMMON.version == Calendar().version
    assert COMMON.version != Calendar([Change(date(2026, 12, 1), False)]).version
    assert COMMON.version != Calendar(announced=[2028]).version


def test_rolling() -> None:
    saturday = date(2026, 11, 21)
    assert COMMON.next_working(saturday) == date(2026, 11, 23)
    assert COMMON.last_working(saturday) == date(2026, 11, 20)
    assert COMMON.next_working(date(2026, 8, 22)) == date(2026, 8, 22)


@pytest.mark.parametrize("year", [1800, 2200, 9999])
def test_a_year_without_a_calendar_is_refused(year: int) -> None:
    with pytest.raises(DayOutOfRange):
        COMMON.is_working(date(year, 3, 15) if date(year, 3, 15).weekday() < 5 else date(year, 3, 17))
