"""Every leaf of a condition beside what was decided on it."""

from collections.abc import Iterator
from typing import assert_never

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
from mis_assessor.core.evaluate import Decided
from mis_assessor.core.verdicts import Verdict

Leaf = Test | InOrder | PersonConfirms


def leaves(condition: Condition, decided: Decided) -> Iterator[tuple[Leaf, Decided]]:
    """Every leaf of a condition beside what was decided on it."""
    match condition:
        case Test() | InOrder() | PersonConfirms():
            yield condition, decided
        case AllOf(all_of=parts) | AnyOf(any_of=parts):
            for part, inner in zip(parts, decided.parts, strict=True):
                yield from leaves(part, inner)
        case Readings(readings=readings):
            for part, inner in zip(readings.values(), decided.parts, strict=True):
                yield from leaves(part, inner)
        case Instead(standard=standard, alternative=alternative):
            yield from leaves(standard, decided.parts[0])
            if decided.parts[0].verdict is not Verdict.MET:
                yield from leaves(alternative, decided.parts[1])
        case _:
            assert_never(condition)
