"""What the Board is asked to do, in verbs that the minutes can copy."""

from typing import assert_never

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reports.pages.outcome import (
    by_alternative,
    missed,
    not_holding,
    overall_verdict,
    undecided,
)
from mis_assessor.reports.wording import actions_named


def purpose(verdict: Verdict) -> str:
    """Whether the Board decides or is assured."""
    match verdict:
        case Verdict.MET | Verdict.MET_BY_ALTERNATIVE | Verdict.NOT_MET:
            return "For decision"
        case Verdict.EVIDENCE_MISSING | Verdict.NEEDS_JUDGEMENT:
            return "For assurance, and for direction on what is missing"
        case Verdict.NOT_DUE_YET:
            return "For assurance"
        case Verdict.PAUSED | Verdict.NOT_APPLICABLE:
            return "For information"
        case _:
            assert_never(verdict)


def recommendations(assessment: Assessment) -> tuple[str, ...]:
    """What the Board is asked to do, in verbs that the minutes can copy."""
    gaps = actions_named(not_holding(assessment))
    verdict = overall_verdict(assessment)
    match verdict:
        case Verdict.MET | Verdict.MET_BY_ALTERNATIVE:
            return (_note_all_met(assessment), *_SIGN)
        case Verdict.NOT_MET:
            return (
                "Note the assessed position below.",
                f"Agree not to declare {_not_to_declare(assessment)}.",
                "Approve the action plan in this paper, with owners, dates and costs.",
                "Authorise the chief executive to sign a Board declaration form that "
                f"says so{_request(assessment)}.",
            )
        case Verdict.EVIDENCE_MISSING:
            return (
                "Note the assessed position below.",
                f"Do not authorise the declaration yet: {gaps} cannot be relied on.",
                "Direct the owners in the action plan to supply the evidence listed "
                "under exceptions.",
                "Receive this paper again before the declaration deadline.",
            )
        case Verdict.NEEDS_JUDGEMENT:
            return (
                "Note the assessed position below.",
                f"Do not authorise the declaration yet: {gaps} cannot be relied on.",
                "Name who will judge each requirement that needs judgement, and record "
                "the judgement with its reason.",
                "Receive this paper again before the declaration deadline.",
            )
        case Verdict.NOT_DUE_YET:
            return (
                "Note the assessed position below, which can still change.",
                "Receive this paper again when the last requirement has fallen due.",
            )
        case Verdict.PAUSED | Verdict.NOT_APPLICABLE:
            return ("Note that nothing is asked of the trust at this day.",)
        case _:
            assert_never(verdict)


_SIGN = (
    "Agree, after the questions in the challenge sheet are answered, that the evidence "
    "in appendix B supports the declaration.",
    "Authorise the chief executive to sign the Board declaration form, and ask the "
    "accountable officer of the integrated care board to sign it.",
)


def _note_all_met(assessment: Assessment) -> str:
    noted = "Note that all ten safety actions are assessed as met"
    if numbers := by_alternative(assessment):
        noted += f", {actions_named(numbers)} by the guidance’s alternative"
    if not assessment.conditions.verdict.holds:
        return f"{noted}; the conditions of the scheme fall due with the declaration."
    return f"{noted}, and the conditions of the scheme with them."


def _not_to_declare(assessment: Assessment) -> str:
    first = f"{actions_named(missed(assessment))} as met"
    if later := undecided(assessment):
        return f"{first}, nor {actions_named(later)} unless this position changes"
    return first


def _request(assessment: Assessment) -> str:
    wanted = assessment.fund.requested
    return " and asks for a discretionary payment" if wanted is not None else ""
