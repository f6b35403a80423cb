"""What the fund pays: to one trust, and altogether."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Payment:
    """What one trust is paid, and out of what."""

    code: str
    contribution: Decimal
    returned: Decimal
    """Its own contribution, back."""
    share: Decimal
    """Of what the others leave unallocated."""
    discretionary: Decimal
    total: Decimal
    net: Decimal
    """What it is paid less what it paid in."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """The whole fund: contributions = returned + shares + discretionary + kept."""

    contributions: Decimal
    returned: Decimal
    shares: Decimal
    discretionary: Decimal
    kept: Decimal
    """What nobody is paid, because nobody achieved the ten."""
    payments: tuple[Payment, ...]
    """By ODS code."""

    @property
    def out(self) -> Decimal:
        """Everything that goes out or is kept; always what came in."""
        return sum((p.total for p in self.payments), Decimal(0)) + self.kept

    def payment(self, code: str) -> Payment:
        """The payment to one trust."""
        return next(p for p in self.payments if p.code == code)
