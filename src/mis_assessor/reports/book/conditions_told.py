"""When a requirement is met, in words."""

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
from mis_assessor.core.readings import Reading
from mis_assessor.reports.book.questions_told import named
from mis_assessor.reports.wording import listed


def condition_told(condition: Condition, reading: Reading) -> tuple[str, ...]:
    """The parts of a condition, one a line; what stands inside a part is in brackets."""
    if isinstance(condition, AllOf):
        return tuple(_told(part, reading) for part in condition.all_of)
    return (_told(condition, reading),)


def _told(condition: Condition, reading: Reading) -> str:
    match condition:
        case Test():
            return _test(condition, reading)
        case InOrder():
            return f"{listed(list(condition.in_this_order))} stand in this order"
        case PersonConfirms():
            return f"a named person confirms: {condition.a_person_confirms.rstrip('.')}"
        case AllOf(all_of=parts):
            return " and ".join(_bracketed(part, reading) for part in parts)
        case AnyOf(any_of=parts):
            return "either " + " or ".join(_bracketed(part, reading) for part in parts)
        case Readings(readings=readings):
            ways = (f"{name}: {_told(part, reading)}" for name, part in readings.items())
            return "read each way, with the same result: " + "; ".join(ways)
        case Instead(standard=standard, alternative=alternative):
            return (
                f"{_told(standard, reading)}; or, where that is missed, "
                f"{_told(alternative, reading)} (met by alternative)"
            )
        case _:
            assert_never(condition)


def _bracketed(condition: Condition, reading: Reading) -> str:
    told = _told(condition, reading)
    simple = isinstance(condition, Test | PersonConfirms | InOrder)
    return told if simple else f"({told})"


def _test(test: Test, reading: Reading) -> str:
    words = [f"“{test.evidence}”", test.op.value, named(test.value, reading)]
    if test.before:
        words += ["before", named(test.before, reading)]
    if test.in_any:
        words += ["in any", named(test.in_any, reading)]
    if test.counted_by:
        words.append(f"(counted by: {test.counted_by})")
    if test.may_miss:
        words.append(f"(it may miss {named(test.may_miss, reading)} if “{test.if_}” is stated)")
    return " ".join(words)
