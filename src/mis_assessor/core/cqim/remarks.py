"""Sets the early check beside what was decided on the published result; decides nothing.

The early check in sentences, for somebody who may not know a single code.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.cqim.check import Checked, CheckOutcome, CountResult, check_metric, counts_of
from mis_assessor.core.cqim.rules import Band, CqimRules
from mis_assessor.core.deciding.case import Case
from mis_assessor.core.deciding.position import Position
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.rules.quantities import Month
from mis_assessor.core.rules.values import as_names
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


def count_in_words(tested: CountResult) -> str:
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
    passing = sum(c.outcome is CheckOutcome.PASS for c in checked)
    said = [f"{passing} of {len(checked)} would pass"]
    said += _together(checked, CheckOutcome.FAIL, "fails", "fail")
    said += _together(checked, CheckOutcome.UNKNOWN, "cannot be worked out", "cannot be worked out")
    return f"{OPENING} {'; '.join(said)}. {CLOSING}"


def _together(checked: Sequence[Checked], outcome: CheckOutcome, one: str, more: str) -> list[str]:
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
        return listed([count_in_words(tested) for tested in metric.failed])
    return f"({listed(metric.missing)} not known)"


def difference_in_words(outcome: CheckOutcome, published: str, codes: Sequence[str]) -> str:
    """Where the check and the published scorecard disagree."""
    would = "would pass" if outcome is CheckOutcome.PASS else "would fail"
    return (
        f"{OPENING} {listed(codes)} {would}. This differs from the published result "
        f"({published}), which decides; published counts are rounded."
    )


MEASURES = "MSDS measures"
SCORECARD = "MSDS scorecard"
_NAMES, _MONTH, _RESULTS = "CQIM names", "assessed month", "final data published"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a requirement counts: which metrics of which month, worked out on which day."""

    metrics: tuple[str, ...]
    month: Month
    day: date


def with_early_check(assessment: Assessment, position: Position, rules: CqimRules) -> Assessment:
    """The assessment with remarks where it counts metrics; no verdict is touched."""
    if MEASURES not in position.submission.registers:
        return assessment
    remarks = {
        case.rule.requirement.id: tuple(_remarks(asked, position.submission, rules))
        for case in position.cases
        if (asked := row_of(case)) is not None
    }
    findings = tuple(
        replace(f, remarks=(*f.remarks, *remarks.get(f.id, ()))) for f in assessment.findings
    )
    said = tuple(f"{name}: {first}" for name, (first, *_) in remarks.items())
    return replace(assessment, findings=findings, remarks=(*assessment.remarks, *said))


def row_of(case: Case) -> Asked | None:
    """The metrics and month of a requirement, or None where it counts none or no month is known."""
    if not case.parts:
        return None
    reading = case.parts[0].scenes[0].reading
    if not all(name in reading.entries for name in (_NAMES, _MONTH)):
        return None
    month = reading.value(_MONTH)
    if not isinstance(month, Month):
        return None
    known = reading.value(_RESULTS) if _RESULTS in reading.entries else None
    day = known if isinstance(known, date) else date(month.year, month.month, 1)
    return Asked(as_names(reading.value(_NAMES)), month, day)


def _remarks(asked: Asked, submission: Submission, rules: CqimRules) -> Iterator[str]:
    trust = submission.trust_code
    counts = counts_of(submission.registers[MEASURES], trust, asked.month)
    if not counts.rows:
        yield f"{OPENING} it holds no provider row of {trust} for {asked.month}."
        return
    checked = [
        check_metric(rules.metrics[name], rules, counts, asked.day)
        if name in rules.metrics
        else Checked(name, CheckOutcome.UNKNOWN, (), ("which tests it is made up of",))
        for name in asked.metrics
    ]
    yield check_in_words(checked)
    yield from _differences(checked, _published(submission, asked.month))
    yield _basis(rules, asked.day)


def _published(submission: Submission, month: Month) -> Mapping[str, str]:
    """The final results of the scorecard; else what it has."""
    scorecard = submission.registers.get(SCORECARD)
    rows = [r.cells for r in scorecard.rows if r.cells.get("month") == month] if scorecard else []
    rows.sort(key=lambda cells: cells.get("release") == "final")
    return {str(c["measure"]): str(c["result"]) for c in rows if "measure" in c and "result" in c}


def _differences(checked: Sequence[Checked], published: Mapping[str, str]) -> Iterator[str]:
    found: dict[tuple[CheckOutcome, str], list[str]] = {}
    for metric in checked:
        result = published.get(metric.code)
        if result is None or metric.outcome is CheckOutcome.UNKNOWN:
            continue
        if (metric.outcome is CheckOutcome.PASS) != (result == "Pass"):
            found.setdefault((metric.outcome, result), []).append(metric.code)
    for (outcome, result), codes in found.items():
        yield difference_in_words(outcome, result, codes)


def _basis(rules: CqimRules, day: date) -> str:
    since_retired = any(t.retired_on and t.live_on(day) for t in rules.tests.values())
    retired = f"; {rules.retired_basis}" if since_retired else ""
    return f"Early check: {rules.basis}{retired} (file {rules.digest[:12]})."
