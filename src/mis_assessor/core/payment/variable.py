"""The variable element: lines 26 to 30."""

from decimal import Decimal
from fractions import Fraction

from mis_assessor.core.payment.contract import Contract
from mis_assessor.core.payment.line import Line, Row, in_order, line
from mis_assessor.core.payment.pennies import to_the_penny, total
from mis_assessor.core.payment.rules import PaymentRules
from mis_assessor.core.payment.varying import Adjustment, ElectiveLine
from mis_assessor.core.payment.words import percent, pounds


def variable_element(contract: Contract, cquin: Decimal, rules: PaymentRules) -> tuple[Line, ...]:
    """What activity and quality add or take; `cquin` is the money in the fixed element."""
    elective = _elective(contract, rules)
    parts = (elective[1], _best_practice(contract, rules), _cquin(contract, cquin, rules))
    whole = total(part.amount for part in parts)
    return (elective[0], *parts, line(rules, 30, whole, "Sum of lines 27 to 29."))


def _elective(contract: Contract, rules: PaymentRules) -> tuple[Line, Line]:
    stated = contract.elective
    if not stated.lines:
        none = "Not applicable: no elective activity in scope."
        return line(rules, 26, None, none), line(rules, 27, None, none)
    rate = rules.elective_rate if stated.rate is None else Fraction(stated.rate)
    approved = f", approved: {stated.approval}" if stated.approval else ""
    rows = in_order([_row(each, rate) for each in stated.lines])
    return (
        line(rules, 26, None, f"At {percent(rate)} of the unit price{approved}.", rows),
        line(rules, 27, total(row.amount for row in rows), "Sum of line 26."),
    )


def _row(each: ElectiveLine, rate: Fraction) -> Row:
    counted = each.actual - each.without_an_approved_request
    factors = Fraction(each.market_forces_factor) * Fraction(each.top_up)
    price = Fraction(each.unit_price) * factors
    refused = each.without_an_approved_request
    without = f" ({refused:,} without an approved request)" if refused else ""
    variations = f"{pounds(each.unit_price)} × {each.market_forces_factor} × {each.top_up}"
    return Row(
        each.hrg,
        to_the_penny(rate * (counted - each.planned) * price),
        f"{counted:,} counted{without}, {each.planned:,} planned, {variations}",
    )


def _dropped(contract: Contract, adjustment: Adjustment) -> str:
    dropped = contract.adjustments_dropped
    if dropped is None or adjustment not in dropped.which:
        return ""
    return f"Not applicable: dropped, approved: {dropped.approval}."


def _best_practice(contract: Contract, rules: PaymentRules) -> Line:
    if dropped := _dropped(contract, Adjustment.BEST_PRACTICE):
        return line(rules, 28, None, dropped)
    rows = in_order(
        [
            Row(
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


def _cquin(contract: Contract, cquin: Decimal, rules: PaymentRules) -> Line:
    if dropped := _dropped(contract, Adjustment.CQUIN):
        return line(rules, 29, None, dropped)
    stated = contract.cquin.attained
    attained = rules.cquin_attained if stated is None else Fraction(stated)
    whose = "assumed" if stated is None else "stated"
    says = f"{pounds(cquin)} × (1 − {percent(attained)} attained, {whose})."
    return line(rules, 29, -Fraction(cquin) * (1 - attained), says)
