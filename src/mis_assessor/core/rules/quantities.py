"""Values as the guidance writes them, read from text without guessing.

A value is written with its unit (``85%``, ``3 times``, ``2 months``, ``7 working
days``, ``27+0``, ``£10,000``), so that nobody has to ask what a number means."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Literal
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

Unit = Literal["working days", "days", "weeks", "months", "years"]


@dataclass(frozen=True, slots=True)
class Share:
    """A proportion, exact: ``90%``, ``1/3``."""

    of_one: Fraction
    written: str


@dataclass(frozen=True, slots=True)
class Times:
    """A whole number of things or occasions: ``3 times``, ``9 passes``."""

    number: int
    written: str


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time: ``2 months``, ``7 working days``."""

    number: int
    unit: Unit
    written: str


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month: ``2022-07``."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


@dataclass(frozen=True, slots=True, order=True)
class Gestation:
    """Completed weeks and days at birth: ``37+0``."""

    weeks: int
    days: int

    def __str__(self) -> str:
        return f"{self.weeks}+{self.days}"


@dataclass(frozen=True, slots=True)
class Pounds:
    """Money, to the penny: ``£10,000``."""

    amount: Decimal
    written: str


Names = tuple[str, ...]
Quantity = (
    Share | Times | Length | Month | Gestation | Pounds | Decimal | date | datetime
    | str | Names
)  # fmt: skip

_COUNTED = r"times|time|passes|reports|meetings|cases|events|modules|elements|units"


_LONGEST = {"working days": 50_000, "days": 70_000, "weeks": 10_000, "months": 2400, "years": 200}


def _length(match: re.Match[str]) -> Quantity:
    unit = match[2] if match[2].endswith("s") else match[2] + "s"
    if len(match[1]) > 5 or int(match[1]) > _LONGEST[unit]:
        raise OverflowError(match[0])
    return Length(int(match[1]), unit, match[0])  # type: ignore[arg-type]


_FORMS: tuple[tuple[str, Callable[[re.Match[str]], Quantity]], ...] = (
    (r"(\d+(?:\.\d+)?)%", lambda m: Share(Fraction(m[1]) / 100, m[0])),
    (r"(\d+)/(\d+)", lambda m: Share(Fraction(int(m[1]), int(m[2])), m[0])),
    (rf"(\d+) (?:{_COUNTED})", lambda m: Times(int(m[1]), m[0])),
    (r"(\d+) (working days?|days?|weeks?|months?|years?)", _length),
    (r"\d{4}-\d\d-\d\d", lambda m: date.fromisoformat(m[0])),
    (r"(\d{4})-(0[1-9]|1[0-2])", lambda m: Month(int(m[1]), int(m[2]))),
    (
        r"(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)",
        lambda m: datetime.fromisoformat(f"{m[1]}T{m[2]}").replace(tzinfo=LONDON),
    ),
    (r"(\d\d)\+([0-6])", lambda m: Gestation(int(m[1]), int(m[2]))),
    (
        r"£(\d{1,3}(?:,\d{3})*|\d+)(\.\d\d)?",
        lambda m: Pounds(Decimal(m[1].replace(",", "") + (m[2] or "")), m[0]),
    ),
    (r"\d+\.\d+", lambda m: Decimal(m[0])),
)


def read_quantity(written: str) -> Quantity:
    """The typed value of a text; text that is no quantity stays text.

    >>> read_quantity("7 working days")
    Length(number=7, unit='working days', written='7 working days')
    >>> read_quantity("fallen due")
    'fallen due'

    Raises ValueError for a day that does not exist, and for a number without a unit.
    """
    for pattern, make in _FORMS:
        if match := re.fullmatch(pattern, written):
            try:
                return make(match)
            except ValueError:  # each Python says it in other words
                raise ValueError(f"there is no such day or time as “{written}”") from None
            except ZeroDivisionError:
                raise ValueError(f"“{written}” is no number: nothing is divided by 0") from None
            except OverflowError:
                raise ValueError(f"“{written}” is longer than any rule can mean") from None
    if re.fullmatch(r"[\d.,]+", written):
        raise ValueError(f"“{written}” needs a unit, for example “{written} times”")
    return written
