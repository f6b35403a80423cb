"""What a paper is for: to sign, to say what is wanting, or to look at during the year."""

from enum import StrEnum
from typing import assert_never

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reports.pages.outcome import overall_verdict


class Stage(StrEnum):
    """What a Board can do with the assessed position."""

    MID_YEAR = "mid-year"
    """The year still runs: nothing is signed and nobody is authorised."""
    TO_SIGN = "to sign"
    WANTING = "wanting"
    """The days are over, and evidence or a judgement is wanting."""
    NOTHING_ASKED = "nothing asked"


def stage(assessment: Assessment) -> Stage:
    """The stage of the year an assessment stands at."""
    if assessment.hypothetical:
        return Stage.MID_YEAR  # nobody signs what is not so
    verdict = overall_verdict(assessment)
    match verdict:
        case Verdict.PAUSED | Verdict.NOT_APPLICABLE:
            return Stage.NOTHING_ASKED
        case Verdict.NOT_DUE_YET:
            return Stage.MID_YEAR
        case _ if any(_runs(assessment)):
            return Stage.MID_YEAR
        case Verdict.MET | Verdict.MET_BY_ALTERNATIVE | Verdict.NOT_MET:
            return Stage.TO_SIGN
        case Verdict.EVIDENCE_MISSING | Verdict.NEEDS_JUDGEMENT:
            return Stage.WANTING
        case _:
            assert_never(verdict)


def _runs(assessment: Assessment) -> tuple[bool, ...]:
    """For each requirement of the ten whether its day has not come."""
    return tuple(
        finding.verdict is Verdict.NOT_DUE_YET
        for finding in assessment.findings
        if finding.counts_towards == "safety action" and not finding.stands_in_for
    )
