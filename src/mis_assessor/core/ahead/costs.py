"""What it costs to miss a clock, in the words of the money and of the ten."""

from typing import assert_never

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.deciding.rollup import CONDITIONS
from mis_assessor.core.findings.clock import Clock, ClockKind
from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.verdicts import Verdict


def cost_if_missed(finding: Finding, clock: Clock, assessment: Assessment) -> str:
    """What is lost with a clock: nothing yet, one safety action, or the whole scheme."""
    everything = _everything(finding, assessment)
    match clock.kind:
        case ClockKind.CASE:
            return f"{_margin(clock)}{everything}"
        case ClockKind.PEOPLE:
            fewer = f"Fewer than {clock.least:,} of the {len(clock.names):,} still open: "
            return f"{fewer}{everything}"
        case ClockKind.REGISTER:
            return "“Evidence missing” from the day after, until it is sent; no act is lost by it."
        case ClockKind.JUDGEMENT:
            return "“Needs judgement” from the day after, which is not met until a person decides."
        case ClockKind.FIGURE:
            return f"Where it comes out otherwise: {everything}"
        case ClockKind.REPORT | ClockKind.DOCUMENT | ClockKind.STATEMENT:
            return everything
        case _:
            assert_never(clock.kind)


def _margin(clock: Clock) -> str:
    if not clock.spare:
        return ""
    return f"{clock.spare:,} of its kind may still be missed; after that: "


def _everything(finding: Finding, assessment: Assessment) -> str:
    """The action, and with it the scheme, as far as they are not lost already."""
    name = "the conditions of the scheme"
    verdict = assessment.conditions.verdict
    if finding.action != CONDITIONS:
        name = f"safety action {finding.action}"
        verdict = assessment.actions[finding.action - 1].verdict
    told = f"{name}, and with it the scheme{_pounds(assessment)}"
    if verdict is Verdict.NOT_MET:
        told = f"nothing more: {name} is lost already"
    elif assessment.verdict is Verdict.NOT_MET:
        told = f"{name}; the scheme is lost already"
    stood_in = clock_rescued(finding, assessment)
    return f"{told}{', unless what the guidance accepts instead is shown' if stood_in else ''}."


def clock_rescued(finding: Finding, assessment: Assessment) -> bool:
    """Whether the guidance accepts something else, here or in another requirement."""
    here = any(clock.rescue for clock in finding.clocks)
    return here or any(finding.id in other.stands_in_for for other in assessment.findings)


def _pounds(assessment: Assessment) -> str:
    contribution = assessment.fund.contribution
    return f" (£{contribution:,.2f})" if contribution is not None else ""
