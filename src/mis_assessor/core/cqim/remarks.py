"""Sets the early check beside what was decided on the published result; decides nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mis_assessor.core.assessment import Assessment
from mis_assessor.core.case import Case
from mis_assessor.core.cqim.checking import Checked, Outcome, check_metric
from mis_assessor.core.cqim.counts import counts_of
from mis_assessor.core.cqim.rules import CqimRules
from mis_assessor.core.cqim.wording import OPENING, check_in_words, difference_in_words
from mis_assessor.core.position import Position
from mis_assessor.core.quantities import Month
from mis_assessor.core.submission import Submission
from mis_assessor.core.values import as_names

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
        if (asked := asked_of(case)) is not None
    }
    findings = tuple(
        replace(f, remarks=(*f.remarks, *remarks.get(f.id, ()))) for f in assessment.findings
    )
    said = tuple(f"{name}: {first}" for name, (first, *_) in remarks.items())
    return replace(assessment, findings=findings, remarks=(*assessment.remarks, *said))


def asked_of(case: Case) -> Asked | None:
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
        else Checked(name, Outcome.UNKNOWN, (), ("which tests it is made up of",))
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
    found: dict[tuple[Outcome, str], list[str]] = {}
    for metric in checked:
        result = published.get(metric.code)
        if result is None or metric.outcome is Outcome.UNKNOWN:
            continue
        if (metric.outcome is Outcome.PASS) != (result == "Pass"):
            found.setdefault((metric.outcome, result), []).append(metric.code)
    for (outcome, result), codes in found.items():
        yield difference_in_words(outcome, result, codes)


def _basis(rules: CqimRules, day: date) -> str:
    since_retired = any(t.retired_on and t.live_on(day) for t in rules.tests.values())
    retired = f"; {rules.retired_basis}" if since_retired else ""
    return f"Early check: {rules.basis}{retired} (file {rules.digest[:12]})."
