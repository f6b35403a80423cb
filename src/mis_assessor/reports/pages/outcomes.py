"""What became of the declaration: every step that was recorded, none in another's voice."""

from dataclasses import dataclass

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.wording import capital
from mis_assessor.reports.wording import short_day

TITLE = "What became of it"


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One step that was recorded."""

    step: str
    outcome: str
    on: str
    who: str
    reason: str
    of: str
    """The beginning of the digest of the assessment it was about."""
    same: bool
    """Whether that is the assessment of this paper."""


def outcome_rows(assessment: Assessment) -> tuple[OutcomeRow, ...]:
    """Every record in order, each with whether it was about this very assessment."""
    return tuple(
        OutcomeRow(
            step=capital(one.step.value),
            outcome=one.outcome,
            on=short_day(one.on),
            who=f"{one.who}, {one.role}",
            reason=one.reason,
            of=one.assessment[:12],
            same=one.assessment == assessment.digests.assessment,
        )
        for one in assessment.outcomes
    )
