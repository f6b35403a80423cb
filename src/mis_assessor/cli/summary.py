"""An assessment on a terminal: ten lines, then what is missing and what to do."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from mis_assessor.core.assessment import ActionResult, Assessment
from mis_assessor.core.findings import Finding
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import on_day
from mis_assessor.reports.wording import pounds

COLOURS = {
    Verdict.MET: "green",
    Verdict.MET_BY_ALTERNATIVE: "green",
    Verdict.NOT_MET: "red",
    Verdict.EVIDENCE_MISSING: "yellow",
    Verdict.NEEDS_JUDGEMENT: "yellow",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line and how it looks where colour is shown; the words never need it."""

    text: str
    style: dict[str, Any] = field(default_factory=dict)


def summary(assessment: Assessment) -> Iterator[Line]:
    """What a champion reads first."""
    yield Line(
        f"{assessment.trust_name} ({assessment.trust_code}) · {assessment.scheme_title}",
        {"bold": True},
    )
    yield Line(f"Assessed as at {on_day(assessment.on, '')}. {assessment.edition_reason}")
    yield Line("")
    for action in assessment.actions:
        yield _action(action)
    yield _action(assessment.conditions)
    yield Line("")
    met = sum(a.verdict.holds for a in assessment.actions)
    yield Line(
        f"Outcome: {met} of 10 safety actions hold; scheme {assessment.verdict.value}.",
        {"bold": True},
    )
    fund = assessment.fund
    amount = f" ({pounds(fund.contribution)})" if fund.contribution is not None else ""
    yield Line(f"Fund: {fund.status.value}{amount}. {fund.why}")
    yield from _missing(assessment)


def _action(action: ActionResult) -> Line:
    name = f"{action.number:>2}" if action.number else " –"
    title = action.title if len(action.title) <= 48 else action.title[:47] + "…"
    text = f"{name}  {title:48}  {action.verdict.value:18} {action.hold} of {action.requirements}"
    return Line(text, {"fg": COLOURS.get(action.verdict)})


def _missing(assessment: Assessment) -> Iterator[Line]:
    open_ = [f for f in assessment.findings if not _settled(f)]
    if not open_:
        return
    yield Line("")
    yield Line("What is missing:", {"bold": True})
    for finding in open_:
        yield Line(
            f"  {finding.id} {finding.title}: {finding.verdict.value}",
            {"fg": COLOURS.get(finding.verdict)},
        )
        yield Line(f"      {finding.sentence}")
        if finding.next and finding.next not in finding.sentence:
            yield Line(f"      To do: {finding.next}")


def _settled(finding: Finding) -> bool:
    return finding.verdict.holds or finding.verdict in (Verdict.NOT_APPLICABLE, Verdict.PAUSED)
