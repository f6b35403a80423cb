"""Days as the guidance counts them, held against the published bank holidays."""

import json
from datetime import date, timedelta

import pytest

from code_health.tree import ROOT
from mis_assessor.core.rules.calendar import (
    after,
    before,
    first_day,
    is_working_day,
    last_day,
    whole_periods,
)
from mis_assessor.core.rules.quantities import Length, Month, Unit

PUBLISHED = ROOT.parent / "shared/data/bank_holidays_england_wales_2018_2028.json"


def length(written: str) -> Length:
    """A length of time from its words."""
    number, unit = written.split(" ", 1)
    units: dict[str, Unit] = {
        "working days": "working days",
        "days": "days",
        "weeks": "weeks",
        "months": "months",
        "years": "years",
    }
    return Length(int(number), units[unit], written)


@pytest.mark.parametrize(
    ("start", "written", "end"),
    [
        ("2022-08-31", "1 months", "2022-09-30"),
        ("2022-12-31", "2 months", "2023-02-28"),
        ("2020-01-31", "1 months", "2020-02-29"),
        ("2022-05-06", "6 months", "2022-11-06"),
        ("2020-02-29", "1 years", "2021-02-28"),
        ("2022-06-01", "7 working days", "2022-06-14"),  # Jubilee, 2 and 3 June
        ("2022-09-16", "1 working days", "2022-09-20"),  # the State Funeral, Monday 19th
        ("2022-12-23", "1 working days", "2022-12-28"),
        ("2022-05-07", "7 working days", "2022-05-17"),  # a Saturday is day 0
        ("2022-12-05", "2 weeks", "2022-12-19"),
        ("2022-12-05", "10 days", "2022-12-15"),
    ],
)
def test_the_last_day_of_a_limit(start: str, written: str, end: str) -> None:
    assert after(date.fromisoformat(start), length(written)) == date.fromisoformat(end)


def test_counting_backwards() -> None:
    assert before(date(2022, 12, 5), length("3 years")) == date(2019, 12, 5)
    assert before(date(2022, 6, 6), length("1 working days")) == date(2022, 6, 1)


def test_bank_holidays_are_the_published_ones() -> None:
    if not PUBLISHED.exists():
        pytest.skip(f"{PUBLISHED.name} lies outside the project and is not here")
    published = json.loads(PUBLISHED.read_text())["england-and-wales"]["events"]
    days = {date.fromisoformat(event["date"]) for event in published}
    day = min(days)
    while day <= max(days):
        if day.weekday() < 5:
            assert is_working_day(day) is (day not in days), day
        day += timedelta(days=1)


def test_whole_calendar_periods_of_a_window() -> None:
    quarters = list(whole_periods(3, date(2022, 5, 6), date(2022, 12, 5)))
    assert quarters == [(date(2022, 7, 1), date(2022, 9, 30))]
    months = list(whole_periods(1, date(2022, 11, 1), date(2023, 1, 31)))
    assert [first.month for first, _ in months] == [11, 12, 1]
    halves = list(whole_periods(6, date(2022, 1, 1), date(2022, 12, 31)))
    assert halves == [
        (date(2022, 1, 1), date(2022, 6, 30)),
        (date(2022, 7, 1), date(2022, 12, 31)),
    ]


def test_first_and_last_day_of_a_month() -> None:
    assert first_day(Month(2024, 2)) == date(2024, 2, 1)
    assert last_day(Month(2024, 2)) == date(2024, 2, 29)
