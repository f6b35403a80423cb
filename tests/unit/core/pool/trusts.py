"""Invented trusts in a pool, each standing where a test wants it."""

from datetime import date
from decimal import Decimal
from typing import Any

from mis_assessor.core.pool.trust_year import Appealed, Declared, Reconfirmed, TrustYear, Verified

DECLARED_ON = date(2023, 2, 1)
VERIFIED_ON = date(2023, 4, 3)
APPEALED_ON = date(2023, 5, 2)
AWARDED_ON = date(2023, 6, 1)
RECONFIRMED_ON = date(2024, 2, 1)


def trust(code: str, pounds: str, year: int = 4, **entered: Any) -> TrustYear:
    """A trust with these entries, nothing else having happened."""
    return TrustYear(code, f"{code} NHS Trust", year, Decimal(pounds), **entered)


def declared(what: str = "met") -> dict[str, Any]:
    """What the Board declared."""
    return {"declared": Declared(what), "declared_on": DECLARED_ON}


def verified(what: str = "met", board: str = "") -> dict[str, Any]:
    """Declared, by default the same, and verified."""
    found = {"verified": Verified(what), "verified_on": VERIFIED_ON}
    return {**declared(board or what), **found}


def appealed(what: str) -> dict[str, Any]:
    """Verified down and appealed."""
    return {
        **verified("not met", "met"),
        "appealed": Appealed(what),
        "appealed_on": APPEALED_ON,
    }


def asked(pounds: str) -> dict[str, Any]:
    """A discretionary payment asked for with the declaration."""
    return {"requested": Decimal(pounds), "requested_on": DECLARED_ON}


def awarded(pounds: str) -> dict[str, Any]:
    """What was asked for and what was decided."""
    return {**asked("80000.00"), "awarded": Decimal(pounds), "awarded_on": AWARDED_ON}


def looked_at_again(what: str, on: date = RECONFIRMED_ON) -> dict[str, Any]:
    """Verified met, and the declaration looked at again."""
    return {**verified(), "reconfirmed": Reconfirmed(what), "reconfirmed_on": on}


FIVE = (
    trust("RT1", "600000.00", **verified()),
    trust("RT2", "400000.00", **verified()),
    trust("RT3", "500000.00", **verified("not met"), **awarded("50000.00")),
    trust("RT4", "300000.00", **verified("met", "not met")),
    trust("RT5", "200000.00", **verified("not met", "met")),
)
"""The worked example: maternity contributions of £6m, £4m, £5m, £3m and £2m, a tenth each."""
