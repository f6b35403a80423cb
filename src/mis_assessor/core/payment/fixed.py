"""The fixed element before flows: lines 4 to 18, each a step from the one before."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from mis_assessor.core.payment.changes import AgreedChange, Amount, UpliftOn
from mis_assessor.core.payment.contract import Contract
from mis_assessor.core.payment.line import Line, Row, in_order, line
from mis_assessor.core.payment.pennies import to_the_penny, total
from mis_assessor.core.payment.rules import PaymentRules
from mis_assessor.core.payment.starting import Route, StartingFigure
from mis_assessor.core.payment.starting_lines import starting_lines
from mis_assessor.core.payment.step import Step, so_far
from mis_assessor.core.payment.uplift import uplift_steps
from mis_assessor.core.payment.words import percent, pounds


@dataclass(frozen=True, slots=True)
class Fixed:
    """The lines, and the two amounts that later lines start from."""

    lines: tuple[Line, ...]
    element: Decimal
    """Line 18."""
    cquin: Decimal
    """The CQUIN money in the element, of which a shortfall is deducted."""


def fixed_element(contract: Contract, figure: StartingFigure, rules: PaymentRules) -> Fixed:
    """The element of a whole year, before network and flows."""
    steps = list(starting_lines(figure))
    steps += uplift_steps(contract.uplift_and_efficiency, figure.price_year, so_far(steps), rules)
    steps.append(_market_forces(contract, so_far(steps)))
    steps.append(_births(contract, so_far(steps)))
    priced = so_far(steps)
    steps += _agreed(contract)
    steps.append(_cquin(contract, figure, so_far(steps), rules))
    lines = tuple(step.as_line(rules) for step in steps)
    element = total(printed.amount for printed in lines)
    cquin = lines[-1].amount
    if cquin is None:  # the prices hold it already: F − F / (1 + uplift)
        cquin = to_the_penny(priced - priced / (1 + rules.cquin_uplift))
    return Fixed((*lines, line(rules, 18, element, "Sum of lines 4 to 17.")), element, cquin)


def holds_cquin(figure: StartingFigure, rules: PaymentRules) -> bool:
    """Whether the starting figure is at this year's unit prices, uplifted already (¶51)."""
    return figure.route is Route.UNIT_PRICES and figure.price_year == rules.year


def _market_forces(contract: Contract, base: Fraction) -> Step:
    factor = contract.market_forces_factor
    if factor is None:
        return Step(11, Fraction(0), "Nil: priced in this year.")
    before, now = Fraction(factor.of_the_price_year), Fraction(factor.of_this_year)
    says = f"× {factor.of_this_year} / {factor.of_the_price_year}. {factor.note}"
    return Step(11, base * (now / before - 1), says.strip())


def _births(contract: Contract, base: Fraction) -> Step:
    births = contract.expected_births
    if births is None:
        return Step(12, Fraction(0), "Nil: no change stated.")
    adds = base * Fraction(births.change) * Fraction(births.marginal_share_of_cost)
    share = percent(births.marginal_share_of_cost)
    return Step(12, adds, f"{percent(births.change)} births × {share} of cost.")


def _agreed(contract: Contract) -> Iterator[Step]:
    yield _listed(13, contract.other_changes)
    yield _listed(14, contract.specialised_services)
    rows = [
        Row(h.item, h.pounds, f"{h.sort}{_paper(h.document)}")
        for h in contract.high_cost_in_the_element
    ]
    yield Step.of(15, total(r.amount for r in rows), "" if rows else _NIL, in_order(rows))
    yield _listed(16, contract.further_money_agreed_by_the_ics)


_NIL = "Nil: none stated."


def _listed(number: int, stated: tuple[AgreedChange, ...] | tuple[Amount, ...]) -> Step:
    rows = in_order(amounts(stated))
    return Step.of(number, total(row.amount for row in rows), "" if rows else _NIL, rows)


def amounts(stated: tuple[AgreedChange, ...] | tuple[Amount, ...]) -> list[Row]:
    """Named sums as rows."""
    return [Row(item.what, item.pounds, item.document) for item in stated]


def _paper(document: str) -> str:
    return f", {document}" if document else ""


def _cquin(contract: Contract, figure: StartingFigure, base: Fraction, rules: PaymentRules) -> Step:
    if holds_cquin(figure, rules):
        return Step(17, None, f"Nil: unit prices of {rules.year} are uplifted already.")
    on = contract.cquin.on or rules.cquin_on
    match on:
        case UpliftOn.EVERYTHING:
            of = base
        case UpliftOn.WITHOUT_HIGH_COST:
            of = base - Fraction(total(h.pounds for h in contract.high_cost_in_the_element))
        case _:
            assert_never(on)
    says = f"{percent(rules.cquin_uplift)} of {pounds(to_the_penny(of))} ({on.value})."
    return Step(17, of * rules.cquin_uplift, says)
