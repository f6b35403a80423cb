"""Every band at both of its ends, a thousandth to either side, and what is rounded on the way."""

from fractions import Fraction

import pytest

from mis_assessor.core.cqim.check import CheckOutcome, check_test
from mis_assessor.core.cqim.rules import Band, MonthSpan, Rounding
from mis_assessor.core.rules.quantities import Month
from unit.core.cqim.month import RULES, counts

THOUSANDTH = Fraction(1, 1000)
LOWER = {code: test.band.least for code, test in RULES.tests.items() if test.band.least}
UPPER = {code: test.band.most for code, test in RULES.tests.items() if test.band.most}
EXCLUSIVE = {"CQIMDQ18", "CQIMDQ34"}


def passes(code: str, rate: Fraction) -> bool:
    """Whether a test passes on counts of that rate that no rounding changes."""
    written = {(code, "Numerator"): str(rate * 5000), (code, "Denominator"): "5000"}
    return check_test(RULES.tests[code], RULES, counts(written)).outcome is CheckOutcome.PASS


@pytest.mark.parametrize("code", LOWER)
def test_the_lower_end(code: str) -> None:
    end = LOWER[code]
    assert passes(code, end) is (code not in EXCLUSIVE)
    assert not passes(code, end - THOUSANDTH)
    assert passes(code, end + THOUSANDTH) is (code not in UPPER or end < UPPER[code])


@pytest.mark.parametrize("code", UPPER)
def test_the_upper_end(code: str) -> None:
    end = UPPER[code]
    assert passes(code, end)
    assert not passes(code, end + THOUSANDTH)


def test_only_the_shares_of_vaginal_births_leave_their_end_out() -> None:
    leaving_out = {
        c for c, t in RULES.tests.items() if not (t.band.with_least and t.band.with_most)
    }
    assert leaving_out == EXCLUSIVE


def test_an_upper_end_may_be_left_out_too() -> None:
    below = Band(None, Fraction(1, 2), with_most=False)
    assert below.holds(Fraction(49, 100))
    assert not below.holds(Fraction(1, 2))


@pytest.mark.parametrize(
    ("count", "published"),
    [
        *((0, 0), (1, 5), (2, 5), (5, 5), (6, 5), (7, 5), (8, 10), (10, 10), (11, 10), (12, 10)),
        *((13, 15), (17, 15), (18, 20), (22, 20), (23, 25), (100, 100), (102, 100), (103, 105)),
    ],
)
def test_counts_are_rounded(count: int, published: int) -> None:
    assert RULES.rounding.count(count) == published
    assert RULES.rounding.count(published) == published, "a published count stays as it is"


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [
        ((1, 3), "0.333"),
        ((2, 3), "0.667"),
        ((1399, 2000), "0.700"),  # 0.6995, a half at the third decimal
        ((13989, 20000), "0.699"),
        ((4005, 10000), "0.401"),
        ((4004, 10000), "0.400"),
        ((0, 5), "0"),
    ],
)
def test_rates_are_rounded_to_three_decimals(exact: tuple[int, int], rounded: str) -> None:
    assert RULES.rounding.rate(Fraction(*exact)) == Fraction(rounded)


def test_rounding_is_data() -> None:
    tens = Rounding(small_up_to=3, small_becomes=2, nearest=10, decimals=1)
    assert [tens.count(n) for n in (0, 3, 4, 5, 15)] == [0, 2, 0, 10, 20]
    assert tens.rate(Fraction(1, 3)) == Fraction(3, 10)


def test_counts_are_rounded_before_they_are_divided() -> None:
    """69 of 99 is 0.697; as published it is 70 of 100, which passes."""
    written = {("CQIMDQ04", "Numerator"): "69", ("CQIMDQ04", "Denominator"): "99"}
    found = check_test(RULES.tests["CQIMDQ04"], RULES, counts(written))
    assert (found.numerator, found.denominator, found.rate) == (70, 100, Fraction(7, 10))
    assert found.outcome is CheckOutcome.PASS


@pytest.mark.parametrize(
    ("window", "month", "days"),
    [
        (MonthSpan(0, 1), Month(2022, 7), 31),
        (MonthSpan(1, 1), Month(2022, 7), 30),
        (MonthSpan(2, 3), Month(2022, 7), 31 + 30 + 31),
        (MonthSpan(3, 3), Month(2022, 7), 30 + 31 + 30),
        (MonthSpan(6, 6), Month(2022, 7), 31 + 28 + 31 + 30 + 31 + 30),
        (MonthSpan(1, 1), Month(2023, 1), 31),
        (MonthSpan(2, 3), Month(2024, 2), 31 + 31 + 29),
    ],
)
def test_the_days_of_a_window(window: MonthSpan, month: Month, days: int) -> None:
    assert window.days(month) == days
