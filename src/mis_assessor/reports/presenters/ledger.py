"""The pause ledger, obligations that were treated alike told together."""

from dataclasses import dataclass

from mis_assessor.core.assessment import Assessment
from mis_assessor.core.ledger_line import LedgerLine
from mis_assessor.reports.presenters.confidence import status_words
from mis_assessor.reports.wording import count


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """What a pause did to several obligations, with the sum and the authority."""

    effect: str
    days: str
    sum: str
    requirements: str
    authority: str


def ledger(assessment: Assessment) -> tuple[LedgerRow, ...]:
    """Every line of the ledger, joined where pause, effect, days and sum are the same."""
    grouped: dict[tuple[str, ...], list[LedgerLine]] = {}
    for line in assessment.pause_ledger:
        key = (line.pause, line.effect, str(line.days), line.sum, line.authority, line.status)
        grouped.setdefault(key, []).append(line)
    return tuple(
        LedgerRow(
            f"{lines[0].pause}: {lines[0].effect}",
            count(lines[0].days, "day") if lines[0].days else "none",
            lines[0].sum,
            ", ".join(line.requirement for line in lines),
            f"{lines[0].authority} ({status_words(lines[0].status)})",
        )
        for lines in grouped.values()
    )
