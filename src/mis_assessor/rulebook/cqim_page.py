"""Everything the file of data-quality rules may say, heading by heading."""

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from mis_assessor.core.cqim.rules import Band
from mis_assessor.core.frozen import Frozen
from mis_assessor.core.values import Source, Status


def _rate(written: Any) -> Any:
    if not re.fullmatch(r"[01]\.\d{2,3}", str(written)):
        raise ValueError("write a rate with two or three decimals, such as 0.70")
    return Fraction(written)


Rate = Annotated[Fraction, BeforeValidator(_rate)]
Some = Annotated[int, Field(ge=1)]
Codes = tuple[str, ...]


class Sourced(Frozen):
    """Anything with where it is written and how we know it."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    status: Status
    source: Source


class Basis(Sourced):
    """What the whole file goes by, in the words of a remark."""

    says: str


class RetiredTests(Sourced):
    """The day some tests were taken away, and how it is known that they counted before."""

    retired_on: date
    says: str


class RoundingTold(Sourced):
    """How counts and rates are rounded before they are compared."""

    small_up_to: Some
    small_becomes: Some
    nearest: Some
    decimals: Some


class HesTold(Sourced):
    """How many deliveries Hospital Episode Statistics lead to expect."""

    a_year_is_the_row: str
    days_in_a_year: Some


class WindowTold(Frozen):
    """The months a count is about, by the month it is published for."""

    months_before: Annotated[int, Field(ge=0)]
    months: Some


class CountTestTold(Sourced):
    """One data-quality test."""

    checks: str
    at_least: Rate | None = None
    more_than: Rate | None = None
    at_most: Rate | None = None
    less_than: Rate | None = None
    over_hes: bool = Field(False, alias="over HES")
    window: WindowTold
    sent_if_any: str = ""
    retired: bool = False

    @model_validator(mode="after")
    def _has_a_band(self) -> "CountTestTold":
        lower = [end for end in (self.at_least, self.more_than) if end is not None]
        upper = [end for end in (self.at_most, self.less_than) if end is not None]
        if not lower and not upper:
            raise ValueError("a test needs “at least”, “more than”, “at most” or “less than”")
        if len(lower) > 1 or len(upper) > 1:
            raise ValueError("write “at least” or “more than”, and “at most” or “less than”")
        if lower and upper and lower[0] > upper[0]:
            raise ValueError("no rate can be at least the lower and at most the upper end")
        return self

    @property
    def band(self) -> Band:
        """The band with its ends, and whether they pass themselves."""
        with_least, with_most = self.more_than is None, self.less_than is None
        return Band(
            self.at_least if with_least else self.more_than,
            self.at_most if with_most else self.less_than,
            with_least,
            with_most,
        )


class MetricTold(Sourced):
    """One metric: its tests of today, and those it had until they were retired."""

    shows: str
    tests: Annotated[Codes, Field(min_length=1)]
    until_retired: Codes = ()
    window: WindowTold
    among_the_eleven: bool


class CqimPage(Frozen):
    """The whole file."""

    title: str
    basis: Basis
    retired_tests: RetiredTests
    rounding: RoundingTold
    hes: HesTold = Field(alias="HES")
    tests: Mapping[str, CountTestTold]
    metrics: Mapping[str, MetricTold]
