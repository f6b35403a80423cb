"""Amounts that are known, or known to lie between two others."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the most of an amount; both the same where it is known."""

    least: Decimal
    most: Decimal

    @property
    def known(self) -> bool:
        """Whether only one amount is possible."""
        return self.least == self.most

    def less(self, amount: Decimal) -> "Range":
        """The range of what is over when an amount is taken away."""
        return Range(self.least - amount, self.most - amount)


@dataclass(frozen=True, slots=True)
class Ranges:
    """What a trust may be paid: as it stands, and with its own outcome either way."""

    payment: Range
    if_met: Range
    if_not_met: Range
