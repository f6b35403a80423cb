"""Pounds and whole pence: rounding, adding up, and sharing out without losing one."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

NOTHING = Decimal("0.00")


def to_the_penny(exact: Fraction) -> Decimal:
    """An exact sum of pounds, half up to the penny; a debt rounds as the claim it mirrors.

    >>> to_the_penny(Fraction(1, 200)), to_the_penny(Fraction(-1, 200)), to_the_penny(Fraction(1))
    (Decimal('0.01'), Decimal('-0.01'), Decimal('1.00'))
    """
    pence = abs(exact) * 100
    whole = (2 * pence.numerator + pence.denominator) // (2 * pence.denominator)
    return Decimal(whole if exact >= 0 else -whole).scaleb(-2)


def total(amounts: Iterable[Decimal | None]) -> Decimal:
    """The sum of printed amounts; a line that does not apply adds nothing."""
    return sum((a for a in amounts if a is not None), NOTHING)


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


def pence_shared_out(pence: int, weights: Mapping[str, Fraction | int]) -> dict[str, int]:
    """An amount shared in proportion to weights, to the last penny.

    Everyone gets the whole pence of the exact share, so that no share falls below nothing.
    The pence left over go one each to the largest remainders; equal remainders in order of
    name: the order they are given in never matters.

    >>> pence_shared_out(100, {"RXC": 1, "RXA": 1, "RXB": 1})
    {'RXA': 34, 'RXB': 33, 'RXC': 33}
    """
    whole = sum(weights.values(), Fraction(0))
    exact = {name: pence * weights[name] / whole for name in sorted(weights)}
    shares = {name: int(share) for name, share in exact.items()}
    left = pence - sum(shares.values())
    for name in sorted(exact, key=lambda name: (shares[name] - exact[name], name))[:left]:
        shares[name] += 1
    return shares


def shared_out(amount: Decimal, weights: Mapping[str, Fraction]) -> dict[str, Decimal]:
    """The same of an amount in pounds.

    >>> shared_out(Decimal("1.00"), {"A": Fraction(2), "B": Fraction(3), "C": Fraction(2)})
    {'A': Decimal('0.29'), 'B': Decimal('0.43'), 'C': Decimal('0.28')}
    """
    shares = pence_shared_out(in_pence(amount), weights)
    return {name: in_pounds(share) for name, share in shares.items()}
