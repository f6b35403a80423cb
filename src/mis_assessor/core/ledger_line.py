"""One line of the pause ledger."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """What one pause or exclusion did to one requirement."""

    requirement: str
    title: str
    pause: str
    effect: str
    """``suspended``, ``continues``, ``best effort`` or ``excluded``."""
    days: int
    """Days discounted; 0 where the duty went on."""
    sum: str
    """How the days, or a moved date, come about."""
    authority: str
    status: str
