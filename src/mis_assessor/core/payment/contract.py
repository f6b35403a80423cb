"""One contract between a commissioner and a provider, as the payment file gives it.

What moves between organisations: network fair shares, and flows between providers.

Everything ``payment.yaml`` may say.
"""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from mis_assessor.core.payment.changes import (
    CQUIN,
    AgreedChange,
    Amount,
    BestPractice,
    Dropped,
    Elective,
    ExpectedBirths,
    HighCost,
    MarketForcesFactor,
    UpliftAndEfficiency,
)
from mis_assessor.core.payment.starting import StartingFigure
from mis_assessor.core.payment.written import (
    AT_LEAST_ONE,
    Code,
    Count,
    Months,
    PoundsOnPage,
    ShareOnPage,
    Year,
    YesNo,
)
from mis_assessor.core.rules.values import Frozen


class Agreed(StrEnum):
    """What two partners agreed where the approach is not required (¶14)."""

    NONE = "none"
    BLOCK = "block"
    UNIT_PRICES = "unit prices"
    OTHER = "other"


class ExpectedValue(Frozen):
    """What the contract is expected to be worth in its months, and on what basis."""

    pounds: PoundsOnPage
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


class ProviderShare(Frozen):
    """A provider and its part of what its commissioner contributes."""

    code: Code
    share: ShareOnPage


class Contributor(Frozen):
    """A commissioner in the network, its births and the providers it pays."""

    commissioner: Code
    births: Count
    providers: Annotated[tuple[ProviderShare, ...], AT_LEAST_ONE]

    @field_validator("providers")
    @classmethod
    def _whole(cls, providers: tuple[ProviderShare, ...]) -> tuple[ProviderShare, ...]:
        if len({p.code for p in providers}) < len(providers):
            raise ValueError("a provider stands here twice. Keep one of them.")
        shares = sum((p.share for p in providers), Decimal())
        if shares != 1:
            raise ValueError(
                f"the shares of the providers add up to {(shares * 100).normalize():f}%. "
                "Make them 100%."
            )
        return providers


class Network(Frozen):
    """A Maternal Medicine Network: who hosts it, who pays for it, by what share."""

    capacity: PoundsOnPage
    lead_commissioner: Code
    centre: Code
    contributors: Annotated[tuple[Contributor, ...], AT_LEAST_ONE]
    split_by: Literal["share of births", "share of fixed value"]

    @field_validator("contributors")
    @classmethod
    def _once_and_with_births(cls, all_of_them: tuple[Contributor, ...]) -> tuple[Contributor, ...]:
        if len({c.commissioner for c in all_of_them}) < len(all_of_them):
            raise ValueError("a commissioner contributes twice. Keep one of them.")
        if not any(c.births for c in all_of_them):
            raise ValueError("no contributor has a birth, so nothing can be shared. Add births.")
        return all_of_them


class Flow(Frozen):
    """Care one provider delivers for women whom another leads."""

    delivered_by: Code
    led_by: Code
    spells: Count
    cost_each: PoundsOnPage
    cost_source: str

    @field_validator("cost_source")
    @classmethod
    def _a_cost(cls, source: str) -> str:
        if source not in ("PLICS", "other"):
            raise ValueError(
                f"“{source}” cannot be the source of a cost. Write “PLICS” or “other”: past "
                "pathway payments reached the lead provider only (appendix 1)."
            )
        return source

    @model_validator(mode="after")
    def _between_two(self) -> "Flow":
        if self.delivered_by == self.led_by:
            raise ValueError(
                f"{self.led_by} delivers to itself. Name the provider that leads the care."
            )
        return self


class PaymentInput(Frozen):
    """What the person who fills in the file states; nothing of it is from the guidance."""

    year: Year
    months: Months = 12
    rounding: Literal["half up to the penny on each printed line"] = (
        "half up to the penny on each printed line"
    )
    contracts: Annotated[tuple[Contract, ...], AT_LEAST_ONE]
    maternal_medicine_network: Network | None = None
    flows_between_providers: tuple[Flow, ...] = ()
    flows_are_material_from: PoundsOnPage | None = None

    @field_validator("contracts")
    @classmethod
    def _each_pair_once(cls, contracts: tuple[Contract, ...]) -> tuple[Contract, ...]:
        if len({c.pair for c in contracts}) < len(contracts):
            raise ValueError(
                "two contracts have the same commissioner and provider. Put them together."
            )
        return contracts
