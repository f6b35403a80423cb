"""The early check in sentences, for somebody who may not know a single code."""

from collections.abc import Sequence
from fractions import Fraction

from mis_assessor.core.cqim.checking import Checked, CountResult, Outcome
from mis_assessor.core.cqim.rules import Band
from mis_assessor.core.wording import listed, on_day

OPENING = "Unofficial early check from MSDS measures:"
CLOSING = "The published result decides."


def figure(rate: Fraction) -> str:
    """A rate with two decimals, or three where the third says something.

    >>> figure(Fraction(61, 100)), figure(Fraction(7, 10)), figure(Fraction(5, 1000))
    ('0.61', '0.70', '0.005')
    """
    return f"{float(rate):.3f}".removesuffix("0")


def asked(band: Band) -> str:
    """What a band asks for.

    >>> asked(Band(Fraction(2, 5), None, with_least=False))
    'more than 0.40 asked'
    """
    ends = []
    if band.least is not None and band.least == band.most:
        return f"{figure(band.least)} asked"
    if band.least is not None:
        ends.append(f"{'at least' if band.with_least else 'more than'} {figure(band.least)}")
    if band.most is not None:
        ends.append(f"{'at most' if band.with_most else 'less than'} {figure(band.most)}")
    return f"{' and '.join(ends)} asked"


def told(tested: CountResult) -> str:
    """A test that did not pass, with its figures."""
    if not tested.submitted:
        found = "nothing was submitted"
    elif tested.rate is None:
        found = f"{tested.numerator} of {tested.denominator}, {asked(tested.test.band)}"
    else:
        found = f"{figure(tested.rate)}, {asked(tested.test.band)}"
    since = f"; retired {on_day(retired)}" if (retired := tested.test.retired_on) else ""
    return f"{tested.test.code.removeprefix('CQIM')} ({found}{since})"


def check_in_words(checked: Sequence[Checked]) -> str:
    """How many metrics would pass, and what keeps each of the others from it."""
    passing = sum(c.outcome is Outcome.PASS for c in checked)
    said = [f"{passing} of {len(checked)} would pass"]
    said += _together(checked, Outcome.FAIL, "fails", "fail")
    said += _together(checked, Outcome.UNKNOWN, "cannot be worked out", "cannot be worked out")
    return f"{OPENING} {'; '.join(said)}. {CLOSING}"


def _together(checked: Sequence[Checked], outcome: Outcome, one: str, more: str) -> list[str]:
    """Metrics that share a reason stand in one clause."""
    by_reason: dict[str, list[str]] = {}
    for metric in checked:
        if metric.outcome is outcome:
            by_reason.setdefault(_reason(metric), []).append(metric.code)
    return [
        f"{listed(codes)} {one if len(codes) == 1 else more} {reason}"
        for reason, codes in by_reason.items()
    ]


def _reason(metric: Checked) -> str:
    if metric.failed:
        return listed([told(tested) for tested in metric.failed])
    return f"({listed(metric.missing)} not known)"


def difference_in_words(outcome: Outcome, published: str, codes: Sequence[str]) -> str:
    """Where the check and the published scorecard disagree."""
    would = "would pass" if outcome is Outcome.PASS else "would fail"
    return (
        f"{OPENING} {listed(codes)} {would}. This differs from the published result "
        f"({published}), which decides; published counts are rounded."
    )
