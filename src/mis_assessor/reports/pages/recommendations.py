"""What the Board is asked to do, in verbs that the minutes can copy."""

from collections.abc import Iterator
from typing import assert_never

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reports.pages.consistency import open_in
from mis_assessor.reports.pages.due import due
from mis_assessor.reports.pages.outcome import (
    by_alternative,
    missed,
    not_holding,
    overall_verdict,
    undecided,
)
from mis_assessor.reports.pages.stage import Stage, stage
from mis_assessor.reports.wording import actions_named, count


def purpose(assessment: Assessment) -> str:
    """Whether the Board approves, directs, is assured or is informed."""
    match stage(assessment):
        case Stage.TO_SIGN:
            return "For approval"
        case Stage.WANTING:
            return "For assurance, and for direction on what is missing"
        case Stage.MID_YEAR:
            return "For assurance"
        case Stage.NOTHING_ASKED:
            return "For information"
        case other:
            assert_never(other)


def recommendations(assessment: Assessment) -> tuple[str, ...]:
    """What the Board is asked to do; nobody is authorised while the year still runs."""
    gaps = actions_named(not_holding(assessment))
    match stage(assessment):
        case Stage.TO_SIGN if overall_verdict(assessment).holds:
            return (_note_all_met(assessment), *_to_settle(assessment), *_SIGN)
        case Stage.TO_SIGN:
            return (
                "Note the assessed position.",
                f"Agree not to declare {_not_to_declare(assessment)}.",
                "Approve the actions under exceptions, with owners, days and costs.",
                *_payment(assessment),
                "Authorise the chief executive to sign a Board declaration form that "
                f"says so{_request(assessment)}.",
            )
        case Stage.WANTING:
            return (
                "Note the assessed position.",
                f"Do not sign yet: {gaps} cannot be relied on.",
                "Direct the owners named under exceptions to supply what is listed there: "
                "evidence, or a recorded judgement with its reason.",
                "Receive this paper again before the declaration deadline.",
            )
        case Stage.MID_YEAR:
            return tuple(_in_the_year(assessment))
        case Stage.NOTHING_ASKED:
            return ("Note that nothing is asked of the trust at this day.",)
        case other:
            assert_never(other)


def _in_the_year(assessment: Assessment) -> list[str]:
    said = ["Note the assessed position, which can still change."]
    if lost := missed(assessment):
        said.append(f"Note that {actions_named(lost)} would be declared not met as things stand.")
    open_now = [n for n in undecided(assessment) if n not in _waiting(assessment)]
    if open_now:
        said.append(f"Direct the owners to close what is open under {actions_named(open_now)}.")
    if coming := due(assessment):
        said.append(f"Ask who will do what falls due next, by {coming[0].day}.")
    said.append("Receive this paper again before the declaration is due.")
    return said


def _waiting(assessment: Assessment) -> set[int]:
    """The safety actions for which only time is wanting."""
    return {a.number for a in assessment.actions if a.verdict is Verdict.NOT_DUE_YET}


def _to_settle(assessment: Assessment) -> Iterator[str]:
    """What the Board is asked before it signs, where the folder does not agree with itself."""
    if number := len(open_in(assessment)):
        yield (
            f"Have {count(number, 'thing')} that {'does' if number == 1 else 'do'} not agree in "
            "the folder explained, or accept each in the minutes."
        )


_SIGN = (
    "Agree, after the questions in the challenge sheet are answered, that the evidence "
    "in the evidence register supports the declaration.",
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


def _payment(assessment: Assessment) -> tuple[str, ...]:
    """The choice that is left to a Board that misses an action, until it has made it."""
    if assessment.fund.requested is not None:
        return ()
    return ("Decide whether to ask for the small payment that the scheme offers; see Money.",)


def _request(assessment: Assessment) -> str:
    wanted = assessment.fund.requested
    return " and asks for a discretionary payment" if wanted is not None else ""
