"""What the pool takes for granted, each with how we know it, and what nobody has told us."""

from dataclasses import dataclass

from mis_assessor.core.values import Status


@dataclass(frozen=True, slots=True)
class Assumption:
    """One thing the sums rest on that no published page settles."""

    name: str
    says: str
    status: Status


ASSUMPTIONS = (
    Assumption(
        "basis of the shares",
        "The unallocated money is shared in proportion to contributions. The scheme says only "
        "“a share”, and of its first year “proportionate”.",
        Status.ASSUMPTION,
    ),
    Assumption(
        "rounding",
        "Whole pence of each exact share; the pence left over go one each to the largest "
        "remainders, equal ones in order of ODS code.",
        Status.ASSUMPTION,
    ),
    Assumption(
        "what settles an outcome",
        "Only verification, an appeal or a re-confirmation does, because verification moves "
        "declarations either way. A verified outcome stands until an appeal is entered.",
        Status.ASSUMPTION,
    ),
    Assumption(
        "nil return",
        "A trust from which nothing came by the deadline has not met all ten.",
        Status.RECALLED_HIGH,
    ),
    Assumption(
        "open requests",
        "A discretionary request not decided yet is paid anything from nothing to what was "
        "asked, and never more than the contribution. A trust that asked for nothing is paid "
        "nothing. How the amount is decided is not published.",
        Status.ASSUMPTION,
    ),
    Assumption(
        "nobody achieves",
        "If no trust meets all ten, nothing is returned and what is not awarded stays in the fund.",
        Status.ASSUMPTION,
    ),
    Assumption(
        "repayment",
        "A trust that must repay gives back its contribution and its share, and that year's "
        "pool is shared out again among the trusts that still met all ten.",
        Status.ASSUMPTION,
    ),
)

UNKNOWNS = (
    "The fund and the unallocated money of the whole country: only the trusts in the file count.",
    "Any limit or formula for discretionary payments.",
    "The days on which the fund pays.",
)
