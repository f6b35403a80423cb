"""The fund paid out: every outcome and award is known, and in equals out to the penny."""

from collections.abc import Mapping, Set
from decimal import Decimal

from mis_assessor.core.pool.payments import Payment, Settlement
from mis_assessor.core.pool.shares import in_pence, in_pounds, shared_out


def settle(
    contributions: Mapping[str, Decimal], met: Set[str], awards: Mapping[str, Decimal]
) -> Settlement:
    """Pays every trust that met all ten its contribution and its share of the unallocated.

    Raises ValueError for an award to a trust that met all ten, a negative one, or awards
    that come to more than is left when the contributions are returned.
    """
    paid_in = {code: in_pence(contributions[code]) for code in sorted(contributions)}
    awarded = {code: in_pence(awards.get(code, Decimal(0))) for code in paid_in}
    achievers = {code: paid_in[code] for code in paid_in if code in met}
    left = sum(paid_in.values()) - sum(achievers.values())
    _refuse_awards(awarded, met, left)
    unallocated = left - sum(awarded.values())
    shares = shared_out(unallocated, achievers) if achievers else {}
    payments = tuple(
        _payment(code, paid_in[code], achievers.get(code, 0), shares.get(code, 0), awarded[code])
        for code in paid_in
    )
    return Settlement(
        contributions=in_pounds(sum(paid_in.values())),
        returned=in_pounds(sum(achievers.values())),
        shares=in_pounds(sum(shares.values())),
        discretionary=in_pounds(sum(awarded.values())),
        kept=in_pounds(0 if achievers else unallocated),
        payments=payments,
    )


def _refuse_awards(awarded: Mapping[str, int], met: Set[str], left: int) -> None:
    for code, pence in awarded.items():
        if pence < 0:
            raise ValueError(f"The award to {code} is less than nothing.")
        if pence and code in met:
            raise ValueError(f"{code} met all ten, so it is paid nothing discretionary.")
    if (asked := sum(awarded.values())) > left:
        raise ValueError(
            f"The awards come to £{in_pounds(asked):,.2f}, and £{in_pounds(left):,.2f} is left."
        )


def _payment(code: str, paid_in: int, returned: int, share: int, awarded: int) -> Payment:
    total = returned + share + awarded
    return Payment(
        code,
        in_pounds(paid_in),
        in_pounds(returned),
        in_pounds(share),
        in_pounds(awarded),
        in_pounds(total),
        in_pounds(total - paid_in),
    )
