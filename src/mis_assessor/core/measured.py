"""Two bounds and a limit: what both evaluators compare, each in its own arithmetic."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from mis_assessor.core.verdicts import Verdict

Comparable = int | Fraction | Decimal | date | datetime


class Way(StrEnum):
    """Which side of the limit is met."""

    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    UNDER = "under"


@dataclass(frozen=True, slots=True)
class Measured:
    """The least and the most a figure can still become, against its limit.

    With `of`, low and high are whole people or cases out of `of`, and the limit is a
    fraction: they are compared by multiplication, never rounded.
    """

    low: Comparable
    high: Comparable
    limit: Comparable
    way: Way
    undecided: Verdict = Verdict.EVIDENCE_MISSING
    """The verdict while the bounds lie on different sides of the limit."""
    more_to_come: bool = False
    """The window is still open, so what holds today can yet be spoiled."""
    of: int | None = None
