"""The starting figure by its route: lines 4 to 8."""

from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

from mis_assessor.core.payment.line import Row, in_order
from mis_assessor.core.payment.pennies import total
from mis_assessor.core.payment.starting import (
    ForecastCost,
    Imaging,
    Outturn,
    ReportedCost,
    Route,
    StartingFigure,
    UnitPrices,
)
from mis_assessor.core.payment.step import Step
from mis_assessor.core.payment.words import percent, pounds

LINE_OF = {
    Route.OUTTURN: 4,
    Route.REPORTED_COST: 5,
    Route.FORECAST_COST: 6,
    Route.UNIT_PRICES: 7,
}


def starting_lines(figure: StartingFigure) -> Iterator[Step]:
    """The starting figure, the routes not taken, and imaging taken out."""
    taken = starting_step(figure)
    for route, number in LINE_OF.items():
        other = f"Not applicable: the route is {figure.route.value}."
        yield taken if route is figure.route else Step(number, None, other)
    yield imaging_step(figure)


def starting_step(figure: StartingFigure) -> Step:
    """The amount a route starts from."""
    number = LINE_OF[figure.route]
    match figure:
        case Outturn():
            return Step.of(number, figure.outturn, f"Outturn in prices of {figure.price_year}.")
        case ReportedCost():
            return _reported(number, figure)
        case ForecastCost():
            return _forecast(number, figure)
        case UnitPrices():
            rows = [
                Row(f"{a.hrg}: {a.cases:,} × {pounds(a.unit_price)}", a.cases * a.unit_price)
                for a in figure.activity
            ]
            return _table(number, rows, f"HRG prices of {figure.price_year}.")
    assert_never(figure)


def _reported(number: int, cost: ReportedCost) -> Step:
    says = f"Direct cost {pounds(cost.direct_cost)}"
    if cost.allocated_overhead is not None:
        overhead = cost.allocated_overhead
        return Step.of(
            number, cost.direct_cost + overhead, f"{says} + allocated overhead {pounds(overhead)}."
        )
    factor = cost.overhead_factor or Decimal(0)
    says = f"{says} × (1 + overhead factor {percent(factor)})."
    return Step.of(number, cost.direct_cost * (1 + factor), says)


def _forecast(number: int, cost: ForecastCost) -> Step:
    rows = [Row(f"{d.name}, direct plan", d.direct_plan) for d in cost.departments]
    rows += [Row(f"{d.name}, overhead", d.apportioned_overhead) for d in cost.departments]
    rows += [
        Row(
            f"less {a.what}: {a.cases:,} × {pounds(a.average_cost)}",
            -a.cases * a.average_cost,
            f"cost from {a.cost_from}",
        )
        for a in cost.activity_outside
    ]
    return _table(number, rows, "Planned costs, less activity outside the element.")


def _table(number: int, rows: list[Row], says: str) -> Step:
    return Step.of(number, total(row.amount for row in rows), says, in_order(rows))


def imaging_step(figure: StartingFigure) -> Step:
    """Unbundled imaging out, unless a local variation keeps it in."""
    if not isinstance(figure, Imaging):
        return Step(8, None, "Not applicable: this route holds only the activity it names.")
    if figure.imaging_included_by_local_variation:
        return Step.of(8, Decimal(0), f"Kept in by local variation: {figure.variation_document}.")
    return Step.of(8, -figure.unbundled_imaging)
