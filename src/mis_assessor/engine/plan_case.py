"""Plans one requirement: a leaf for each answer held against a value, then its joins.

It walks the rule's own conditions, never what the reference evaluator decided.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import assert_never

from mis_assessor.core.case import Case
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
from mis_assessor.core.measure import measure
from mis_assessor.core.measured import Measured
from mis_assessor.core.measured_order import measure_order
from mis_assessor.core.readings import written
from mis_assessor.core.scene import Scene
from mis_assessor.core.scheme import Rule
from mis_assessor.core.silence import confirmed
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.draft import Draft
from mis_assessor.engine.facts import whole


def add_case(draft: Draft, case: Case) -> None:
    """Adds a requirement: its members, each under every reading."""
    name = case.rule.requirement.id
    if case.verdict is not None:
        draft.add(name, name, {"k": "standing", "says": case.verdict.value})
        return
    counting = []
    for part in case.parts:
        under = f"{name}/{part.member}"
        places = [_Place(draft, case.rule, scene) for scene in part.scenes]
        scenes = tuple(
            place.add(case.condition, f"{under}/{n}") for n, place in enumerate(places, 1)
        )
        # Every scene carries the same judgement, so the first one's is the member's.
        places[0].judged(under, partial(draft.join, owner=name, kind="readings", of=scenes))
        if part.counts:
            counting.append(under)
    draft.join(name, name, "each", tuple(counting))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a condition stands: a rule, under one member and one reading."""

    draft: Draft
    rule: Rule
    scene: Scene

    def add(self, condition: Condition, node: str) -> str:
        """Adds a condition and all under it, children first."""
        match condition:
            case Test():
                asks, found = _asks(condition, self.scene), measure(condition, self.scene)
                return self.judged(node, lambda at: self._leaf(at, asks, found))
            case InOrder(in_this_order=names):
                asks = f"{', '.join(names)} in this order"
                found = measure_order(condition, self.scene)
                return self.judged(node, lambda at: self._leaf(at, asks, found))
            case PersonConfirms():
                says = confirmed(condition, self.scene)
                return self._given(node, "a person confirms", says)
            case AllOf(all_of=parts):
                return self._join(node, "all of", self._each(node, _numbered(parts)))
            case AnyOf(any_of=parts):
                return self._join(node, "any of", self._each(node, _numbered(parts)))
            case Readings(readings=readings):
                under = self._each(node, readings)
                return self.judged(node, lambda at: self._join(at, "readings", under))
            case Instead(standard=standard, alternative=alternative):
                roles = {"standard": standard, "alternative": alternative}
                words = dict(zip(roles, self._each(node, roles), strict=True))
                return self.draft.add(node, self._id, {"k": "instead"}, words=words)
            case _:
                assert_never(condition)

    def judged(self, node: str, add: Callable[[str], str]) -> str:
        """Adds a node that a recorded judgement may settle, where there is one."""
        if self.scene.judged is None:
            return add(node)
        computed = add(f"before judgement {node}")
        fact = {"k": "judged", "judgement": self.scene.judged.value}
        return self.draft.add(node, self._id, fact, words={"computed": computed})

    @property
    def _id(self) -> str:
        return self.rule.requirement.id

    def _each(self, node: str, parts: Mapping[str, Condition]) -> tuple[str, ...]:
        return tuple(self.add(part, f"{node}/{name}") for name, part in parts.items())

    def _join(self, node: str, kind: str, children: tuple[str, ...]) -> str:
        return self.draft.add(node, self._id, {"k": kind}, count=children)

    def _given(self, node: str, kind: str, verdict: Verdict) -> str:
        return self.draft.add(node, self._id, {"k": kind, "says": verdict.value})

    def _leaf(self, node: str, asks: str, found: Measured | Verdict) -> str:
        if isinstance(found, Verdict):
            return self._given(node, "no figure", found)
        limit, figures = whole(found)
        group = f"SA{self.rule.action}"
        test = self.draft.test(group, self._id, asks, limit)
        fact = {"k": group, "requirement": self._id, "test": test, **figures}
        return self.draft.add(node, self._id, fact)


def _numbered(parts: tuple[Condition, ...]) -> dict[str, Condition]:
    return {str(number): part for number, part in enumerate(parts, 1)}


def _asks(test: Test, scene: Scene) -> str:
    """A test as a reader says it, with the value the guidance gives."""
    reading = scene.reading
    value = written(reading.value(test.value)) if reading.knows(test.value) else test.value
    words = [test.evidence, test.op.value, value]
    if test.before is not None:
        words += ["before", test.before]
    if test.counted_by is not None:
        words.append(f"counted by {test.counted_by}")
    return " ".join(words)
