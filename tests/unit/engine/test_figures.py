"""Figures become whole numbers, or are refused."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from mis_assessor.core.deciding.bounds import Measured
from mis_assessor.core.errors import EngineFault
from mis_assessor.core.rules.comparisons import Way
from mis_assessor.core.rules.quantities import LONDON
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.figures import LARGEST, Limit, whole


def measured(low: Any, limit: Any, **more: Any) -> Measured:
    return Measured(low, more.pop("high", low), limit, Way.AT_LEAST, **more)


@pytest.mark.parametrize(
    ("figure", "limit", "low"),
    [
        (measured(3, 3), 3, 3),
        (measured(19, Fraction(95, 100), of=20), 95, 1900),
        (measured(1, Fraction(1, 3), of=3), 1, 3),
        (measured(Decimal("7.25"), Decimal("7.5")), 750, 725),
        (measured(Decimal("-1.5"), Decimal("0")), 0, -15),
        (measured(date(2022, 1, 2), date(2022, 1, 1)), 738156, 738157),
        (
            measured(
                datetime(2023, 2, 2, 12, tzinfo=LONDON),
                datetime(2023, 2, 2, 11, 59, 59, tzinfo=LONDON),
            ),
            1675339199,
            1675339200,
        ),
    ],
)
def test_every_kind_of_figure_is_whole(figure: Measured, limit: int, low: int) -> None:
    found, fact = whole(figure)
    assert (found.value, fact["low"], fact.get("of")) == (limit, low, figure.of)
    assert all(type(value) in (int, str) for value in fact.values())


def test_the_fact_says_what_can_still_change() -> None:
    figure = measured(3, 5, high=9, undecided=Verdict.NOT_DUE_YET, more_to_come=True)
    assert whole(figure) == (
        Limit(Way.AT_LEAST, 5, 1, shares=False),
        {"low": 3, "high": 9, "more": 1, "undecided": "not due yet"},
    )


@pytest.mark.parametrize(
    ("figure", "why"),
    [
        (measured(0.5, 1), "0.5 is not an exact number"),
        (measured(None, 1), "None is not an exact number"),
        (measured(True, 1), "True is not an exact number"),
        (measured(Decimal("NaN"), 1), "NaN"),
        (measured(LARGEST + 1, 1), "larger than the rules engine compares"),
        (measured(1, Fraction(0), of=LARGEST + 1), "larger than the rules engine compares"),
        (measured(2, Fraction(2, 3), of=LARGEST - 1), "larger than the rules engine"),
        (measured(0, Fraction(1, 2), of=0), "share of nobody"),
        (measured(date(2022, 1, 1), datetime(2022, 1, 1, tzinfo=LONDON)), "a moment"),
        (measured(date(2022, 1, 1), 7), "a number cannot be compared"),
        (measured(1, 2, undecided=Verdict.MET), "cannot stay open as “met”"),
    ],
)
def test_what_is_not_safe_is_refused(figure: Measured, why: str) -> None:
    with pytest.raises(EngineFault, match=why):
        whole(figure)


def test_the_largest_number_still_goes() -> None:
    assert whole(measured(LARGEST, 1))[1]["low"] == LARGEST
