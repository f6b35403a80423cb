"""Cost uplift and efficiency from the price year to the year of payment (¶46)."""

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from mis_assessor.core.payment.changes import Combined, UpliftAndEfficiency
from mis_assessor.core.payment.rules import Factors, PaymentRules
from mis_assessor.core.payment.step import Step
from mis_assessor.core.payment.words import percent


def years_between(price_year: str, year: str) -> tuple[str, ...]:
    """The years whose factors bridge a price year and a year of payment.

    >>> years_between("2019/20", "2021/22")
    ('2020/21', '2021/22')
    """
    first, last = int(price_year[:4]) + 1, int(year[:4])
    return tuple(f"{start}/{(start + 1) % 100:02}" for start in range(first, last + 1))


def factors_of(stated: UpliftAndEfficiency, rules: PaymentRules) -> dict[str, Factors]:
    """The factors of each year: the guidance's, unless the file states others."""
    others = {
        other.year: Factors(Fraction(other.uplift), Fraction(other.efficiency))
        for other in stated.other_values
    }
    return {**rules.factors, **others}


def combined(factors: Factors, how: Combined) -> Fraction:
    """A year's uplift and efficiency as one factor."""
    match how:
        case Combined.MULTIPLIED:
            return (1 + factors.uplift) * (1 - factors.efficiency)
        case Combined.ADDED:
            return 1 + factors.uplift - factors.efficiency
    assert_never(how)


def uplift_steps(
    stated: UpliftAndEfficiency, price_year: str, base: Fraction, rules: PaymentRules
) -> Iterator[Step]:
    """Lines 9 and 10: the years before this one, and this one."""
    years = years_between(price_year, rules.year)
    earlier = tuple(year for year in years if year != rules.year)
    how = stated.method or rules.combined
    known = factors_of(stated, rules)
    for number, some in ((9, earlier), (10, years[len(earlier) :])):
        grown = base
        for year in some:
            grown *= combined(known[year], how)
        says = " ".join(_told(year, known[year], how) for year in some)
        none = f"Nil: the starting figure is in prices of {price_year}."
        yield Step(number, grown - base, says or none)
        base = grown


def _told(year: str, factors: Factors, how: Combined) -> str:
    up, down = percent(factors.uplift), percent(factors.efficiency)
    match how:
        case Combined.MULTIPLIED:
            return f"{year}: × (1 + {up}) × (1 − {down})."
        case Combined.ADDED:
            return f"{year}: × (1 + {up} − {down})."
    assert_never(how)
