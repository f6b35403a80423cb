"""One contract between a commissioner and a provider, as the payment file gives it."""

from enum import StrEnum

from pydantic import Field, field_validator, model_validator

from mis_assessor.core.frozen import Frozen
from mis_assessor.core.payment.changes import (
    CQUIN,
    AgreedChange,
    Amount,
    ExpectedBirths,
    HighCost,
    MarketForcesFactor,
    UpliftAndEfficiency,
)
from mis_assessor.core.payment.starting import StartingFigure
from mis_assessor.core.payment.varying import BestPractice, Dropped, Elective
from mis_assessor.core.payment.written import Code, Count, Pounds, YesNo


class Agreed(StrEnum):
    """What two partners agreed where the approach is not required (¶14)."""

    NONE = "none"
    BLOCK = "block"
    UNIT_PRICES = "unit prices"
    OTHER = "other"


class ExpectedValue(Frozen):
    """What the contract is expected to be worth in its months, and on what basis."""

    pounds: Pounds
    estimated_from: str


class Maternity(Frozen):
    """Births the contract plans for, and those the local maternity system planned."""

    planned_births: Count
    births_in_the_lms_plan: Count = Field(alias="births in the LMS plan")

    @field_validator("planned_births", "births_in_the_lms_plan")
    @classmethod
    def _some(cls, births: int) -> int:
        if not births:
            raise ValueError("0 births cannot be compared. Write the number, or leave this out.")
        return births


class Represented(Frozen):
    """Who spoke for the local maternity system when the fixed element was set."""

    by: str
    at: str


class Contract(Frozen):
    """Everything the view needs to know of one contract."""

    commissioner: Code
    provider: Code
    same_ics: YesNo = Field(alias="same ICS")
    under_the_increasing_capacity_framework: YesNo = False
    specialised_commissioning: YesNo = False
    expected_value: ExpectedValue | None = None
    agreed_method: Agreed = Agreed.NONE
    maternity: Maternity | None = None
    lms_represented: Represented | None = Field(None, alias="LMS represented")
    starting_figure: StartingFigure | None = None
    uplift_and_efficiency: UpliftAndEfficiency = UpliftAndEfficiency()
    market_forces_factor: MarketForcesFactor | None = None
    expected_births: ExpectedBirths | None = None
    other_changes: tuple[AgreedChange, ...] = ()
    specialised_services: tuple[AgreedChange, ...] = ()
    high_cost_in_the_element: tuple[HighCost, ...] = ()
    further_money_agreed_by_the_ics: tuple[Amount, ...] = Field(
        (), alias="further money agreed by the ICS"
    )
    outside_the_tariff: tuple[Amount, ...] = Field((), alias="outside the tariff, shown only")
    cquin: CQUIN = Field(CQUIN(), alias="CQUIN")
    elective: Elective = Elective()
    best_practice: tuple[BestPractice, ...] = ()
    adjustments_dropped: Dropped | None = None
    carries_the_flows: YesNo = False

    @model_validator(mode="after")
    def _one_rule_governs(self) -> "Contract":
        if self.under_the_increasing_capacity_framework and self.specialised_commissioning:
            raise ValueError(
                "the contract is under the increasing capacity framework and specialised "
                "commissioning at once, and the guidance does not say which rule governs "
                "(¶15, ¶17). Ask the commissioner, and write “yes” for that one only."
            )
        return self

    @model_validator(mode="after")
    def _value_decides(self) -> "Contract":
        settled = self.same_ics or self.under_the_increasing_capacity_framework
        if not settled and not self.specialised_commissioning and self.expected_value is None:
            raise ValueError(
                "outside one ICS the expected value decides (¶13). Add “expected value”."
            )
        return self

    @property
    def pair(self) -> tuple[str, str]:
        """Commissioner and provider, by which a contract is known."""
        return self.commissioner, self.provider
