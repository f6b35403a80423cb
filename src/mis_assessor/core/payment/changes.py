"""What is added to or taken from the starting figure of a fixed element (¶45–51).

What makes the payment vary with activity and quality (¶52–60).
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from mis_assessor.core.payment import written
from mis_assessor.core.payment.written import (
    AT_LEAST_ONE,
    Count,
    Factor,
    FactorFromOne,
    Percent,
    PercentChange,
    PoundsOnPage,
    ShareOnPage,
    Year,
)
from mis_assessor.core.rules.values import Frozen


class Combined(StrEnum):
    """How a year's uplift and efficiency become one factor."""

    MULTIPLIED = "multiplied"
    ADDED = "added"


class UpliftOn(StrEnum):
    """What the CQUIN uplift is a percentage of."""

    EVERYTHING = "everything"
    WITHOUT_HIGH_COST = "without high cost"


class OtherFactors(Frozen):
    """Factors of a year that are not those of the guidance, and who says so."""

    year: Year
    uplift: Percent
    efficiency: ShareOnPage
    document: str


class UpliftAndEfficiency(Frozen):
    """What the file says about uplift and efficiency beside the guidance."""

    method: Combined | None = None
    years: tuple[Year, ...] = ()
    other_values: tuple[OtherFactors, ...] = ()

    @field_validator("other_values")
    @classmethod
    def _each_year_once(cls, others: tuple[OtherFactors, ...]) -> tuple[OtherFactors, ...]:
        if len({other.year for other in others}) < len(others):
            raise ValueError("a year stands here twice. Keep one of them.")
        return others


class MarketForcesFactor(Frozen):
    """The provider's factor when the starting figure was priced, and now."""

    of_the_price_year: Factor
    of_this_year: Factor
    note: str = ""

    @model_validator(mode="after")
    def _one_and_one_is_meant(self) -> "MarketForcesFactor":
        if self.of_the_price_year == self.of_this_year == 1 and not self.note:
            raise ValueError(
                "both factors are 1, which looks like a blank. Write the factors, or say why "
                "under “note”."
            )
        return self


class ExpectedBirths(Frozen):
    """How many more or fewer births, and how much of the cost moves with them."""

    change: PercentChange
    marginal_share_of_cost: ShareOnPage


class Amount(Frozen):
    """A named sum that can only add, or only be shown."""

    what: str
    pounds: PoundsOnPage
    document: str = ""


class AgreedChange(Frozen):
    """A named sum, more or less."""

    what: str
    pounds: written.PoundsChange
    document: str = ""


class HighCost(Frozen):
    """A high-cost item, by who commissions it."""

    item: str
    kind: Literal["drug", "device", "innovative product"]
    commissioned_by: Literal["CCG", "NHS England"]
    pounds: PoundsOnPage
    document: str = ""

    @property
    def sort(self) -> str:
        """As the rule file names it."""
        return f"{self.commissioned_by} {self.kind}"


class CQUIN(Frozen):
    """CQUIN as agreed and attained; what is left out is as the guidance has it."""

    uplift: Percent | None = None
    on: UpliftOn | None = None
    attained: ShareOnPage | None = None


class ElectiveLine(Frozen):
    """Elective cases of one currency with a published unit price, planned and done."""

    hrg: str = Field(alias="HRG")
    planned: Count
    category_1_in_the_plan: Count | None = None
    """Evidence-based interventions that the plan counted, though nobody funds them."""
    actual: Count
    without_an_approved_request: Count
    unit_price: PoundsOnPage
    market_forces_factor: FactorFromOne
    top_up: FactorFromOne = Field(alias="top-up")

    @field_validator("category_1_in_the_plan")
    @classmethod
    def _none_in_the_plan(cls, cases: int | None) -> int | None:
        if cases:
            raise ValueError(
                f"“category 1 in the plan” is {cases}, and such cases are not funded (¶26). "
                "Take them out of “planned” and write 0."
            )
        return cases

    @field_validator("without_an_approved_request")
    @classmethod
    def _part_of_what_was_done(cls, cases: int, info: ValidationInfo) -> int:
        actual = info.data.get("actual")
        if actual is not None and cases > actual:
            raise ValueError(
                f"{cases} cases without an approved request are more than the {actual} done. "
                "Check both."
            )
        if cases and "category_1_in_the_plan" in info.data:
            _asked(info.data["category_1_in_the_plan"])
        return cases

    @field_validator("unit_price")
    @classmethod
    def _published(cls, price: object) -> object:
        if not price:
            raise ValueError(
                "“unit price” is 0. Without a published price activity is not elective in "
                "this sense (¶56): take the line out."
            )
        return price


def _asked(in_the_plan: int | None) -> None:
    if in_the_plan is None:
        raise ValueError(
            "cases without an approved request were done. Say under “category 1 in the plan” "
            "how many such cases “planned” holds; it must be 0."
        )


class Elective(Frozen):
    """Elective activity in scope."""

    rate: ShareOnPage | None = None
    approval: str = ""
    """The national reference without which no other rate may be used (¶59)."""
    lines: tuple[ElectiveLine, ...] = ()


class BestPractice(Frozen):
    """A best-practice tariff: what was planned to be earned, and what was."""

    name: str
    planned_value: PoundsOnPage
    actual_value: PoundsOnPage


class Adjustment(StrEnum):
    """What may be dropped from the variable element by national approval."""

    BEST_PRACTICE = "best practice"
    CQUIN = "CQUIN"


class Dropped(Frozen):
    """Adjustments left out, and the approval that allows it (¶59)."""

    which: Annotated[tuple[Adjustment, ...], AT_LEAST_ONE]
    approval: str
