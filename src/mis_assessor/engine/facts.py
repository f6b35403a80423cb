"""Figures as the engine may see them: whole numbers within 2^53, never a float.

durable_rules reads floats as binary fractions and overflows without a word, so shares
are compared by multiplication and every number is bounded before it leaves Python.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from math import lcm

from mis_assessor.core.errors import EngineFault
from mis_assessor.core.measured import Comparable, Measured, Way
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
    low, high = _exact(measured.low), _exact(measured.high)
    limit = _exact(measured.limit)
    moments = [isinstance(c, datetime) for c in _bounds(measured)]
    days = [isinstance(c, date) for c in _bounds(measured)]
    if any(days) and not (all(days) and len(set(moments)) == 1):
        raise EngineFault("A day or a moment was compared with something else.")
    scale = _scale(low, high, limit)
    fact: dict[str, int | str] = {
        "low": _bounded(low * scale),
        "high": _bounded(high * scale),
        "more": int(measured.more_to_come),
        "undecided": measured.undecided.value,
    }
    if measured.of is not None:
        if measured.of < 1:
            raise EngineFault("A share of nobody cannot be compared.")
        fact["of"] = _bounded(Fraction(measured.of))
        _bounded(limit * scale * measured.of)
    value = _bounded(limit * scale)
    return Limit(measured.way, value, scale, measured.of is not None), fact


def _bounds(measured: Measured) -> tuple[Comparable, ...]:
    return measured.low, measured.high, measured.limit


def _exact(value: object) -> Fraction:
    match value:
        case datetime():
            return Fraction(int(value.timestamp()))
        case date():
            return Fraction(value.toordinal())
        case Decimal() if value.is_finite():
            return Fraction(value)
        case int() | Fraction() if not isinstance(value, bool):
            return Fraction(value)
        case _:
            raise EngineFault(f"The figure {value!r} is not an exact number.")


def _scale(*values: Fraction) -> int:
    """The smallest readable factor that makes all of them whole."""
    needed = lcm(*(value.denominator for value in values))
    return next((factor for factor in READABLE if factor % needed == 0), needed)


def _bounded(value: Fraction) -> int:
    if abs(value) > LARGEST:
        raise EngineFault(
            f"The number {value} is larger than the rules engine compares safely "
            "(2^53). Check the figure in the register."
        )
    return int(value)
