"""Bank holidays in England, as proclaimed: the library that works them out is slow to load.

A test holds them against that library, which also answers for every other year.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache

BANK_HOLIDAYS: Mapping[int, str] = {
    2018: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
    2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-26 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-25 12-26 12-27 12-28",
    2022: "01-01 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-25 12-26 12-27",
    2023: "01-01 01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-26 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-25 12-26 12-27 12-28",
}
"""Year → month and day of each."""


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of a year, and the days in lieu of those on a weekend."""
    if year in BANK_HOLIDAYS:
        return frozenset(date.fromisoformat(f"{year}-{day}") for day in BANK_HOLIDAYS[year].split())
    return computed(year)


def computed(year: int) -> frozenset[date]:
    """The same from the library, which takes a tenth of a second to begin with."""
    from holidays import country_holidays

    return frozenset(country_holidays("GB", subdiv="ENG", years=year))
