"""One trust in one scheme year: what it paid in and its positions, each with its day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mis_assessor.core.pool.positions import Appealed, Declared, Reconfirmed, Verified


@dataclass(frozen=True, slots=True)
class Entry:
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
    def entries(self) -> tuple[Entry, ...]:
        """What was entered, in the order in which a year goes."""
        return (
            Entry("declared", self.declared, self.declared_on),
            Entry("verified", self.verified, self.verified_on),
            Entry("appealed", self.appealed, self.appealed_on),
            Entry("re-confirmed", self.reconfirmed, self.reconfirmed_on),
            Entry("discretionary requested", self.requested, self.requested_on),
            Entry("discretionary awarded", self.awarded, self.awarded_on),
        )
