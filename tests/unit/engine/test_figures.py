"""Figures become whole numbers, or are refused."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from mis_assessor.core.deciding.bounds import Measured
from mis_assessor.core.errors import EngineFault
from mis_assessor.core.rules.comparisons import Way
from mis_assessor.core.rules.quantities import LONDON, read_quantity
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.figures import LARGEST, Limit, limit_of, whole


def measured(low: Any, limit: Any, **more: Any) -> Measured:
    return Measured(low, more.pop("high", low), limit, Way.AT_LEAST, **more)


OWN = Limit(Way.AT_LEAST, None)
NOON = datetime(2023, 2, 2, 12, tzinfo=LONDON)
SHARE = limit_of(read_quantity("95%"), Way.AT_LEAST)


@pytest.mark.parametrize(
    ("value", "figure", "limit", "low", "of"),
    [
        ("3 times", measured(3, 3), 3, 3, None),
        ("95%", measured(19, Fraction(95, 100), of=20), 95, 1900, 20),
        ("1/3", measured(1, Fraction(1, 3), of=3), 1, 3, 3),
        ("7.5", measured(Decimal("7.25"), Decimal("7.5")), 75, 7250, 100),
        ("7.5", measured(Decimal("7"), Decimal("7.5")), 75, 70, 1),
        ("0.0", measured(Decimal("-1.5"), Decimal("0")), 0, -15, 10),
        ("2022-01-01", measured(date(2022, 1, 2), date(2022, 1, 1)), 738156, 738157, None),
        ("2023-02-02 12:00:00", measured(NOON, NOON), 1675339200, 1675339200, None),
    ],
)
def test_every_kind_of_figure_is_whole_on_the_scale_of_its_rule(
    value: str, figure: Measured, limit: int, low: int, of: int | None
) -> None:
    held = limit_of(read_quantity(value), Way.AT_LEAST)
    fact = whole(figure, held)
    assert (held.value, fact["low"], fact.get("of")) == (limit, low, of)
    assert all(type(value) in (int, str) for value in fact.values())


@pytest.mark.parametrize(
    ("figure", "limit", "low"),
    [
        (measured(3, 4), 4, 3),
        (measured(19, Fraction(95, 100), of=20), 19, 19),
        (measured(1, Fraction(1, 3), of=2), 2, 3),
        (measured(Decimal("7.25"), Decimal("7.5")), 750, 725),
        (measured(date(2022, 1, 2), date(2022, 1, 1)), 738156, 738157),
    ],
)
def test_a_limit_of_the_submissions_own_goes_with_its_figure(
    figure: Measured, limit: int, low: int
) -> None:
    fact = whole(figure, OWN)
    assert (fact["limit"], fact["low"]) == (limit, low)
    assert "of" not in fact


def test_the_fact_says_what_can_still_change() -> None:
    figure = measured(3, 5, high=9, undecided=Verdict.NOT_DUE_YET, more_to_come=True)
    open_ = {"low": 3, "high": 9, "more": 1, "undecided": "not due yet"}
    assert whole(figure, Limit(Way.AT_LEAST, 5)) == open_
    assert whole(measured(3, 5), Limit(Way.AT_LEAST, 5, exact=True)) == {"figure": 3}


@pytest.mark.parametrize(
    ("figure", "limit", "why"),
    [
        (measured(0.5, 1), OWN, "0.5 is not an exact number"),
        (measured(None, 1), OWN, "None is not an exact number"),
        (measured(True, 1), OWN, "True is not an exact number"),
        (measured(Decimal("NaN"), 1), OWN, "NaN"),
        (measured(LARGEST + 1, 1), OWN, "larger than the rules engine compares"),
        (measured(1, Fraction(19, 20), of=LARGEST + 1), SHARE, "larger than the rules engine"),
        (measured(2, Fraction(19, 20), of=LARGEST - 1), SHARE, "larger than the rules engine"),
        (measured(0, Fraction(1, 2), of=0), OWN, "share of nobody"),
        (measured(date(2022, 1, 1), NOON), OWN, "a moment"),
        (measured(date(2022, 1, 1), 7), OWN, "a number cannot be compared"),
        (measured(1, Fraction(19, 20)), limit_of(NOON, Way.AT_LEAST), "a number cannot be"),
        (measured(NOON, NOON), limit_of(date(2022, 1, 1), Way.AT_LEAST), "cannot be compared"),
        (measured(date(2023, 2, 2), date(2023, 2, 1)), limit_of(NOON, Way.AT_LEAST), "a moment"),
        (measured(1, 2, undecided=Verdict.MET), OWN, "cannot stay open as “met”"),
        (measured(1, 2), Limit(Way.AT_LEAST, 3), "hold a figure against 3, not 2"),
        (measured(1, 2), Limit(Way.AT_MOST, 2), "ask for “at most”, the figure for “at least”"),
        (measured(Decimal("1.5"), 2), Limit(Way.AT_LEAST, 2), "3/2 cannot be counted"),
        (measured(1, 2, high=3), replace(OWN, exact=True), "cannot lie between two bounds"),
        (measured(1, 2, more_to_come=True), replace(OWN, exact=True), "between two bounds"),
    ],
)
def test_what_is_not_safe_is_refused(figure: Measured, limit: Limit, why: str) -> None:
    with pytest.raises(EngineFault, match=why):
        whole(figure, limit)


def test_a_value_that_no_figure_can_be_held_against() -> None:
    with pytest.raises(EngineFault, match="No figure can be held against"):
        limit_of(read_quantity("3 months"), Way.AT_LEAST)
    with pytest.raises(EngineFault, match="larger than the rules engine"):
        limit_of(read_quantity(f"{LARGEST + 1} times"), Way.AT_LEAST)


def test_the_largest_number_still_goes() -> None:
    assert whole(measured(LARGEST, 1), OWN)["low"] == LARGEST
