"""Figures as the engine may see them: whole numbers within 2^53, never a float.

durable_rules reads floats as binary fractions and overflows without a word, so shares
are compared by multiplication and every number is bounded before it leaves Python."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from math import lcm

from mis_assessor.core.deciding.bounds import Comparable, Measured
from mis_assessor.core.errors import EngineFault
from mis_assessor.core.rules.comparisons import Way
from mis_assessor.core.verdicts import Verdict

LARGEST = 2**53
READABLE = (1, 10, 100, 1000, 10_000)
OPEN_VERDICTS = (
    Verdict.EVIDENCE_MISSING,
    Verdict.NEEDS_JUDGEMENT,
    Verdict.NOT_DUE_YET,
)


@dataclass(frozen=True, slots=True)
class Limit:
    """The constant of a rule: what the figure is held against, and which side is met."""

    way: Way
    value: int
    scale: int
    """What figures and limit were multiplied by to make them whole."""
    shares: bool
    """The figure is a share: the limit is multiplied by the fact's ``of``."""


def whole(measured: Measured) -> tuple[Limit, dict[str, int | str]]:
    """A figure as a limit for the rule and whole numbers for the fact."""
    if measured.undecided not in OPEN_VERDICTS:
        raise EngineFault(f"A figure cannot stay open as “{measured.undecided}”.")
    _same_kind(measured.low, measured.high, measured.limit)
    exact = _exact(measured.low), _exact(measured.high), _exact(measured.limit)
    scale = _scale(lcm(*(value.denominator for value in exact)))
    low, high, limit = (_bounded(value.numerator * (scale // value.denominator)) for value in exact)
    fact: dict[str, int | str] = {
        "low": low,
        "high": high,
        "more": int(measured.more_to_come),
        "undecided": measured.undecided.value,
    }
    if measured.of is not None:
        if measured.of < 1:
            raise EngineFault("A share of nobody cannot be compared.")
        _bounded(limit * measured.of)
        fact["of"] = _bounded(measured.of)
    return Limit(measured.way, limit, scale, measured.of is not None), fact


def _same_kind(*values: Comparable) -> None:
    """Refuses to hold a day against a moment, or either against a plain number."""
    kinds = {type(v) if isinstance(v, date) else int for v in values}
    if len(kinds) > 1:
        raise EngineFault("A day, a moment and a number cannot be compared.")


def _exact(value: object) -> int | Fraction:
    match value:
        case datetime():
            return int(value.timestamp())
        case date():
            return value.toordinal()
        case Decimal() if value.is_finite():
            return Fraction(value)
        case int() | Fraction() if not isinstance(value, bool):
            return value
        case _:
            raise EngineFault(f"The figure {value!r} is not an exact number.")


def _scale(needed: int) -> int:
    """The smallest readable factor that makes all of them whole."""
    return next((factor for factor in READABLE if factor % needed == 0), needed)


def _bounded(value: int) -> int:
    if abs(value) > LARGEST:
        raise EngineFault(
            f"The number {value} is larger than the rules engine compares safely "
            "(2^53). Check the figure in the register."
        )
    return value
