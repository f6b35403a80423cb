"""What a position means for the trust's money, as values."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Recovery(StrEnum):
    """The incentive fund recovery status, in the assessed voice."""

    EXPECTED = "recovery expected"
    AT_RISK = "at risk"
    NOT_RECOVERED = "not recovered"
    DISCRETIONARY = "discretionary requested"
    REPAYMENT_RISK = "repayment risk"


@dataclass(frozen=True, slots=True)
class Fund:
    """What the assessed position means for the trust's money; unknown stays unknown."""

    status: Recovery
    why: str
    contribution: Decimal | None
    exposure: Decimal | None
    """What would not come back, in pounds; None when the contribution is not known."""
    share_of_unallocated: str = "unknown"
    requested: Decimal | None = None
