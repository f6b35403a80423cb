"""The bank holidays that the recount has written down are those of the library."""

from datetime import date

from mis_assessor.recount.closed_days import CLOSED, closed_days, worked_out


def test_every_year_is_as_the_library_says() -> None:
    """Where this fails, a holiday was proclaimed since: write down what the library says."""
    assert closed_days(CLOSED) == worked_out(CLOSED)


def test_other_years_are_worked_out() -> None:
    years = (max(CLOSED), max(CLOSED) + 1)
    found = closed_days(years)
    assert found == worked_out(years)
    assert date(max(CLOSED) + 1, 12, 25) in found
