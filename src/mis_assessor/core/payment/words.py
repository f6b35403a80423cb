"""Numbers of the payment view in the words of its lines."""

from decimal import Decimal
from fractions import Fraction


def pounds(amount: Decimal) -> str:
    """Money to the penny.

    >>> pounds(Decimal("-1234.5"))
    '−£1,234.50'
    """
    return f"{'−' if amount < 0 else ''}£{abs(amount):,.2f}"


def percent(share: Fraction | Decimal) -> str:
    """A share that was written as a percentage, as it was written.

    >>> percent(Fraction(1, 80)), percent(Decimal("-0.015"))
    ('1.25%', '−1.5%')
    """
    exact = Fraction(share) * 100
    text = f"{Decimal(abs(exact.numerator)) / exact.denominator:f}"
    whole = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{'−' if exact < 0 else ''}{whole}%"
