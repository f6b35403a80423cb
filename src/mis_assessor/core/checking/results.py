"""The result of a measure: as published, and as the counts published with it come to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from mis_assessor.core.checking.agreement import Agreement
from mis_assessor.core.checking.published import PublishedFigure
from mis_assessor.core.cqim.check import CheckOutcome, MonthCounts, check_metric
from mis_assessor.core.cqim.rules import CqimRules
from mis_assessor.core.evidence.references import folded

RESULT, RATE = "result", "rate"
NO_PASSES = ("fail", "low dq", "dns")
"""Results that are no pass: whichever of them is written, the metric does not pass."""


@dataclass(frozen=True, slots=True)
class HeldPart:
    """One respect in which a row and a file were compared."""

    agreement: Agreement
    says: str


def is_pass(result: str) -> bool:
    """Whether a result is the one that passes."""
    return folded(result) == "pass"


def values_told(figures: Iterable[PublishedFigure], part: str) -> list[str]:
    """The different values of one part: one, unless the file says two things."""
    return list(dict.fromkeys(f.value for f in figures if f.part.casefold() == part))


def published_result(figures: Sequence[PublishedFigure]) -> str | None:
    """The result a file gives, as such or in place of a rate; None where it gives none or two."""
    said = values_told(figures, RESULT)
    said += [v for v in values_told(figures, RATE) if folded(v) in NO_PASSES]
    return said[0] if len({is_pass(one) for one in said}) == 1 else None


def results_held(own: str, published: str | None, rebuilt: str | None) -> HeldPart | None:
    """The trust's result beside the published one, else beside what the counts come to."""
    told = published or rebuilt
    if told is None:
        return None
    how = "has" if published else "comes by its own counts to"
    says = f"The submission has “{own}” and the file {how} “{told}”."
    if published and rebuilt and is_pass(published) is not is_pass(rebuilt):
        says += f" The counts of the file come to “{rebuilt}”."
    alike = is_pass(own) is is_pass(told)
    if alike and folded(own) != folded(told):
        says += " Neither is a pass."
    return HeldPart(Agreement.AGREES if alike else Agreement.DIFFERS, says)


def rebuilt_result(
    rules: CqimRules, measure: str, beside: Sequence[PublishedFigure], day: date
) -> str | None:
    """What all counts of the month come to by the tests of a day; None where some are missing."""
    metric = rules.metrics.get(measure)
    if metric is None or not beside:
        return None
    outcome = check_metric(metric, rules, _counts(beside), day).outcome
    match outcome:
        case CheckOutcome.PASS:
            return "Pass"
        case CheckOutcome.FAIL:
            return "Fail"
        case CheckOutcome.UNKNOWN:
            return None
        case _:
            assert_never(outcome)


def _counts(figures: Sequence[PublishedFigure]) -> MonthCounts:
    found: dict[tuple[str, str], set[str]] = {}
    for figure in figures:
        name = (figure.measure.casefold(), figure.part.casefold())
        found.setdefault(name, set()).add(figure.value.replace(",", ""))
    numbers: Mapping[tuple[str, str], int] = {
        name: int(value)
        for name, values in found.items()
        if len(values) == 1 and (value := next(iter(values)).removesuffix(".0")).isdigit()
    }
    return MonthCounts(figures[0].month, numbers, len(figures))
