"""What a metric must show to pass its data quality: tests, bands, windows and rounding."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mis_assessor.core.rules.quantities import Month


@dataclass(frozen=True, slots=True)
class Band:
    """Where a rate must lie; an end that is None is open."""

    least: Fraction | None
    most: Fraction | None
    with_least: bool = True
    """Whether the lower end itself passes: “at least”, or else “more than”."""
    with_most: bool = True

    def holds(self, rate: Fraction) -> bool:
        """Whether a rate lies in the band."""
        above = self.least is None or rate > self.least or (self.with_least and rate == self.least)
        below = self.most is None or rate < self.most or (self.with_most and rate == self.most)
        return above and below


@dataclass(frozen=True, slots=True)
class MonthSpan:
    """The months a count is about, by the month it is published for."""

    months_before: int
    """How long before the published month it starts."""
    months: int

    def days(self, month: Month) -> int:
        """How many days the window has.

        >>> MonthSpan(2, 3).days(Month(2022, 7))
        92
        """
        first = 12 * month.year + month.month - 1 - self.months_before
        return sum(monthrange(m // 12, m % 12 + 1)[1] for m in range(first, first + self.months))


@dataclass(frozen=True, slots=True)
class CountTest:
    """One data-quality test: a rate of two counts, and the band it must lie in."""

    code: str
    checks: str
    band: Band
    window: MonthSpan
    over_hes: bool = False
    """Whether it divides by the deliveries Hospital Episode Statistics lead to expect."""
    companion: str = ""
    """The test whose numerator shows that data were sent, where this one counts nothing."""
    retired_on: date | None = None

    def live_on(self, day: date) -> bool:
        """Whether it still counted on the day results were worked out."""
        return self.retired_on is None or day < self.retired_on


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric and the tests it is made up of, those since retired among them."""

    code: str
    tests: tuple[str, ...]
    window: MonthSpan
    among_the_eleven: bool


@dataclass(frozen=True, slots=True)
class Rounding:
    """How counts and rates are rounded before they are compared."""

    small_up_to: int
    small_becomes: int
    nearest: int
    decimals: int

    def count(self, number: int) -> int:
        """A count as it is published: nothing stays nothing.

        >>> [Rounding(7, 5, 5, 3).count(n) for n in (0, 1, 7, 8, 12, 13)]
        [0, 5, 5, 10, 10, 15]
        """
        if number <= self.small_up_to:
            return self.small_becomes if number else 0
        return (2 * number + self.nearest) // (2 * self.nearest) * self.nearest

    def rate(self, exact: Fraction) -> Fraction:
        """A rate to its decimals, a half going up."""
        unit = 10**self.decimals
        return Fraction((2 * exact * unit + 1) // 2, unit)


@dataclass(frozen=True, slots=True)
class Hes:
    """How many deliveries a window should hold, by a year of Hospital Episode Statistics."""

    indicator: str
    """What the row of a year's deliveries is called in the register."""
    days_in_a_year: int

    def expected(self, annual: int, days: int) -> int:
        """The deliveries expected in so many days, cut to a whole number."""
        return annual * days // self.days_in_a_year


@dataclass(frozen=True, slots=True)
class CqimRules:
    """Everything the early check goes by, and the fingerprint of its file."""

    tests: Mapping[str, CountTest]
    metrics: Mapping[str, Metric]
    rounding: Rounding
    hes: Hes
    basis: str
    """Where the rules are from and how they are known."""
    retired_basis: str
    """How it is known which tests counted before they were retired."""
    digest: str
