"""Which rows of a file about all of England are the trust's counts of the month."""

from datetime import date

import pytest

from mis_assessor.core.cqim.check import counts_of
from mis_assessor.core.evidence.submission import Register, RegisterRow
from unit.core.cqim.month import JULY, TRUST, row

NAME = ("CQIMDQ09", "Numerator")


def number(*rows: RegisterRow) -> int | None:
    return counts_of(Register("MSDS measures", rows), TRUST, JULY).number(*NAME)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        *(("200", 200), ("1,205", 1205), ("200.0", 200), ("0", 0), ("DNS", 0), ("dns", 0)),
        *(("*", None), ("Low DQ", None), ("Pass", None), ("", None), ("61.5", None), ("-5", None)),
    ],
)
def test_what_is_a_count(value: str, found: int | None) -> None:
    assert number(row(2, *NAME, value)) == found


@pytest.mark.parametrize("level", ["Provider", "provider", "Trust"])
def test_the_rows_of_a_provider(level: str) -> None:
    assert number(row(2, *NAME, "200", {"organisation level": level})) == 200


@pytest.mark.parametrize(
    "other",
    [
        {"organisation level": "National"},
        {"organisation level": "Local Maternity System"},
        {"organisation code": "RXX"},
        {"reporting period start": date(2022, 6, 1)},
        {"reporting period start": date(2021, 7, 1)},
        {"indicator": "CQIMDQ10"},
    ],
)
def test_other_rows_are_left_alone(other: dict[str, str | date]) -> None:
    assert number(row(2, *NAME, "200", other)) is None
    assert number(row(2, *NAME, "200"), row(3, *NAME, "900", other)) == 200


def test_a_row_without_its_day_or_its_value_says_nothing() -> None:
    assert number(RegisterRow(2, {"organisation code": TRUST, "value": "200"})) is None
    blank = row(2, *NAME, "200")
    assert number(RegisterRow(2, {k: v for k, v in blank.cells.items() if k != "value"})) is None


def test_small_letters_and_spaces_do_not_matter() -> None:
    odd = row(2, " cqimdq09", "numerator ", "200", {"organisation code": " rz9"})
    assert number(odd) == 200


def test_a_count_given_twice_counts_once_and_in_two_ways_not_at_all() -> None:
    assert number(row(2, *NAME, "200"), row(3, *NAME, "200.0")) == 200
    assert number(row(2, *NAME, "200"), row(3, *NAME, "205")) is None
