"""Each test worked out on rounded counts, and each metric from all of its live tests."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from mis_assessor.core.cqim.counts import COUNT, DENOMINATOR, NUMERATOR, MonthCounts
from mis_assessor.core.cqim.rules import CountTest, CqimRules, Metric


class Outcome(StrEnum):
    """What the counts come to."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "cannot be worked out"


@dataclass(frozen=True, slots=True)
class CountResult:
    """A test with the rounded counts it was worked out on."""

    test: CountTest
    outcome: Outcome
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
    outcome: Outcome
    failed: tuple[CountResult, ...] = ()
    missing: tuple[str, ...] = ()


def check_metric(metric: Metric, rules: CqimRules, counts: MonthCounts, day: date) -> Checked:
    """A metric by the tests live on the day results are worked out: every one must pass."""
    live = [test for code in metric.tests if (test := rules.tests[code]).live_on(day)]
    tested = [check_test(test, rules, counts) for test in live]
    failed = tuple(t for t in tested if t.outcome is Outcome.FAIL)
    missing = tuple(what for t in tested for what in t.missing)
    if failed:
        return Checked(metric.code, Outcome.FAIL, failed, missing)
    return Checked(metric.code, Outcome.UNKNOWN if missing else Outcome.PASS, (), missing)


def check_test(test: CountTest, rules: CqimRules, counts: MonthCounts) -> CountResult:
    """A test on its two counts, or what is missing of them."""
    numerator = counts.number(test.code, NUMERATOR)
    denominator = _denominator(test, rules, counts)
    if numerator is None or denominator is None:
        return CountResult(
            test, Outcome.UNKNOWN, missing=tuple(_missing(test, rules, numerator, denominator))
        )
    top, bottom = rules.rounding.count(numerator), rules.rounding.count(denominator)
    rate = rules.rounding.rate(Fraction(top, bottom)) if bottom else None
    submitted = bool(top or bottom or _sent(test, counts))
    outcome = Outcome.PASS if _passes(test, top, rate) else Outcome.FAIL
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
