"""A metric's result worked out again from the counts that were published with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from mis_assessor.core.checking.published import PublishedFigure
from mis_assessor.core.cqim.check import CheckOutcome, MonthCounts, check_metric
from mis_assessor.core.cqim.rules import CqimRules
from mis_assessor.core.rules.quantities import Month


@dataclass(frozen=True, slots=True)
class RebuiltResult:
    """What the published counts of the data-quality tests come to."""

    result: str


def rebuilt_result(
    rules: CqimRules, measure: str, figures: Sequence[PublishedFigure], month: Month, day: date
) -> RebuiltResult | None:
    """The result by the tests in force on the day of publication; None where counts are missing."""
    metric = rules.metrics.get(measure)
    if metric is None:
        return None
    checked = check_metric(metric, rules, _counts(figures, month), day)
    match checked.outcome:
        case CheckOutcome.PASS:
            return RebuiltResult("Pass")
        case CheckOutcome.FAIL:
            return RebuiltResult("Fail")
        case CheckOutcome.UNKNOWN:
            return None
        case _:
            assert_never(checked.outcome)


def _counts(figures: Sequence[PublishedFigure], month: Month) -> MonthCounts:
    found: dict[tuple[str, str], set[str]] = {}
    for figure in figures:
        name = (figure.measure.casefold(), figure.part.casefold())
        found.setdefault(name, set()).add(figure.value.replace(",", ""))
    numbers: Mapping[tuple[str, str], int] = {
        name: int(value)
        for name, values in found.items()
        if len(values) == 1 and (value := next(iter(values)).removesuffix(".0")).isdigit()
    }
    return MonthCounts(month, numbers, len(figures))
