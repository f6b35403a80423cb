"""What a submission says about money: contribution, plan, request and declaration."""

from decimal import Decimal

from mis_assessor.core.fund import MoneyFacts
from mis_assessor.core.submission import Row, Submission

PLAN = "safety improvement plan"


def money_facts(submission: Submission) -> MoneyFacts:
    """What the submission says about money: contribution, request, declaration."""
    amounts = [
        Decimal(str(row.cells["amount requested"]))
        for row in planned(submission)
        if "amount requested" in row.cells
    ]
    answers = set(submission.declared.values())
    return MoneyFacts(
        contribution=submission.contribution,
        requested=sum(amounts, Decimal(0)) if amounts else None,
        declared_met=bool(answers) and "no" not in answers,
    )


def planned(submission: Submission) -> tuple[Row, ...]:
    """The rows of the safety improvement plan, if one was sent."""
    plan = submission.registers.get(PLAN)
    return plan.rows if plan else ()
