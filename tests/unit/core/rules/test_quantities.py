"""Values as the guidance writes them: each form read exactly, and nothing guessed."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from mis_assessor.core.rules.quantities import (
    Gestation,
    Length,
    Month,
    Pounds,
    Quantity,
    Share,
    Times,
    read_quantity,
)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("95%", Share(Fraction(19, 20), "95%")),
        ("89.9%", Share(Fraction(899, 1000), "89.9%")),
        ("1/3", Share(Fraction(1, 3), "1/3")),
        ("1 time", Times(1, "1 time")),
        ("9 passes", Times(9, "9 passes")),
        ("2 months", Length(2, "months", "2 months")),
        ("1 month", Length(1, "months", "1 month")),
        ("1 working day", Length(1, "working days", "1 working day")),
        ("2022-05-06", date(2022, 5, 6)),
        ("2022-07", Month(2022, 7)),
        ("37+0", Gestation(37, 0)),
        ("£10,000", Pounds(Decimal(10000), "£10,000")),
        ("£10.50", Pounds(Decimal("10.50"), "£10.50")),
        ("0.4", Decimal("0.4")),
        ("fallen due", "fallen due"),
        ("37+7", "37+7"),
        ("2022-13", "2022-13"),
    ],
)
def test_a_value_is_what_its_unit_says(written: str, value: Quantity) -> None:
    assert read_quantity(written) == value


@pytest.mark.parametrize(("written", "hours"), [("2023-02-02", 0), ("2022-07-01", 1)])
def test_a_moment_is_on_the_clock_in_london(written: str, hours: int) -> None:
    noon = read_quantity(f"{written} 12:00:00")
    assert not isinstance(noon, str)
    assert getattr(noon, "utcoffset", lambda: None)() == timedelta(hours=hours)


@pytest.mark.parametrize("written", ["90", "1,000", "7."])
def test_a_number_without_a_unit_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="needs a unit, for example"):
        read_quantity(written)


@pytest.mark.parametrize("written", ["2022-02-30", "2022-02-28 24:01:00"])
def test_a_day_that_does_not_exist_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=f"^there is no such day or time as “{written}”$"):
        read_quantity(written)


def test_months_and_gestations_are_printed_as_they_are_written_and_compared() -> None:
    assert str(read_quantity("2022-07")) == "2022-07"
    assert str(read_quantity("23+6")) == "23+6"
    assert Gestation(36, 6) < Gestation(37, 0) <= Gestation(37, 0)
    assert Month(2021, 12) < Month(2022, 1)
