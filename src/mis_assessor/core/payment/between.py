"""What moves between organisations: network fair shares, and flows between providers."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import field_validator, model_validator

from mis_assessor.core.frozen import Frozen
from mis_assessor.core.payment.written import AT_LEAST_ONE, Code, Count, Pounds, Share


class ProviderShare(Frozen):
    """A provider and its part of what its commissioner contributes."""

    code: Code
    share: Share


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

    capacity: Pounds
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
    cost_each: Pounds
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
