"""How sure a Board can be of the assessed position, and the one reason that decides."""

from typing import assert_never

from mis_assessor.core.assessment import Assessment
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reports.presenters.outcome import confirmed, not_holding, standing
from mis_assessor.reports.wording import actions_named, count


def assurance(assessment: Assessment) -> str:
    """Significant, partial or limited, with the one reason that decides."""
    unsure = confirmed(assessment).no
    verdict = standing(assessment)
    match verdict:
        case Verdict.NOT_MET | Verdict.EVIDENCE_MISSING:
            gaps = actions_named(not_holding(assessment))
            return f"Limited: {gaps} cannot be declared on what was supplied."
        case Verdict.NEEDS_JUDGEMENT | Verdict.NOT_DUE_YET:
            return f"Partial: the assessed position is {verdict}."
        case Verdict.MET | Verdict.MET_BY_ALTERNATIVE if unsure:
            values = count(unsure, "value")
            return f"Partial: {values} behind the verdicts not confirmed in the guidance."
        case Verdict.MET_BY_ALTERNATIVE:
            return "Partial: part of the position rests on the guidance’s alternative."
        case Verdict.MET:
            return "Significant: every value behind the verdicts is confirmed."
        case Verdict.PAUSED | Verdict.NOT_APPLICABLE:
            return "None given: nothing is assessed at this day."
        case _:
            assert_never(verdict)
