"""The parts of a condition that have no parts themselves."""

from collections.abc import Iterator

from mis_assessor.core.comparisons import Test
from mis_assessor.core.conditions import (
    AllOf,
    AnyOf,
    Condition,
    InOrder,
    Instead,
    PersonConfirms,
    Readings,
)


def tests_in(condition: Condition | None) -> Iterator[Test]:
    """Every test of a condition, wherever it stands."""
    return (leaf for leaf in leaves_in(condition) if isinstance(leaf, Test))


def leaves_in(condition: Condition | None) -> Iterator[Test | InOrder | PersonConfirms]:
    """Every part of a condition that has no parts itself, wherever it stands."""
    match condition:
        case AllOf(all_of=parts) | AnyOf(any_of=parts):
            for part in parts:
                yield from leaves_in(part)
        case Readings(readings=readings):
            for part in readings.values():
                yield from leaves_in(part)
        case Instead(standard=standard, alternative=alternative):
            yield from leaves_in(standard)
            yield from leaves_in(alternative)
        case None:
            return
        case leaf:
            yield leaf
