"""Amounts, shares, counts and years as people write them in a payment file, read exactly.

Numbers of the payment view in the words of its lines.

Money to the penny: how exact sums become amounts, and how an amount is shared out.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

_POUNDS = r"(?:£?[0-9]{1,3}(?:,[0-9]{3}){1,3}|£?[0-9]{1,10})(?:\.[0-9]{1,2})?"


def read_pounds(text: str) -> Decimal:
    """Pounds and pence, not below nothing. A third decimal is refused, never rounded.

    >>> read_pounds("£1,234.50"), read_pounds("120000")
    (Decimal('1234.50'), Decimal('120000.00'))
    """
    if not re.fullmatch(_POUNDS, text):
        raise ValueError(f"“{text}” is not an amount in pounds and pence. Write it as 1234.50.")
    return Decimal(text.replace("£", "").replace(",", "")).quantize(Decimal("0.01"))


def read_change(text: str) -> Decimal:
    """Pounds and pence more, or less with a minus sign in front."""
    less = text[:1] in ("-", "−")
    amount = read_pounds(text[1:] if less else text)
    return -amount if less else amount


def read_percent(text: str) -> Decimal:
    """A share as an exact decimal, not below nothing.

    >>> read_percent("1.25%")
    Decimal('0.0125')
    """
    if not re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{1,6})?%", text):
        raise ValueError(f"“{text}” is not a percentage. Write it as 1.25%.")
    return Decimal(text.removesuffix("%")) / 100


def read_share(text: str) -> Decimal:
    """A share of a whole, so no more than all of it."""
    share = read_percent(text)
    if share > 1:
        raise ValueError(f"“{text}” is more than all of it. Write 100% or less.")
    return share


def read_percent_change(text: str) -> Decimal:
    """A percentage more, or less with a minus sign in front; never less than nothing left."""
    less = text[:1] in ("-", "−")
    return -read_share(text[1:]) if less else read_percent(text)


def read_factor(text: str) -> Decimal:
    """A factor above nothing, to six decimals."""
    if not re.fullmatch(r"[0-9]{1,2}(?:\.[0-9]{1,6})?", text) or not Decimal(text):
        raise ValueError(f"“{text}” is not a factor above 0. Write it as 1.0600.")
    return Decimal(text)


def read_factor_from_one(text: str) -> Decimal:
    """A factor that only ever adds: national variations of a unit price."""
    factor = read_factor(text)
    if factor < 1:
        raise ValueError(f"“{text}” is below 1. Write the factor itself, such as 1.05.")
    return factor


def read_count(text: str) -> int:
    """A whole number of births, spells or cases."""
    if not re.fullmatch(r"[0-9]{1,7}", text):
        raise ValueError(f"“{text}” is not a whole number. Write it as 1234.")
    return int(text)


def read_months(text: str) -> int:
    """The months an agreement runs within one financial year."""
    months = read_count(text)
    if not 1 <= months <= 12:
        raise ValueError(f"“{text}” is not a number of months. Write 1 to 12.")
    return months


def read_year(text: str) -> str:
    """A financial year.

    >>> read_year("2021/22")
    '2021/22'
    """
    match = re.fullmatch(r"(20[0-9]{2})/([0-9]{2})", text)
    if not match or (int(match[1]) + 1) % 100 != int(match[2]):
        raise ValueError(f"“{text}” is not a financial year. Write it as 2021/22.")
    return text


def read_code(text: str) -> str:
    """The code of a commissioner or provider."""
    if not re.fullmatch(r"[A-Z0-9]{3,6}", text):
        raise ValueError(f"“{text}” is not the code of an organisation. Write it as RXX.")
    return text


def read_yes_no(text: str) -> bool:
    """Yes or no."""
    if text.casefold() not in ("yes", "no"):
        raise ValueError(f"“{text}” is not “yes” or “no”.")
    return text.casefold() == "yes"


def _reading(read: Callable[[str], Any]) -> BeforeValidator:
    return BeforeValidator(lambda text: read(text) if isinstance(text, str) else text)


def _some(items: tuple[Any, ...]) -> tuple[Any, ...]:
    if not items:
        raise ValueError("an empty list cannot stand here. Add an item, on a line with “- ”.")
    return items


AT_LEAST_ONE = AfterValidator(_some)
"""For lists; said only where every item can be read."""

PoundsOnPage = Annotated[Decimal, _reading(read_pounds)]
PoundsChange = Annotated[Decimal, _reading(read_change)]
Percent = Annotated[Decimal, _reading(read_percent)]
ShareOnPage = Annotated[Decimal, _reading(read_share)]
PercentChange = Annotated[Decimal, _reading(read_percent_change)]
Factor = Annotated[Decimal, _reading(read_factor)]
FactorFromOne = Annotated[Decimal, _reading(read_factor_from_one)]
Count = Annotated[int, _reading(read_count)]
Months = Annotated[int, _reading(read_months)]
Year = Annotated[str, _reading(read_year)]
Code = Annotated[str, _reading(read_code)]
YesNo = Annotated[bool, _reading(read_yes_no)]


def pounds(amount: Decimal) -> str:
    """Money to the penny.

    >>> pounds(Decimal("-1234.5"))
    '−£1,234.50'
    """
    return f"{'−' if amount < 0 else ''}£{abs(amount):,.2f}"


def written_percent(share: Fraction | Decimal) -> str:
    """A share that was written as a percentage, as it was written.

    >>> written_percent(Fraction(1, 80)), written_percent(Decimal("-0.015"))
    ('1.25%', '−1.5%')
    """
    exact = Fraction(share) * 100
    text = f"{Decimal(abs(exact.numerator)) / exact.denominator:f}"
    whole = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{'−' if exact < 0 else ''}{whole}%"


ROUNDING = (
    "Exact fractions inside; each printed line is rounded half up to the penny, in size, so "
    "that paying and recouping the same sum are the same pennies; a total is the sum of "
    "its printed lines. Shares of an amount are cut to the penny and the pennies left go one "
    "each to the largest remainders, so that they add up to it."
)
