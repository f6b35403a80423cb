"""Money to the penny: how exact sums become amounts, and how an amount is shared out."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

ROUNDING = (
    "Exact fractions inside; each printed line is rounded half up to the penny, in size, so "
    "that paying and recouping the same sum are the same pennies; a total is the sum of "
    "its printed lines. Shares of an amount are cut to the penny and the pennies left go to "
    "the largest, so that they add up to it."
)
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


def shared_out(amount: Decimal, weights: Mapping[str, Fraction]) -> dict[str, Decimal]:
    """An amount in proportion to weights, to the penny and without remainder.

    Cut rather than rounded, so that no share falls below nothing. Of two largest the one
    whose name comes first takes the pennies left: the order they are given in never matters.

    >>> shared_out(Decimal("1.00"), {name: Fraction(1) for name in "ABC"})
    {'A': Decimal('0.34'), 'B': Decimal('0.33'), 'C': Decimal('0.33')}
    """
    pence, whole = int(amount * 100), sum(weights.values(), Fraction(0))
    shares = {name: int(pence * weights[name] / whole) for name in sorted(weights)}
    largest = min(shares, key=lambda name: (-weights[name], name))
    shares[largest] += pence - sum(shares.values())
    return {name: Decimal(share).scaleb(-2) for name, share in shares.items()}
