"""Shares as people read them, never rounded up to a threshold that they do not reach."""

from decimal import Decimal
from fractions import Fraction


def percentage(done: int, of: int, against: Fraction | None = None) -> str:
    """A share, cut and never rounded, that cannot be taken for another number.

    Two decimals, and more where two would look like a whole per cent or like
    ``against`` on its wrong side.

    >>> percentage(9, 10), percentage(899, 1000), percentage(2, 3)
    ('90%', '89.9%', '66.66%')
    >>> percentage(8996, 10000), percentage(89999, 100000), percentage(1, 10**5)
    ('89.96%', '89.99%', '0.001%')
    >>> percentage(50001, 10**6, against=Fraction(1, 20)), percentage(0, 0)
    ('5.0001%', 'none to count')
    """
    if of == 0:
        return "none to count"
    exact = Fraction(100 * done, of)
    if exact.denominator == 1:
        return f"{exact.numerator}%"
    edge = None if against is None else against * 100
    digits = 2
    while not _faithful(_cut(exact, digits), exact, edge):
        digits += 1
    return f"{_cut(exact, digits).normalize():f}%"


def _cut(exact: Fraction, digits: int) -> Decimal:
    return Decimal(int(exact * 10**digits)).scaleb(-digits)


def _faithful(shown: Decimal, exact: Fraction, edge: Fraction | None) -> bool:
    shown_exactly = Fraction(shown)
    looks_whole = shown_exactly.denominator == 1
    crosses = edge is not None and (shown_exactly < edge) != (exact < edge)
    return not looks_whole and not crosses
