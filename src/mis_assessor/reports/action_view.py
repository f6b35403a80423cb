"""One safety action on a screen: what it asks, where each requirement stands, what next."""

from collections.abc import Iterator

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import on_day
from mis_assessor.reports.pages.figures import place
from mis_assessor.reports.pages.margins import margins


def action_lines(assessment: Assessment, number: int, asks: str) -> Iterator[str]:
    """The action, or with 0 the conditions of the scheme, requirement by requirement."""
    action = assessment.actions[number - 1] if number else assessment.conditions
    head = f"{place(number)}: {action.title}" if number else place(0)
    yield f"{head}: {action.verdict.value} ({action.hold} of {action.requirements} hold)"
    yield f"{assessment.trust_name}, as at {on_day(assessment.on, '')}"
    if asks:
        yield asks
    for finding in assessment.findings:
        if finding.action == number:
            yield ""
            yield from _of(finding)
    yield ""
    yield "“mis explain” with one of these ids tells how it came to be."


def _of(finding: Finding) -> Iterator[str]:
    counts = finding.counts_towards != "nothing"
    beside = "" if counts else ", does not count"
    yield f"{finding.id}  {finding.title}: {finding.verdict.value}{beside}"
    yield f"    {finding.asks}"
    if finding.verdict is not Verdict.NOT_APPLICABLE:
        yield f"    {finding.sentence}"
    for one in margins(finding):
        yield f"    {one.line}"
    for item in dict.fromkeys(used.item for used in finding.used):
        yield f"    rests on: {item}"
    if finding.next:
        yield f"    To do: {finding.next}"
