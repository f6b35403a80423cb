"""One trust in one scheme year: what it paid in and its positions, each with its day.

The closed lists of what may be entered for a trust: the Board's voice and the verifier's.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Declared(StrEnum):
    """What the Board declared of all ten safety actions."""

    MET = "met"
    NOT_MET = "not met"
    NIL_RETURN = "nil return"
    """Nothing came by the deadline."""


class Verified(StrEnum):
    """What NHS Resolution's verification found."""

    MET = "met"
    NOT_MET = "not met"


class Appealed(StrEnum):
    """What came of the trust's appeal."""

    AWAITED = "awaited"
    MET = "met"
    NOT_MET = "not met"


class Reconfirmed(StrEnum):
    """What came of looking at the declaration again in a later year."""

    AWAITED = "awaited"
    UPHELD = "upheld"
    REPAYMENT_DUE = "repayment due"


@dataclass(frozen=True, slots=True)
class DatedEntry:
    """One entry of a row with its day, under the headings of both."""

    heading: str
    what: str | Decimal | None
    on: date | None

    @property
    def day_heading(self) -> str:
        """The column of the day."""
        return f"{self.heading} on"


@dataclass(frozen=True, slots=True)
class TrustYear:
    """A row of the pool. What has not happened is None; nothing is ever overwritten."""

    code: str
    """ODS code."""
    name: str
    scheme_year: int
    contribution: Decimal
    """Pounds paid into the fund: the tenth added to the CNST maternity contribution."""
    declared: Declared | None = None
    declared_on: date | None = None
    verified: Verified | None = None
    verified_on: date | None = None
    appealed: Appealed | None = None
    appealed_on: date | None = None
    reconfirmed: Reconfirmed | None = None
    reconfirmed_on: date | None = None
    requested: Decimal | None = None
    requested_on: date | None = None
    awarded: Decimal | None = None
    """Discretionary payment; £0.00 is a refusal."""
    awarded_on: date | None = None

    @property
    def entries(self) -> tuple[DatedEntry, ...]:
        """What was entered, in the order in which a year goes."""
        return (
            DatedEntry("declared", self.declared, self.declared_on),
            DatedEntry("verified", self.verified, self.verified_on),
            DatedEntry("appealed", self.appealed, self.appealed_on),
            DatedEntry("re-confirmed", self.reconfirmed, self.reconfirmed_on),
            DatedEntry("discretionary requested", self.requested, self.requested_on),
            DatedEntry("discretionary awarded", self.awarded, self.awarded_on),
        )
