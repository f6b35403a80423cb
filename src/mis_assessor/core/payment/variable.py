"""The variable element: lines 26 to 30.

Births beside the money, and what is only shown: lines 33 to 36.
"""

from decimal import Decimal
from fractions import Fraction

from mis_assessor.core.money import to_the_penny, total
from mis_assessor.core.payment.changes import Adjustment, ElectiveLine
from mis_assessor.core.payment.contract import Contract
from mis_assessor.core.payment.fixed import amounts
from mis_assessor.core.payment.line import LineRow, PaymentLine, in_order, line
from mis_assessor.core.payment.rules import PaymentRules
from mis_assessor.core.payment.written import pounds, written_percent


def variable_element(
    contract: Contract, cquin: Decimal, rules: PaymentRules
) -> tuple[PaymentLine, ...]:
    """What activity and quality add or take; `cquin` is the money in the fixed element."""
    elective = _elective(contract, rules)
    parts = (elective[1], _best_practice(contract, rules), _cquin(contract, cquin, rules))
    whole = total(part.amount for part in parts)
    return (elective[0], *parts, line(rules, 30, whole, "Sum of lines 27 to 29."))


def _elective(contract: Contract, rules: PaymentRules) -> tuple[PaymentLine, PaymentLine]:
    stated = contract.elective
    if not stated.lines:
        none = "Not applicable: no elective activity in scope."
        return line(rules, 26, None, none), line(rules, 27, None, none)
    rate = rules.elective_rate if stated.rate is None else Fraction(stated.rate)
    approved = f", approved: {stated.approval}" if stated.approval else ""
    rows = in_order([_row(each, rate) for each in stated.lines])
    return (
        line(rules, 26, None, f"At {written_percent(rate)} of the unit price{approved}.", rows),
        line(rules, 27, total(row.amount for row in rows), "Sum of line 26."),
    )


def _row(each: ElectiveLine, rate: Fraction) -> LineRow:
    counted = each.actual - each.without_an_approved_request
    factors = Fraction(each.market_forces_factor) * Fraction(each.top_up)
    price = Fraction(each.unit_price) * factors
    refused = each.without_an_approved_request
    without = f" ({refused:,} without an approved request)" if refused else ""
    variations = f"{pounds(each.unit_price)} × {each.market_forces_factor} × {each.top_up}"
    return LineRow(
        each.hrg,
        to_the_penny(rate * (counted - each.planned) * price),
        f"{counted:,} counted{without}, {each.planned:,} planned, {variations}",
    )


def _dropped(contract: Contract, adjustment: Adjustment) -> str:
    dropped = contract.adjustments_dropped
    if dropped is None or adjustment not in dropped.which:
        return ""
    return f"Not applicable: dropped, approved: {dropped.approval}."


def _best_practice(contract: Contract, rules: PaymentRules) -> PaymentLine:
    if dropped := _dropped(contract, Adjustment.BEST_PRACTICE):
        return line(rules, 28, None, dropped)
    rows = in_order(
        [
            LineRow(
                tariff.name,
                tariff.actual_value - tariff.planned_value,
                f"{pounds(tariff.actual_value)} earned, {pounds(tariff.planned_value)} planned",
            )
            for tariff in contract.best_practice
        ]
    )
    if not rows:
        return line(rules, 28, None, "Not applicable: no best-practice tariff in scope.")
    return line(rules, 28, total(row.amount for row in rows), "Actual less planned value.", rows)


def _cquin(contract: Contract, cquin: Decimal, rules: PaymentRules) -> PaymentLine:
    if dropped := _dropped(contract, Adjustment.CQUIN):
        return line(rules, 29, None, dropped)
    stated = contract.cquin.attained
    attained = rules.cquin_attained if stated is None else Fraction(stated)
    whose = "assumed" if stated is None else "stated"
    says = f"{pounds(cquin)} × (1 − {written_percent(attained)} attained, {whose})."
    return line(rules, 29, -Fraction(cquin) * (1 - attained), says)


def births_lines(
    contract: Contract, fixed: Decimal | None, rules: PaymentRules
) -> tuple[PaymentLine, PaymentLine]:
    """The fixed element for each birth, and planned births against the system's plan."""
    maternity = contract.maternity
    if maternity is None:
        none = "Not applicable: no births stated."
        return line(rules, 33, None, none), line(rules, 34, None, none)
    births, plan = maternity.planned_births, maternity.births_in_the_lms_plan
    each = None if fixed is None else Fraction(fixed) / births
    per_birth = f"{births:,} planned births." if each is not None else "No fixed element."
    apart = abs(births - plan) > rules.plan_difference * plan
    against = (
        f"{'More than' if apart else 'Within'} {written_percent(rules.plan_difference)} apart."
    )
    both = (LineRow("Planned births", says=f"{births:,}"), LineRow("LMS plan", says=f"{plan:,}"))
    return line(rules, 33, each, per_birth), line(rules, 34, None, against, both)


def shown_lines(contract: Contract, rules: PaymentRules) -> tuple[PaymentLine, PaymentLine]:
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
