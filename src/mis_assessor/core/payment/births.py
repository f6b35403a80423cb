"""Births beside the money, and what is only shown: lines 33 to 36."""

from decimal import Decimal
from fractions import Fraction

from mis_assessor.core.payment.contract import Contract
from mis_assessor.core.payment.fixed import amounts
from mis_assessor.core.payment.line import Line, Row, in_order, line
from mis_assessor.core.payment.rules import PaymentRules
from mis_assessor.core.payment.words import percent


def births_lines(
    contract: Contract, fixed: Decimal | None, rules: PaymentRules
) -> tuple[Line, Line]:
    """The fixed element for each birth, and planned births against the system's plan."""
    maternity = contract.maternity
    if maternity is None:
        none = "Not applicable: no births stated."
        return line(rules, 33, None, none), line(rules, 34, None, none)
    births, plan = maternity.planned_births, maternity.births_in_the_lms_plan
    each = None if fixed is None else Fraction(fixed) / births
    per_birth = f"{births:,} planned births." if each is not None else "No fixed element."
    apart = abs(births - plan) > rules.plan_difference * plan
    against = f"{'More than' if apart else 'Within'} {percent(rules.plan_difference)} apart."
    both = (Row("Planned births", says=f"{births:,}"), Row("LMS plan", says=f"{plan:,}"))
    return line(rules, 33, each, per_birth), line(rules, 34, None, against, both)


def shown_lines(contract: Contract, rules: PaymentRules) -> tuple[Line, Line]:
    """Who spoke for the local maternity system, and money outside the agreement."""
    spoke = contract.lms_represented
    outside = in_order(amounts(contract.outside_the_tariff))
    return (
        line(rules, 35, None, f"{spoke.by}, {spoke.at}." if spoke else "Not stated."),
        line(
            rules,
            36,
            None,
            "Shown only, added to nothing." if outside else "Nil: none stated.",
            outside,
        ),
    )
