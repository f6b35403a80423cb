"""Reads back what a number was held against, so that a report can re-do the sum."""

import re
from dataclasses import dataclass
from fractions import Fraction

from mis_assessor.core.measured import Way
from mis_assessor.core.quantities import Length, Share, Times, read_quantity

_WORDS = re.compile(r"(?:is |has |happens )?(at least|more than|at most|under) (.+)")


@dataclass(frozen=True, slots=True)
class Asked:
    """A limit and the side of it that is met."""

    way: Way
    limit: Fraction
    share: bool


def asked(test: str) -> Asked | None:
    """The limit in a test's words, or None where it is not a plain comparison.

    >>> asked("is at least 95%")
    Asked(way=<Way.AT_LEAST: 'at least'>, limit=Fraction(19, 20), share=True)
    >>> asked("is all of them").limit
    Fraction(1, 1)
    >>> asked("is in place by 6 May 2022") is None
    True
    """
    if test in ("is all of them", "is at least all of them"):
        return Asked(Way.AT_LEAST, Fraction(1), share=True)
    if test in ("is none", "is at most none"):
        return Asked(Way.AT_MOST, Fraction(0), share=False)
    if not (words := _WORDS.fullmatch(test)):
        return None
    if (limit := _limit(words[2])) is None:
        return None
    return Asked(Way(words[1]), *limit)


def _limit(written: str) -> tuple[Fraction, bool] | None:
    if re.fullmatch(r"\d+(\.\d+)?", written):
        return Fraction(written), False
    try:
        quantity = read_quantity(written)
    except ValueError:
        return None
    match quantity:
        case Share(of_one=of_one):
            return of_one, True
        case Times(number=number) | Length(number=number):
            return Fraction(number), False
        case _:
            return None


def holds(value: Fraction, to: Asked) -> bool:
    """Whether a value is on the side that is met.

    >>> holds(Fraction(899, 1000), asked("is at least 90%"))
    False
    """
    match to.way:
        case Way.AT_LEAST:
            return value >= to.limit
        case Way.MORE_THAN:
            return value > to.limit
        case Way.AT_MOST:
            return value <= to.limit
        case Way.UNDER:
            return value < to.limit
