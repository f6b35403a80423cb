"""The reference evaluator: written to be read, exact, and trusted before it is fast.

It recurses over the rule's own conditions with fractions and dates. The engine decides
the same from rules compiled out of the same files; the two must agree on every node.

Every leaf of a condition beside what was decided on it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import assert_never

from mis_assessor.core.deciding.bounds import (
    Comparable,
    Measured,
    Way,
    measure_order,
    person_confirms,
)
from mis_assessor.core.deciding.case import Case, PartCase, Situation
from mis_assessor.core.deciding.measure import measure
from mis_assessor.core.rules.conditions import (
    AllOf,
    AnyOf,
    Condition,
    InOrder,
    Instead,
    PersonConfirms,
    Readings,
    Test,
)
from mis_assessor.core.verdicts import (
    Verdict,
    all_of,
    any_of,
    instead,
    judged,
    same_under_every_reading,
)


@dataclass(frozen=True, slots=True)
class Decided:
    """A verdict on one node of a rule, with those it was made of."""

    node: str
    verdict: Verdict
    parts: tuple["Decided", ...] = ()
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

    def each(parts: Mapping[str, Condition]) -> tuple[Decided, ...]:
        return tuple(decide(part, f"{node}/{name}", scene) for name, part in parts.items())

    match condition:
        case Test():
            return _judged(node, _compared(measure(condition, scene)), scene)
        case InOrder():
            return _judged(node, _compared(measure_order(condition, scene)), scene)
        case PersonConfirms():
            verdict = person_confirms(condition, scene)
            return Decided(node, verdict, judged=verdict is scene.judged)
        case AllOf(all_of=parts):
            inner = each({str(n): p for n, p in enumerate(parts, 1)})
            return Decided(node, all_of(p.verdict for p in inner), inner)
        case AnyOf(any_of=parts):
            inner = each({str(n): p for n, p in enumerate(parts, 1)})
            return Decided(node, any_of(p.verdict for p in inner), inner)
        case Readings(readings=readings):
            inner = each(readings)
            one = same_under_every_reading(p.verdict for p in inner)
            return _judged(node, one, scene, inner)
        case Instead(standard=standard, alternative=alternative):
            inner = each({"standard": standard, "alternative": alternative})
            return Decided(node, instead(inner[0].verdict, inner[1].verdict), inner)
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
    return Decided(name, all_of(m.verdict for m in counting), members)


def _member(case: Case, part: PartCase, node: str) -> Decided:
    decided = tuple(
        decide(case.condition, f"{node}/{n}", scene) for n, scene in enumerate(part.scenes, 1)
    )
    one = same_under_every_reading(d.verdict for d in decided)
    return _judged(node, one, part.scenes[0], decided)


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
