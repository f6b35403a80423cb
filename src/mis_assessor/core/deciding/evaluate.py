"""The reference evaluator: written to be read, exact, and trusted before it is fast.

It recurses over the rule's own conditions with fractions and dates. The engine decides
the same from rules compiled out of the same files; the two must agree on every node.

Every leaf of a condition beside what was decided on it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import assert_never

from mis_assessor.core.deciding.bounds import (
    Comparable,
    Measured,
    measure_order,
    person_confirms,
)
from mis_assessor.core.deciding.case import Case, PartCase, Situation
from mis_assessor.core.deciding.measure import measure
from mis_assessor.core.rules.comparisons import Way
from mis_assessor.core.rules.conditions import (
    Condition,
    InOrder,
    Join,
    Leaf,
    PersonConfirms,
    Test,
)
from mis_assessor.core.verdicts import (
    Verdict,
    all_of,
    judged,
    same_under_every_reading,
)


@dataclass(frozen=True, slots=True)
class Decided:
    """A verdict on one node of a rule, with those it was made of."""

    node: str
    verdict: Verdict
    parts: tuple["Decided", ...] = ()
    stops: tuple["Decided", ...] = ()
    """What does not agree in the folder, and keeps the whole from being met."""
    judged: bool = False
    """Whether a recorded judgement settled it, here and not in its parts."""

    @property
    def rests_on_a_judgement(self) -> bool:
        """Whether a judgement settled it or anything under it."""
        return self.judged or any(part.rests_on_a_judgement for part in self.parts)


def compare(measured: Measured) -> Verdict:
    """Met only when nothing open can spoil it, not met only when nothing can save it."""
    low, high = _number(measured.low), _number(measured.high)
    limit = _number(measured.limit)
    if measured.of is not None:
        low, high = Fraction(low, measured.of), Fraction(high, measured.of)
    match measured.way:
        case Way.AT_LEAST:
            certain, impossible = low >= limit, high < limit
        case Way.MORE_THAN:
            certain, impossible = low > limit, high <= limit
        case Way.AT_MOST:
            certain, impossible = high <= limit, low > limit
        case Way.UNDER:
            certain, impossible = high < limit, low >= limit
        case _:
            assert_never(measured.way)
    if impossible:
        return Verdict.NOT_MET
    if not certain:
        return measured.undecided
    return Verdict.NOT_DUE_YET if measured.more_to_come else Verdict.MET


def _number(value: Comparable) -> Fraction:
    match value:
        case datetime():
            return Fraction(int(value.timestamp()))
        case date():
            return Fraction(value.toordinal())
        case _:
            return Fraction(value)


def decide(condition: Condition, node: str, scene: Situation) -> Decided:
    """Decides one condition and everything under it."""

    match condition:
        case Test():
            return _judged(node, _compared(measure(condition, scene)), scene)
        case InOrder():
            return _judged(node, _compared(measure_order(condition, scene)), scene)
        case PersonConfirms():
            verdict = person_confirms(condition, scene)
            return Decided(node, verdict, judged=verdict is scene.judged)
        case Join():
            parts = condition.parts().items()
            inner = tuple(decide(part, f"{node}/{name}", scene) for name, part in parts)
            verdict = condition.join([part.verdict for part in inner])
            if condition.judged:
                return _judged(node, verdict, scene, inner)
            return Decided(node, verdict, inner)
        case _:
            assert_never(condition)


def _judged(
    node: str, verdict: Verdict, scene: Situation, parts: tuple[Decided, ...] = ()
) -> Decided:
    """A judgement settles what only a person can, and nothing that facts decide."""
    settled = judged(verdict, scene.judged)
    return Decided(node, settled, parts, judged=settled is not verdict)


def _compared(measured: Measured | Verdict) -> Verdict:
    return measured if isinstance(measured, Verdict) else compare(measured)


def decide_case(case: Case) -> Decided:
    """A requirement's own verdict: its members, each under every reading."""
    name = case.rule.requirement.id
    if case.verdict is not None:
        return Decided(name, case.verdict)
    members = tuple(_member(case, part, f"{name}/{part.member}") for part in case.parts)
    counting = [m for m, p in zip(members, case.parts, strict=True) if p.counts]
    stops = tuple(Decided(stop.node(name), stop.verdict) for stop in case.stops)
    verdict = all_of(d.verdict for d in (*counting, *stops))
    return Decided(name, verdict, members, stops)


def _member(case: Case, part: PartCase, node: str) -> Decided:
    decided = tuple(
        decide(case.condition, f"{node}/{n}", scene) for n, scene in enumerate(part.scenes, 1)
    )
    one = same_under_every_reading(d.verdict for d in decided)
    return _judged(node, one, part.scenes[0], decided)


def parts_decided(condition: Join, decided: Decided) -> Iterator[tuple[Condition, Decided]]:
    """Every part of a join beside what was decided on it."""
    yield from zip(condition.parts().values(), decided.parts, strict=True)


def leaves(condition: Condition, decided: Decided) -> Iterator[tuple[Leaf, Decided]]:
    """Every leaf of a condition that was looked at, beside what was decided on it."""
    if not isinstance(condition, Join):
        yield condition, decided
        return
    needed = condition.needed([part.verdict for part in decided.parts])
    for (part, inner), looked_at in zip(parts_decided(condition, decided), needed, strict=True):
        if looked_at:
            yield from leaves(part, inner)
