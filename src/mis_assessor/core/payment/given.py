"""Everything ``payment.yaml`` may say."""

from typing import Annotated, Literal

from pydantic import field_validator

from mis_assessor.core.frozen import Frozen
from mis_assessor.core.payment.between import Flow, Network
from mis_assessor.core.payment.contract import Contract
from mis_assessor.core.payment.written import AT_LEAST_ONE, Months, Pounds, Year


class Given(Frozen):
    """What the person who fills in the file states; nothing of it is from the guidance."""

    year: Year
    months: Months = 12
    rounding: Literal["half up to the penny on each printed line"] = (
        "half up to the penny on each printed line"
    )
    contracts: Annotated[tuple[Contract, ...], AT_LEAST_ONE]
    maternal_medicine_network: Network | None = None
    flows_between_providers: tuple[Flow, ...] = ()
    flows_are_material_from: Pounds | None = None

    @field_validator("contracts")
    @classmethod
    def _each_pair_once(cls, contracts: tuple[Contract, ...]) -> tuple[Contract, ...]:
        if len({c.pair for c in contracts}) < len(contracts):
            raise ValueError(
                "two contracts have the same commissioner and provider. Put them together."
            )
        return contracts
