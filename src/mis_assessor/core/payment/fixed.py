"""The fixed element before flows: lines 4 to 18, each a step from the one before.

The starting figure by its route: lines 4 to 8.

Cost uplift and efficiency from the price year to the year of payment (¶46).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from mis_assessor.core.money import to_the_penny, total
from mis_assessor.core.payment.changes import (
    AgreedChange,
    Amount,
    Combined,
    UpliftAndEfficiency,
    UpliftOn,
)
from mis_assessor.core.payment.contract import Contract
from mis_assessor.core.payment.line import LineRow, LineStep, PaymentLine, in_order, line, so_far
from mis_assessor.core.payment.rules import Factors, PaymentRules
from mis_assessor.core.payment.starting import (
    ForecastCost,
    Imaging,
    Outturn,
    ReportedCost,
    Route,
    StartingFigure,
    UnitPrices,
)
from mis_assessor.core.payment.written import pounds, written_percent

LINE_OF = {
    Route.OUTTURN: 4,
    Route.REPORTED_COST: 5,
    Route.FORECAST_COST: 6,
    Route.UNIT_PRICES: 7,
}


def starting_lines(figure: StartingFigure) -> Iterator[LineStep]:
    """The starting figure, the routes not taken, and imaging taken out."""
    taken = starting_step(figure)
    for route, number in LINE_OF.items():
        other = f"Not applicable: the route is {figure.route.value}."
        yield taken if route is figure.route else LineStep(number, None, other)
    yield imaging_step(figure)


def starting_step(figure: StartingFigure) -> LineStep:
    """The amount a route starts from."""
    number = LINE_OF[figure.route]
    match figure:
        case Outturn():
            return LineStep.of(number, figure.outturn, f"Outturn in prices of {figure.price_year}.")
        case ReportedCost():
            return _reported(number, figure)
        case ForecastCost():
            return _forecast(number, figure)
        case UnitPrices():
            rows = [
                LineRow(f"{a.hrg}: {a.cases:,} × {pounds(a.unit_price)}", a.cases * a.unit_price)
                for a in figure.activity
            ]
            return _table(number, rows, f"HRG prices of {figure.price_year}.")
    assert_never(figure)


def _reported(number: int, cost: ReportedCost) -> LineStep:
    says = f"Direct cost {pounds(cost.direct_cost)}"
    if cost.allocated_overhead is not None:
        overhead = cost.allocated_overhead
        return LineStep.of(
            number, cost.direct_cost + overhead, f"{says} + allocated overhead {pounds(overhead)}."
        )
    factor = cost.overhead_factor or Decimal(0)
    says = f"{says} × (1 + overhead factor {written_percent(factor)})."
    return LineStep.of(number, cost.direct_cost * (1 + factor), says)


def _forecast(number: int, cost: ForecastCost) -> LineStep:
    rows = [LineRow(f"{d.name}, direct plan", d.direct_plan) for d in cost.departments]
    rows += [LineRow(f"{d.name}, overhead", d.apportioned_overhead) for d in cost.departments]
    rows += [
        LineRow(
            f"less {a.what}: {a.cases:,} × {pounds(a.average_cost)}",
            -a.cases * a.average_cost,
            f"cost from {a.cost_from}",
        )
        for a in cost.activity_outside
    ]
    return _table(number, rows, "Planned costs, less activity outside the element.")


def _table(number: int, rows: list[LineRow], says: str) -> LineStep:
    return LineStep.of(number, total(row.amount for row in rows), says, in_order(rows))


def imaging_step(figure: StartingFigure) -> LineStep:
    """Unbundled imaging out, unless a local variation keeps it in."""
    if not isinstance(figure, Imaging):
        return LineStep(8, None, "Not applicable: this route holds only the activity it names.")
    if figure.imaging_included_by_local_variation:
        return LineStep.of(
            8, Decimal(0), f"Kept in by local variation: {figure.variation_document}."
        )
    return LineStep.of(8, -figure.unbundled_imaging)


def years_between(price_year: str, year: str) -> tuple[str, ...]:
    """The years whose factors bridge a price year and a year of payment.

    >>> years_between("2019/20", "2021/22")
    ('2020/21', '2021/22')
    """
    first, last = int(price_year[:4]) + 1, int(year[:4])
    return tuple(f"{start}/{(start + 1) % 100:02}" for start in range(first, last + 1))


def factors_of(stated: UpliftAndEfficiency, rules: PaymentRules) -> dict[str, Factors]:
    """The factors of each year: the guidance's, unless the file states others."""
    others = {
        other.year: Factors(Fraction(other.uplift), Fraction(other.efficiency))
        for other in stated.other_values
    }
    return {**rules.factors, **others}


def combined(factors: Factors, how: Combined) -> Fraction:
    """A year's uplift and efficiency as one factor."""
    match how:
        case Combined.MULTIPLIED:
            return (1 + factors.uplift) * (1 - factors.efficiency)
        case Combined.ADDED:
            return 1 + factors.uplift - factors.efficiency
    assert_never(how)


def uplift_steps(
    stated: UpliftAndEfficiency, price_year: str, base: Fraction, rules: PaymentRules
) -> Iterator[LineStep]:
    """Lines 9 and 10: the years before this one, and this one."""
    years = years_between(price_year, rules.year)
    earlier = tuple(year for year in years if year != rules.year)
    how = stated.method or rules.combined
    known = factors_of(stated, rules)
    for number, some in ((9, earlier), (10, years[len(earlier) :])):
        grown = base
        for year in some:
            grown *= combined(known[year], how)
        says = " ".join(_told(year, known[year], how) for year in some)
        none = f"Nil: the starting figure is in prices of {price_year}."
        yield LineStep(number, grown - base, says or none)
        base = grown


def _told(year: str, factors: Factors, how: Combined) -> str:
    up, down = written_percent(factors.uplift), written_percent(factors.efficiency)
    match how:
        case Combined.MULTIPLIED:
            return f"{year}: × (1 + {up}) × (1 − {down})."
        case Combined.ADDED:
            return f"{year}: × (1 + {up} − {down})."
    assert_never(how)


@dataclass(frozen=True, slots=True)
class Fixed:
    """The lines, and the two amounts that later lines start from."""

    lines: tuple[PaymentLine, ...]
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


def _market_forces(contract: Contract, base: Fraction) -> LineStep:
    factor = contract.market_forces_factor
    if factor is None:
        return LineStep(11, Fraction(0), "Nil: priced in this year.")
    before, now = Fraction(factor.of_the_price_year), Fraction(factor.of_this_year)
    says = f"× {factor.of_this_year} / {factor.of_the_price_year}. {factor.note}"
    return LineStep(11, base * (now / before - 1), says.strip())


def _births(contract: Contract, base: Fraction) -> LineStep:
    births = contract.expected_births
    if births is None:
        return LineStep(12, Fraction(0), "Nil: no change stated.")
    adds = base * Fraction(births.change) * Fraction(births.marginal_share_of_cost)
    share = written_percent(births.marginal_share_of_cost)
    return LineStep(12, adds, f"{written_percent(births.change)} births × {share} of cost.")


def _agreed(contract: Contract) -> Iterator[LineStep]:
    yield _listed(13, contract.other_changes)
    yield _listed(14, contract.specialised_services)
    rows = [
        LineRow(h.item, h.pounds, f"{h.sort}{_paper(h.document)}")
        for h in contract.high_cost_in_the_element
    ]
    yield LineStep.of(15, total(r.amount for r in rows), "" if rows else _NIL, in_order(rows))
    yield _listed(16, contract.further_money_agreed_by_the_ics)


_NIL = "Nil: none stated."


def _listed(number: int, stated: tuple[AgreedChange, ...] | tuple[Amount, ...]) -> LineStep:
    rows = in_order(amounts(stated))
    return LineStep.of(number, total(row.amount for row in rows), "" if rows else _NIL, rows)


def amounts(stated: tuple[AgreedChange, ...] | tuple[Amount, ...]) -> list[LineRow]:
    """Named sums as rows."""
    return [LineRow(item.what, item.pounds, item.document) for item in stated]


def _paper(document: str) -> str:
    return f", {document}" if document else ""


def _cquin(
    contract: Contract, figure: StartingFigure, base: Fraction, rules: PaymentRules
) -> LineStep:
    if holds_cquin(figure, rules):
        return LineStep(17, None, f"Nil: unit prices of {rules.year} are uplifted already.")
    on = contract.cquin.on or rules.cquin_on
    match on:
        case UpliftOn.EVERYTHING:
            of = base
        case UpliftOn.WITHOUT_HIGH_COST:
            of = base - Fraction(total(h.pounds for h in contract.high_cost_in_the_element))
        case _:
            assert_never(on)
    says = f"{written_percent(rules.cquin_uplift)} of {pounds(to_the_penny(of))} ({on.value})."
    return LineStep(17, of * rules.cquin_uplift, says)
