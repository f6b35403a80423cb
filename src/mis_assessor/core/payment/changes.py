"""What is added to or taken from the starting figure of a fixed element (¶45–51)."""

from enum import StrEnum
from typing import Literal

from pydantic import field_validator, model_validator

from mis_assessor.core.frozen import Frozen
from mis_assessor.core.payment import written
from mis_assessor.core.payment.written import Factor, Percent, PercentChange, Pounds, Share, Year


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
    efficiency: Share
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
    marginal_share_of_cost: Share


class Amount(Frozen):
    """A named sum that can only add, or only be shown."""

    what: str
    pounds: Pounds
    document: str = ""


class AgreedChange(Frozen):
    """A named sum, more or less."""

    what: str
    pounds: written.Change
    document: str = ""


class HighCost(Frozen):
    """A high-cost item, by who commissions it."""

    item: str
    kind: Literal["drug", "device", "innovative product"]
    commissioned_by: Literal["CCG", "NHS England"]
    pounds: Pounds
    document: str = ""

    @property
    def sort(self) -> str:
        """As the rule file names it."""
        return f"{self.commissioned_by} {self.kind}"


class CQUIN(Frozen):
    """CQUIN as agreed and attained; what is left out is as the guidance has it."""

    uplift: Percent | None = None
    on: UpliftOn | None = None
    attained: Share | None = None
