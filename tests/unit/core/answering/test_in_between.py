"""Figures that must have no hole between the first and the last that was sent."""

from typing import Any

import pytest

from mis_assessor.core.rules.quantities import Month
from unit.core.asked import answer, day, register, requirement, says, submission, tally, why

FIGURES: dict[str, Any] = {
    "register": "figures",
    "cases": {"indicator": "E2"},
    "one row for every": "month in between",
    "answer": "share of totals",
}
RATINGS: dict[str, Any] = {
    **FIGURES,
    "done when": {"result": "Pass"},
    "answer": "share of cases",
}


def months(*numbers: int, **more: Any) -> list[dict[str, Any]]:
    """A row for each of these months of 2022."""
    row = {"indicator": "E2", "numerator": 9, "denominator": 10, "result": "Pass"}
    return [{**row, "month": Month(2022, number), **more} for number in numbers]


def sent(*rows: dict[str, Any]) -> Any:
    return submission(register("figures", *rows))


@pytest.mark.parametrize("numbers", [(5,), (5, 6), (6, 5, 7)])
def test_months_that_follow_each_other_are_added(numbers: tuple[int, ...]) -> None:
    asked = requirement(FIGURES, {})
    done, failed, *_ = tally(answer(asked, sent(*months(*numbers))))
    assert (done, failed) == (9 * len(numbers), len(numbers))


def test_a_month_left_out_between_two_is_missing() -> None:
    found = answer(requirement(FIGURES, {}), sent(*months(5, 7)))
    assert why(found) == "evidence missing"
    assert says(found) == (
        "The register of figures has no row for 1 June 2022 to 30 June 2022, between the rows "
        "it has."
    )


def test_the_month_of_another_indicator_fills_no_hole() -> None:
    found = answer(requirement(FIGURES, {}), sent(*months(5, 7), *months(6, indicator="E5")))
    assert why(found) == "evidence missing"


def test_periods_are_held_to_the_day() -> None:
    def period(first: str, last: str) -> dict[str, Any]:
        row = {"indicator": "E2", "numerator": 9, "denominator": 10}
        return {**row, "from": day(first), "to": day(last)}

    asked = requirement(FIGURES, {})
    whole = sent(period("2022-05-01", "2022-05-15"), period("2022-05-16", "2022-05-31"))
    assert tally(answer(asked, whole)) == (18, 2, 0, 0)
    hole = sent(period("2022-05-01", "2022-05-15"), period("2022-05-17", "2022-05-31"))
    assert "16 May 2022 to 16 May 2022" in says(answer(asked, hole))


def test_a_rating_left_out_between_two_is_not_known() -> None:
    asked = requirement(RATINGS, {})
    assert tally(answer(asked, sent(*months(5, 6)))) == (2, 0, 0, 0)
    assert tally(answer(asked, sent(*months(5, 7)))) == (2, 0, 0, 1)
    before = answer(asked, sent(*months(5), *months(6, result="Fail")), on=day("2022-12-05"))
    assert tally(before) == (1, 0, 1, 0)
