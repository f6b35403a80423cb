"""Each test worked out on rounded counts, and each metric from all of its live tests.

A trust's own counts of one month, out of a register that may hold all of England.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from mis_assessor.core.cqim.rules import CountTest, CqimRules, Metric
from mis_assessor.core.evidence.submission import Register, RegisterRow
from mis_assessor.core.rules.quantities import Month

NUMERATOR, DENOMINATOR, COUNT = "Numerator", "Denominator", "Count"
_LEVELS = ("provider", "trust")
"""How a provider's own rows are marked, in files of today and of earlier years."""
_NUMBER = re.compile(r"(\d{1,9})(?:\.0+)?", re.ASCII)
_DID_NOT_SUBMIT = "dns"


@dataclass(frozen=True, slots=True)
class MonthCounts:
    """Counts by indicator and currency; what is not a number is not there."""

    month: Month
    numbers: Mapping[tuple[str, str], int]
    rows: int
    """How many rows of the trust and month there are, of any indicator."""

    def number(self, indicator: str, currency: str) -> int | None:
        """A count, or None where it is not known."""
        return self.numbers.get((indicator.casefold(), currency.casefold()))


def counts_of(register: Register, trust: str, month: Month) -> MonthCounts:
    """The provider rows of a trust and month; a count given in two ways is not known."""
    found: dict[tuple[str, str], set[int | None]] = {}
    rows = 0
    for row in register.rows:
        if not _is_of(row, trust, month):
            continue
        rows += 1
        name = (_text(row, "indicator"), _text(row, "currency"))
        found.setdefault(name, set()).add(_number(_text(row, "value")))
    return MonthCounts(month, dict(_agreed(found)), rows)


def _is_of(row: RegisterRow, trust: str, month: Month) -> bool:
    day = row.day("reporting period start")
    return (
        day is not None
        and (day.year, day.month) == (month.year, month.month)
        and _text(row, "organisation code") == trust.casefold()
        and _text(row, "organisation level") in _LEVELS
    )


def _text(row: RegisterRow, column: str) -> str:
    return str(row.cells.get(column, "")).casefold().strip()


def _number(value: str) -> int | None:
    """A count; who did not submit is counted as nothing, as the national rule does."""
    if value == _DID_NOT_SUBMIT:
        return 0
    match = _NUMBER.fullmatch(value.replace(",", ""))
    return int(match[1]) if match else None


def _agreed(
    found: Mapping[tuple[str, str], set[int | None]],
) -> Iterator[tuple[tuple[str, str], int]]:
    for name, values in found.items():
        (first, *others) = values
        if first is not None and not others:
            yield name, first


class CheckOutcome(StrEnum):
    """What the counts come to."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "cannot be worked out"


@dataclass(frozen=True, slots=True)
class CountResult:
    """A test with the rounded counts it was worked out on."""

    test: CountTest
    outcome: CheckOutcome
    numerator: int | None = None
    denominator: int | None = None
    rate: Fraction | None = None
    """None where there is nothing to divide by."""
    missing: tuple[str, ...] = ()
    submitted: bool = True


@dataclass(frozen=True, slots=True)
class Checked:
    """A metric: what it comes to, and the tests that kept it from passing."""

    code: str
    outcome: CheckOutcome
    failed: tuple[CountResult, ...] = ()
    missing: tuple[str, ...] = ()


def check_metric(metric: Metric, rules: CqimRules, counts: MonthCounts, day: date) -> Checked:
    """A metric by the tests live on the day results are worked out: every one must pass."""
    live = [test for code in metric.tests if (test := rules.tests[code]).live_on(day)]
    tested = [check_test(test, rules, counts) for test in live]
    failed = tuple(t for t in tested if t.outcome is CheckOutcome.FAIL)
    missing = tuple(what for t in tested for what in t.missing)
    if failed:
        return Checked(metric.code, CheckOutcome.FAIL, failed, missing)
    return Checked(metric.code, CheckOutcome.UNKNOWN if missing else CheckOutcome.PASS, (), missing)


def check_test(test: CountTest, rules: CqimRules, counts: MonthCounts) -> CountResult:
    """A test on its two counts, or what is missing of them."""
    numerator = counts.number(test.code, NUMERATOR)
    denominator = _denominator(test, rules, counts)
    if numerator is None or denominator is None:
        return CountResult(
            test, CheckOutcome.UNKNOWN, missing=tuple(_missing(test, rules, numerator, denominator))
        )
    top, bottom = rules.rounding.count(numerator), rules.rounding.count(denominator)
    rate = rules.rounding.rate(Fraction(top, bottom)) if bottom else None
    submitted = bool(top or bottom or _sent(test, counts))
    outcome = CheckOutcome.PASS if _passes(test, top, rate) else CheckOutcome.FAIL
    return CountResult(test, outcome, top, bottom, rate, submitted=submitted)


def _passes(test: CountTest, top: int, rate: Fraction | None) -> bool:
    """Whether the rate lies in the band; over nothing, something is as much as can be."""
    if rate is None:
        return top > 0 and test.band.most is None
    return test.band.holds(rate)


def _sent(test: CountTest, counts: MonthCounts) -> bool:
    return bool(test.companion and counts.number(test.companion, NUMERATOR))


def _denominator(test: CountTest, rules: CqimRules, counts: MonthCounts) -> int | None:
    """As published; else, for a test over HES, what a year of deliveries leads to expect."""
    published = counts.number(test.code, DENOMINATOR)
    if published is not None or not test.over_hes:
        return published
    annual = counts.number(rules.hes.indicator, COUNT)
    return None if annual is None else rules.hes.expected(annual, test.window.days(counts.month))


def _missing(
    test: CountTest, rules: CqimRules, numerator: int | None, denominator: int | None
) -> list[str]:
    code = test.code.removeprefix("CQIM")
    found = [f"the numerator of {code}"] if numerator is None else []
    if denominator is None:
        instead = f" or “{rules.hes.indicator}”" if test.over_hes else ""
        found.append(f"the denominator of {code}{instead}")
    return found
