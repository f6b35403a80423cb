"""Figures as the engine may see them: whole numbers within 2^53, never a float.

durable_rules reads floats as binary fractions and overflows without a word, so shares
are compared by multiplication and every number is bounded before it leaves Python."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import lcm

from mis_assessor.core.deciding.bounds import Measured
from mis_assessor.core.errors import EngineFault
from mis_assessor.core.rules.calendar import ONE_DAY
from mis_assessor.core.rules.comparisons import Way
from mis_assessor.core.rules.quantities import LONDON, Quantity, Share, Times
from mis_assessor.core.verdicts import Verdict

LARGEST = 2**53
READABLE = (1, 10, 100, 1000, 10_000)
OPEN_VERDICTS = (
    Verdict.EVIDENCE_MISSING,
    Verdict.NEEDS_JUDGEMENT,
    Verdict.NOT_DUE_YET,
)

Exact = int | Fraction


class Kind(StrEnum):
    """What is compared; one kind is never held against another."""

    NUMBER = "a number"
    DAY = "a day"
    MOMENT = "a moment"


KINDS: Mapping[type, Kind] = {date: Kind.DAY, datetime: Kind.MOMENT}


@dataclass(frozen=True, slots=True)
class Limit:
    """What the rules hold a figure against, and which side is met."""

    way: Way
    value: int | None
    """The constant in the rules; None where the number is the submission's own, and stands
    in the fact as its ``limit``."""
    scale: int = 1
    """What the guidance's value was multiplied by to make it whole."""
    shares: bool = False
    """The figure is so many of the fact's ``of``, by which the limit is multiplied."""
    kind: Kind = Kind.NUMBER
    exact: bool = False
    """The figure is known or not: nothing of it can still come, and it has no bounds."""


def limit_of(value: Quantity, way: Way) -> Limit:
    """A value of the guidance as the constant of a rule, on a scale of its own."""
    match value:
        case Share(of_one=exact):
            return _of_a_share(exact, way)
        case Decimal():
            return _of_a_share(Fraction(value), way)
        case Times(number=number):
            return Limit(way, _bounded(number))
        case datetime():
            return Limit(way, _counted(_exact(value)), kind=Kind.MOMENT)
        case date():
            return Limit(way, value.toordinal(), kind=Kind.DAY)
        case _:
            raise EngineFault(f"No figure can be held against {value!r}.")


def _of_a_share(exact: Fraction, way: Way) -> Limit:
    """What a figure with decimals is held against too: it is so many tenths, hundredths."""
    scale = _scale(exact.denominator)
    return Limit(way, _bounded(int(exact * scale)), scale, shares=True)


def whole(measured: Measured, limit: Limit) -> dict[str, int | str]:
    """A figure as whole numbers for its fact. Raises EngineFault where the limit is another."""
    if measured.undecided not in OPEN_VERDICTS:
        raise EngineFault(f"A figure cannot stay open as “{measured.undecided}”.")
    if measured.of is not None and measured.of < 1:
        raise EngineFault("A share of nobody cannot be compared.")
    if measured.way is not limit.way:
        raise EngineFault(f"The rules ask for “{limit.way}”, the figure for “{measured.way}”.")
    if limit.value is None:
        numbers = _beside_its_limit(measured)
    else:
        numbers = _as_in_rules(measured, limit, limit.value)
    fact = {name: _bounded(_counted(number)) for name, number in numbers.items()}
    if not limit.exact:
        return {
            **fact,
            "more": int(measured.more_to_come),
            "undecided": measured.undecided.value,
        }
    figure, high = fact.pop("low"), fact.pop("high")
    if figure != high or measured.more_to_come:
        raise EngineFault("A figure that is known or not cannot lie between two bounds.")
    return {"figure": figure, **fact}


def _beside_its_limit(measured: Measured) -> dict[str, Exact]:
    """The submission's own limit goes with the figure, both on one scale."""
    low, high, held = (_exact(v) for v in (measured.low, measured.high, measured.limit))
    if not _kind(measured.low) is _kind(measured.high) is _kind(measured.limit):
        raise _unlike()
    held = held * (measured.of or 1)
    scale = _scale(lcm(low.denominator, high.denominator, held.denominator))
    return {"low": low * scale, "high": high * scale, "limit": held * scale}


def _as_in_rules(measured: Measured, limit: Limit, value: int) -> dict[str, Exact]:
    """On the scale of the rule, once the limit is known to be the one that stands in it."""
    low, high, held = _as_kind_of(limit, measured)
    if held.numerator * limit.scale != value * held.denominator:
        raise EngineFault(f"The rules hold a figure against {value}, not {held * limit.scale}.")
    if not limit.shares:
        return {"low": low, "high": high}
    tenths = _scale(lcm(low.denominator, high.denominator))
    of = (measured.of or 1) * tenths
    _bounded(of * value)
    factor = limit.scale * tenths
    return {"low": low * factor, "high": high * factor, "of": of}


def _as_kind_of(limit: Limit, measured: Measured) -> tuple[Exact, Exact, Exact]:
    """Low, high and limit; a day against a moment says no more than its day."""
    low, high, held = measured.low, measured.high, measured.limit
    kind = _kind(held)
    if _kind(low) is _kind(high) is kind is limit.kind:
        return _exact(low), _exact(high), _exact(held)
    match low, high, limit.value:
        case date(), date(), int() as at if kind is Kind.DAY and limit.kind is Kind.MOMENT:
            if datetime.fromtimestamp(at, LONDON).date() == held:
                return _edge(low, limit.way), _edge(high, limit.way), at
    raise _unlike()


def _edge(day: date, way: Way) -> Exact:
    """The moment of a day that lies on the side of a moment on which the day does."""
    if way in (Way.AT_MOST, Way.MORE_THAN):
        return _exact(datetime.combine(day, datetime.min.time(), LONDON))
    return _edge(day + ONE_DAY, Way.AT_MOST) - 1


def _unlike() -> EngineFault:
    return EngineFault("A day, a moment and a number cannot be compared.")


def _kind(value: object) -> Kind:
    return KINDS.get(type(value), Kind.NUMBER)


def _exact(value: object) -> Exact:
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


def _counted(exact: Exact) -> int:
    if exact.denominator > 1:
        raise EngineFault(f"The figure {exact} cannot be counted.")
    return exact.numerator


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
