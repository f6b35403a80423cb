"""What a position means for the trust's money, as values.

What the assessed position means for the trust's share of the incentive fund.

What a submission says about money: contribution, plan, request and declaration.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from mis_assessor.core.deciding.rollup import CONDITIONS, TEN
from mis_assessor.core.evidence.submission import RegisterRow, Submission
from mis_assessor.core.verdicts import Verdict


class Recovery(StrEnum):
    """The incentive fund recovery status, in the assessed voice."""

    EXPECTED = "recovery expected"
    AT_RISK = "at risk"
    NOT_RECOVERED = "not recovered"
    DISCRETIONARY = "discretionary requested"
    REPAYMENT_RISK = "repayment risk"


@dataclass(frozen=True, slots=True)
class Fund:
    """What the assessed position means for the trust's money; unknown stays unknown."""

    status: Recovery
    why: str
    contribution: Decimal | None
    exposure: Decimal | None
    """What would not come back, in pounds; None when the contribution is not known."""
    share_of_unallocated: str = "unknown"
    requested: Decimal | None = None
    terms: str = ""
    """What the scheme pays in this position and what that needs, in our words."""


@dataclass(frozen=True, slots=True)
class MoneyFacts:
    """What the fund status rests on beside the verdicts."""

    contribution: Decimal | None
    requested: Decimal | None
    """Pounds asked for with the action plan, if one was made."""
    declared_met: bool
    """Whether the Board has declared that all ten are met."""


def recovery(actions: Mapping[int, Verdict], facts: MoneyFacts) -> Recovery:
    """The recovery status; a declaration the evidence contradicts outranks all."""
    not_met = any(v is Verdict.NOT_MET for v in actions.values())
    if facts.declared_met and any(actions[n] is Verdict.NOT_MET for n in TEN):
        return Recovery.REPAYMENT_RISK
    if not_met and facts.requested is not None:
        return Recovery.DISCRETIONARY
    if not_met:
        return Recovery.NOT_RECOVERED
    conditions = actions[CONDITIONS]
    settled = conditions.holds or conditions is Verdict.NOT_DUE_YET
    if settled and all(actions[number].holds for number in TEN):
        return Recovery.EXPECTED
    return Recovery.AT_RISK


def fund(
    status: Recovery, actions: Mapping[int, Verdict], facts: MoneyFacts, terms: str = ""
) -> Fund:
    """The fund status with its reason and what is exposed."""
    lost = status is not Recovery.EXPECTED
    return Fund(
        status=status,
        why=_why(status, actions),
        contribution=facts.contribution,
        exposure=(facts.contribution if lost else Decimal("0.00"))
        if facts.contribution is not None
        else None,
        requested=facts.requested,
        terms=terms,
    )


def _why(status: Recovery, actions: Mapping[int, Verdict]) -> str:
    missed = [n for n in TEN if actions[n] is Verdict.NOT_MET]
    open_ = [n for n in TEN if not actions[n].holds and n not in missed]
    conditions = actions[CONDITIONS]
    match status:
        case Recovery.EXPECTED if conditions.holds:
            return "All ten safety actions and the conditions of the scheme are met."
        case Recovery.EXPECTED:
            return (
                "All ten safety actions are met. The money also depends on the "
                "declaration, which is not due yet."
            )
        case Recovery.AT_RISK:
            where = [_actions(open_)] if open_ else []
            if not conditions.holds:
                where.append(f"the conditions of the scheme ({conditions.value})")
            return f"Not shown to be met: {' and '.join(where)}."
        case _:
            where = [_actions(missed)] if missed else []
            if conditions is Verdict.NOT_MET:
                where.append("the conditions of the scheme")
            declared = (
                "The Board declared that all ten are met. "
                if status is Recovery.REPAYMENT_RISK
                else ""
            )
            nine = " Nine of ten recovers nothing." if missed else ""
            return f"{declared}Not met: {' and '.join(where)}.{nine}"


def _actions(numbers: list[int]) -> str:
    noun = "safety action" if len(numbers) == 1 else "safety actions"
    return f"{noun} {', '.join(map(str, numbers))}"


PLAN = "safety improvement plan"


def money_facts(submission: Submission, asked: Iterable[str]) -> MoneyFacts:
    """What the submission says about money: contribution, request, declaration.

    `asked` are the requirements of the ten: the Board declared that all are met only where
    it answered each of them, none of them with no.
    """
    amounts = [
        Decimal(str(row.cells["amount requested"]))
        for row in planned(submission)
        if "amount requested" in row.cells
    ]
    answers = submission.declared
    return MoneyFacts(
        contribution=submission.contribution,
        requested=sum(amounts, Decimal(0)) if amounts else None,
        declared_met="yes" in answers.values()
        and "no" not in answers.values()
        and all(name in answers for name in asked),
    )


def planned(submission: Submission) -> Sequence[RegisterRow]:
    """The rows of the safety improvement plan, if one was sent."""
    plan = submission.registers.get(PLAN)
    return plan.rows if plan else ()


def planned_for(row: RegisterRow) -> str:
    """The number of the safety action a row plans for; empty where it names none."""
    return str(row.cells.get("safety action", ""))
