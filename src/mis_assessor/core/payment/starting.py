"""The starting figure of a fixed element, by the route that was agreed (¶37)."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from mis_assessor.core.payment.written import (
    AT_LEAST_ONE,
    Count,
    Percent,
    PoundsOnPage,
    Year,
    YesNo,
)
from mis_assessor.core.rules.values import Frozen


class Route(StrEnum):
    """How the starting figure was found."""

    OUTTURN = "outturn"
    REPORTED_COST = "reported cost"
    FORECAST_COST = "forecast cost"
    UNIT_PRICES = "unit prices"


class Imaging(Frozen):
    """Unbundled diagnostic imaging, which keeps national prices unless varied locally."""

    unbundled_imaging: PoundsOnPage
    imaging_included_by_local_variation: YesNo = False
    variation_document: str = ""

    @model_validator(mode="after")
    def _variation_is_written_down(self) -> "Imaging":
        if self.imaging_included_by_local_variation and not self.variation_document:
            raise ValueError(
                "imaging stays in the element only by a local variation (¶33). Name it under "
                "“variation document”, or write “no”."
            )
        return self


class Outturn(Imaging):
    """The contract outturn of an earlier year."""

    route: Literal[Route.OUTTURN]
    price_year: Year
    outturn: PoundsOnPage

    @model_validator(mode="after")
    def _imaging_is_part_of_it(self) -> "Outturn":
        if self.unbundled_imaging > self.outturn:
            raise ValueError(
                "“unbundled imaging” is more than “outturn”, of which it is a part. Check both."
            )
        return self


class ReportedCost(Imaging):
    """What the provider reported that the services cost."""

    route: Literal[Route.REPORTED_COST]
    price_year: Year
    direct_cost: PoundsOnPage
    overhead_factor: Percent | None = None
    allocated_overhead: PoundsOnPage | None = None

    @model_validator(mode="after")
    def _one_way_to_overheads(self) -> "ReportedCost":
        if (self.overhead_factor is None) == (self.allocated_overhead is None):
            raise ValueError(
                "write either “overhead factor” or “allocated overhead”, not both and not "
                "neither (¶41)."
            )
        return self


class Department(Frozen):
    """What a department plans to need, and its part of the overheads."""

    name: str
    direct_plan: PoundsOnPage
    apportioned_overhead: PoundsOnPage


class ActivityOutside(Frozen):
    """Activity that the planned costs hold and the fixed element does not cover (¶44)."""

    what: str
    cases: Count
    average_cost: PoundsOnPage
    cost_from: Literal["published price", "own average"]


class ForecastCost(Frozen):
    """What the provider plans that the services will cost."""

    route: Literal[Route.FORECAST_COST]
    price_year: Year
    departments: Annotated[tuple[Department, ...], AT_LEAST_ONE]
    overhead_budget: PoundsOnPage
    activity_outside: tuple[ActivityOutside, ...] = ()

    @field_validator("overhead_budget")
    @classmethod
    def _all_of_it_apportioned(cls, budget: Decimal, info: ValidationInfo) -> Decimal:
        departments: tuple[Department, ...] = info.data.get("departments", ())
        apportioned = sum((d.apportioned_overhead for d in departments), Decimal())
        if departments and apportioned != budget:
            raise ValueError(
                f"the overheads of the departments add up to {apportioned:.2f}, and the budget "
                f"is {budget:.2f}. Apportion all of it, to the penny."
            )
        return budget


class PricedActivity(Frozen):
    """Cases of one currency at its published price."""

    hrg: str = Field(alias="HRG")
    cases: Count
    unit_price: PoundsOnPage


class UnitPrices(Frozen):
    """Activity at unit prices."""

    route: Literal[Route.UNIT_PRICES]
    price_year: Year
    prices_are: str
    activity: Annotated[tuple[PricedActivity, ...], AT_LEAST_ONE]

    @field_validator("prices_are")
    @classmethod
    def _not_the_pathway(cls, prices: str) -> str:
        if prices != "HRG prices":
            raise ValueError(
                f"“{prices}” cannot be used here. Write “HRG prices”: pathway prices pay "
                "some care twice (appendix 1)."
            )
        return prices


StartingFigure = Annotated[
    Outturn | ReportedCost | ForecastCost | UnitPrices, Field(discriminator="route")
]
