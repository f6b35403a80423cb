"""The bank holidays that are written down are those that the library works out."""

from mis_assessor.core.rules.bank_holidays import BANK_HOLIDAYS, bank_holidays, computed


def test_every_year_is_as_the_library_says() -> None:
    """Where this fails, a holiday was proclaimed since: write it down."""
    assert {year: bank_holidays(year) for year in BANK_HOLIDAYS} == {
        y: computed(y) for y in BANK_HOLIDAYS
    }


def test_other_years_are_worked_out() -> None:
    """The year before the first that is written, and the one behind the last."""
    for year in (min(BANK_HOLIDAYS) - 1, max(BANK_HOLIDAYS) + 1):
        assert len(bank_holidays(year)) >= 8
