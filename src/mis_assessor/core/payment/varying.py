"""What makes the payment vary with activity and quality (¶52–60)."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from mis_assessor.core.frozen import Frozen
from mis_assessor.core.payment.written import AT_LEAST_ONE, Count, FactorFromOne, Pounds, Share


class ElectiveLine(Frozen):
    """Elective cases of one currency with a published unit price, planned and done."""

    hrg: str = Field(alias="HRG")
    planned: Count
    category_1_in_the_plan: Count | None = None
    """Evidence-based interventions that the plan counted, though nobody funds them."""
    actual: Count
    without_an_approved_request: Count
    unit_price: Pounds
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

    rate: Share | None = None
    approval: str = ""
    """The national reference without which no other rate may be used (¶59)."""
    lines: tuple[ElectiveLine, ...] = ()


class BestPractice(Frozen):
    """A best-practice tariff: what was planned to be earned, and what was."""

    name: str
    planned_value: Pounds
    actual_value: Pounds


class Adjustment(StrEnum):
    """What may be dropped from the variable element by national approval."""

    BEST_PRACTICE = "best practice"
    CQUIN = "CQUIN"


class Dropped(Frozen):
    """Adjustments left out, and the approval that allows it (¶59)."""

    which: Annotated[tuple[Adjustment, ...], AT_LEAST_ONE]
    approval: str
