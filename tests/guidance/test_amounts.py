"""Amounts however they are written, and what is none."""

from fractions import Fraction

import pytest

from mis_assessor.core.rules.quantities import read_quantity
from mis_assessor.guidance.amounts import amount_of, amounts_in

WRITTEN = [
    ("90%", "at least 90% of staff"),
    ("90%", "at least 90 % of staff"),
    ("90%", "ninety per cent of staff"),
    ("90%", "90percent of staff"),
    ("9/10", "nine out of ten of them"),
    ("75%", "three quarters of reviews"),
    ("1/2", "half of the reviews"),
    ("7 working days", "within seven (7) working days"),
    ("2 months", "a two-month gap"),
    ("6 months", "a six-monthly report"),
    ("14 days", "within 14 calendar days"),
    ("2 weeks", "within 14 days"),
    ("2 years", "valid for 24 months"),
    ("2025-11-30", "on 30 November 2025"),
    ("2025-11-30", "on Sunday 30th November, 2025"),
    ("2025-11-30", "on 30 Nov 25"),
    ("2025-11-30", "on 30/11/2025"),
    ("2025-11-30", "on 30.11.25"),
    ("2025-11-30", "on November 30, 2025"),
    ("2025-11-30", "on 2025-11-30"),
    ("2025-04-01", "from 1 April to 30 November 2025"),
    ("2024-12-01", "between 1 December and 30 November 2025"),
    ("2025-07", "activity in July 2025"),
    ("34+0", "from 34 + 0 weeks"),
    ("34+0", "from 34 weeks' gestation"),
    ("3 meetings", "at least three such meetings"),
    ("2 times", "twice a year"),
    ("£10,000", "up to £10k"),
]


@pytest.mark.parametrize(("written", "text"), WRITTEN)
def test_an_amount_is_found_as_people_write_it(written: str, text: str) -> None:
    wanted = amount_of(read_quantity(written))
    assert wanted in [(a.kind, a.amount) for a in amounts_in(text)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("a half-day of training", []),
        ("190% of it", []),
        ("in the year 20251", []),
        ("see 7.5 above", []),
        ("one is 2 times as large", ["times"]),
        ("34+0 weeks", ["gestation"]),
        ("7 working days", ["length"]),
        ("45/2025 and 1/13/2025", []),
    ],
)
def test_what_looks_like_an_amount_and_is_none(text: str, kinds: list[str]) -> None:
    assert [a.kind for a in amounts_in(text)] == kinds


def test_words_are_no_amount() -> None:
    assert amount_of(("midwives", "doctors")) is None
    assert amount_of(None) is None
    assert amount_of(read_quantity("1.5")) is not None
    assert amount_of(read_quantity("1/3")) == ("share", Fraction(1, 3))
