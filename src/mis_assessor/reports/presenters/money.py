"""What the assessed position means for the trust's money; unknown stays unknown."""

from typing import assert_never

from mis_assessor.core.recovery import Fund, Recovery
from mis_assessor.reports.wording import pounds, sentence

Rows = tuple[tuple[str, str], ...]


def recovery(status: Recovery) -> str:
    """The fund status as a sentence."""
    match status:
        case Recovery.EXPECTED:
            return "Recovery expected: the contribution would come back."
        case Recovery.AT_RISK:
            return "At risk: the contribution comes back only if every gap is closed."
        case Recovery.NOT_RECOVERED:
            return "Not recovered: the contribution would not come back."
        case Recovery.DISCRETIONARY:
            return "Discretionary requested: only a small payment can be asked for."
        case Recovery.REPAYMENT_RISK:
            return "Repayment risk: money already paid may have to be paid back."
        case _:
            assert_never(status)


def effect(fund: Fund) -> str:
    """The money in two sentences for the cover sheet and the front page."""
    return (
        f"{recovery(fund.status)} Contribution: {pounds(fund.contribution)}. "
        f"Exposure: {pounds(fund.exposure)}."
    )


def money(fund: Fund) -> Rows:
    """Every amount of the fund page, in the assessed voice."""
    asked = pounds(fund.requested) if fund.requested is not None else "none"
    return (
        ("Status", recovery(fund.status)),
        ("Why", sentence(fund.why)),
        ("The trust’s contribution to the fund", pounds(fund.contribution)),
        ("Exposure: what would not come back", pounds(fund.exposure)),
        ("Share of what other trusts leave", fund.share_of_unallocated),
        ("Discretionary payment asked for", asked),
    )
