"""Every test that the rules can ask, with its limit: known before anybody has sent anything.

What a submission adds, its figures and the limits that are its own, is in the plan.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import assert_never

from mis_assessor.core.rules.comparisons import (
    AnswerKind,
    Comparison,
    LimitKind,
    ValueKind,
    Way,
    kinds_of,
)
from mis_assessor.core.rules.conditions import InOrder, Leaf, PersonConfirms, Test, leaves_in
from mis_assessor.core.rules.once import once_each
from mis_assessor.core.rules.quantities import Quantity
from mis_assessor.core.rules.readings import Reading, readings_of, written
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.engine.figures import Limit, limit_of

IN_ORDER = Limit(Way.AT_MOST, 0, exact=True)
"""No step stands before the one it follows."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """One test of one requirement, with the number it holds its figure against."""

    group: str
    """``SA1``: leaves are looked up by action, requirement and test in turn, because
    hundreds of conditions side by side hang the engine."""
    requirement: str
    test: str
    limit: Limit


def group_of(rule: Rule) -> str:
    """The group under which the leaves of a rule are looked up."""
    return f"SA{rule.action}"


@once_each
def thresholds_of(rule: Rule) -> tuple[Threshold, ...]:
    """The tests of a rule in every edition and under every reading, each once."""
    requirement = rule.requirement
    found: dict[Threshold, None] = {}
    conditions = (requirement.met_when, requirement.or_instead)
    leaves = [leaf for condition in conditions for leaf in leaves_in(condition)]
    for edition in requirement.applies.editions:
        for reading, leaf in product(readings_of(rule, edition), leaves):
            for name, limit in _asked(leaf, rule, reading):
                found[Threshold(group_of(rule), requirement.id, name, limit)] = None
    return tuple(found)


def _asked(leaf: Leaf, rule: Rule, reading: Reading) -> Iterator[tuple[str, Limit]]:
    match leaf:
        case Test():
            limit = _limit(leaf, rule, reading)
            if limit is not None:
                local = reading.knows(leaf.value) and reading.value(leaf.value) is None
                yield (asks_by_name(leaf) if local else asks(leaf, reading)), limit
        case InOrder():
            yield asks_order(leaf), IN_ORDER
        case PersonConfirms():
            return
        case _:
            assert_never(leaf)


def _limit(test: Test, rule: Rule, reading: Reading) -> Limit | None:
    """What a test holds its figure against; None where nothing is known to hold it against."""
    held, way = test.op.side
    if test.value in rule.requirement.evidence or not reading.knows(test.value):
        return _side(test, held, way, None, (ValueKind.ANOTHER, *kinds_of(test.value)))
    value = reading.value(test.value)
    if value is not None:
        return _side(test, held, way, value, kinds_of(value))
    entry = reading.entry(test.value)
    local = entry is not None and entry.set_locally
    return _side(test, held, way, None, tuple(ValueKind)) if local else None


def _side(
    test: Test,
    held: LimitKind | None,
    way: Way,
    value: Quantity | None,
    kinds: tuple[ValueKind, ...],
) -> Limit | None:
    exact = _is_exact(test.op, kinds)
    match held:
        case LimitKind.NOTHING:
            return Limit(way, 0, exact=exact)
        case LimitKind.VALUE if value is not None:
            return replace(limit_of(value, way), exact=exact)
        case LimitKind.VALUE | LimitKind.OWN:
            return Limit(way, None, exact=exact)
        case None:
            return None
        case _:
            assert_never(held)


CAN_BE_OPEN = frozenset({AnswerKind.SHARE, AnswerKind.PAPERS})
"""What is counted case by case, or comes round: something of it can still come."""


def _is_exact(op: Comparison, kinds: tuple[ValueKind, ...]) -> bool:
    """Whether no answer that may be held against a value of these kinds can be open."""
    answers = {answer for answer, values in op.takes.items() if set(values) & set(kinds)}
    return not answers & CAN_BE_OPEN


def asks(test: Test, reading: Reading) -> str:
    """A test as a reader says it, with the value the guidance gives."""
    known = reading.knows(test.value)
    return _in_words(test, written(reading.value(test.value)) if known else test.value)


def asks_by_name(test: Test) -> str:
    """The same where the value is set by a system for itself: by its name."""
    return _in_words(test, test.value)


def _in_words(test: Test, value: str) -> str:
    words = [test.evidence, test.op.value, value]
    if test.before is not None:
        words += ["before", test.before]
    if test.counted_by is not None:
        words.append(f"counted by {test.counted_by}")
    return " ".join(words)


def asks_order(order: InOrder) -> str:
    """Steps in their order, as a reader says it."""
    return f"{', '.join(order.in_this_order)} in this order"
