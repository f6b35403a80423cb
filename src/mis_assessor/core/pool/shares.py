"""Pounds as whole pence, and an amount shared out in proportion without losing one."""

from collections.abc import Mapping
from decimal import Decimal


def in_pence(amount: Decimal) -> int:
    """An amount in whole pence; a part of a penny is refused, never rounded away.

    >>> in_pence(Decimal("410000.05"))
    41000005
    """
    pence = amount.scaleb(2)
    if pence != pence.to_integral_value():
        raise ValueError(f"{amount} is not a whole number of pence.")
    return int(pence)


def in_pounds(pence: int) -> Decimal:
    """Pence as pounds.

    >>> in_pounds(41000005)
    Decimal('410000.05')
    """
    return Decimal(pence).scaleb(-2)


def shared_out(pence: int, weights: Mapping[str, int]) -> Mapping[str, int]:
    """An amount shared in proportion to weights, to the last penny.

    Everyone gets the whole pence of the exact share. The pence left over go one each to the
    largest remainders; equal remainders in order of name (here: of ODS code).

    >>> dict(shared_out(100, {"RXC": 1, "RXA": 1, "RXB": 1}))
    {'RXA': 34, 'RXB': 33, 'RXC': 33}
    """
    total = sum(weights.values())
    shares = {name: pence * weights[name] // total for name in sorted(weights)}
    left = pence - sum(shares.values())
    by_remainder = sorted(shares, key=lambda name: (-(pence * weights[name] % total), name))
    for name in by_remainder[:left]:
        shares[name] += 1
    return shares
