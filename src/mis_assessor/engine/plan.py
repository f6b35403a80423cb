"""What the engine is asked: things to decide, in an order that can be decided.

Nodes are named as the reference evaluator names them, so that the two can be compared.

A plan being made: it refuses what could not be decided in its order.

Plans one requirement: a leaf for each answer held against a value, then its joins.

It walks the rule's own conditions, never what the reference evaluator decided.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, assert_never

from mis_assessor.core.deciding.bounds import Measured, measure_order, person_confirms
from mis_assessor.core.deciding.case import Case, Situation
from mis_assessor.core.deciding.measure import measure
from mis_assessor.core.deciding.rollup import CONDITIONS
from mis_assessor.core.errors import EngineFault
from mis_assessor.core.rules.conditions import (
    Condition,
    InOrder,
    Join,
    PersonConfirms,
    Test,
)
from mis_assessor.core.rules.readings import written
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.compile import Threshold
from mis_assessor.engine.figures import Limit, whole

OUTCOME = "outcome"
FUND = "fund"


@dataclass(frozen=True, slots=True)
class Node:
    """One thing to decide: the fixed part of its fact and what it counts or quotes."""

    name: str
    owner: str
    """The requirement it belongs to; empty above the requirements."""
    fact: Mapping[str, int | str]
    count: tuple[str, ...] | None = None
    """Nodes whose verdicts are counted, kind by kind."""
    words: Mapping[str, str] | None = None
    """Nodes whose verdict is quoted, under the name of its role."""
    hold: tuple[str, ...] | None = None
    """Nodes of which those that hold are counted."""
    same: str | None = None
    """The only node it joins: its verdict is that one's, and no rule is asked."""

    @property
    def under(self) -> tuple[str, ...]:
        """The nodes it rests on."""
        quoted = self.words.values() if self.words else ()
        only = (self.same,) if self.same else ()
        return (*(self.count or ()), *quoted, *(self.hold or ()), *only)

    def as_job(self) -> dict[str, Any]:
        """The node as the worker reads it."""
        if self.same is not None:
            return {"node": self.name, "same": self.same}
        joins = {"count": self.count, "words": self.words, "hold": self.hold}
        asked = {key: names for key, names in joins.items() if names is not None}
        return {"node": self.name, "fact": self.fact, **asked}


@dataclass(frozen=True, slots=True)
class Plan:
    """Every node, children first, and the limits its rules need."""

    nodes: tuple[Node, ...]
    thresholds: tuple[Threshold, ...]


def final(requirement: str) -> str:
    """The node of a requirement's verdict after stand-ins."""
    return f"final {requirement}"


def action_node(number: int) -> str:
    """The node of one of the ten actions, or of the conditions of the scheme.

    >>> action_node(0), action_node(1)
    ('conditions of the scheme', 'safety action 1')
    """
    if number == CONDITIONS:
        return "conditions of the scheme"
    return f"safety action {number}"


def group_node(number: int) -> str:
    """The node of a group of a framework.

    >>> group_node(3)
    'group 3'
    """
    return f"group {number}"


class Draft:
    """Nodes in the order they were added, and the limits their rules need."""

    def __init__(self) -> None:
        self._nodes: dict[str, Node] = {}
        self._tests: dict[tuple[str, str], Threshold] = {}

    def plan(self) -> Plan:
        """The plan, its limits in one order whatever came first."""
        limits = tuple(self._tests[key] for key in sorted(self._tests))
        return Plan(tuple(self._nodes.values()), limits)

    def add(self, name: str, owner: str, fact: Mapping[str, int | str], **joins: Any) -> str:
        """Adds a node and gives its name."""
        node = Node(name, owner, fact, **joins)
        if name in self._nodes:
            raise EngineFault(f"Two things to decide are both named “{name}”.")
        for child in node.under:
            if child not in self._nodes:
                raise EngineFault(f"“{name}” rests on “{child}”, which is not decided.")
        self._nodes[name] = node
        return name

    def join(self, name: str, owner: str, kind: str, of: tuple[str, ...]) -> str:
        """Adds a join; of one part it is that part again."""
        if len(of) == 1:
            return self.add(name, owner, {}, same=of[0])
        return self.add(name, owner, {"k": kind}, count=of)

    def test(self, group: str, requirement: str, asks: str, limit: Limit) -> str:
        """The name of the test that holds a figure against this very limit.

        The same words can hold another number: a limit that is itself a figure, or a
        figure that needs another scale. Each gets a test of its own.
        """
        name, n = asks, 1
        while True:
            wanted = Threshold(group, requirement, name, limit)
            if self._tests.setdefault((requirement, name), wanted) == wanted:
                return name
            n += 1
            name = f"{asks} ({n})"


def add_case(draft: Draft, case: Case, before: str = "") -> str:
    """Adds a requirement: its members, each under every reading; gives the name of its node.

    `before` begins the name of each of its nodes, where it is planned more than once.
    """
    owner = case.rule.requirement.id
    name = f"{before}{owner}"
    if case.verdict is not None:
        return draft.add(name, owner, {"k": "standing", "says": case.verdict.value})
    counting = []
    for part in case.parts:
        under = f"{name}/{part.member}"
        places = [_Place(draft, case.rule, scene) for scene in part.scenes]
        scenes = tuple(
            place.add(case.condition, f"{under}/{n}") for n, place in enumerate(places, 1)
        )
        # Every scene carries the same judgement, so the first one's is the member's.
        places[0].judged(under, partial(draft.join, owner=owner, kind="readings", of=scenes))
        if part.counts:
            counting.append(under)
    for stop in case.stops:
        fact = {"k": "agrees", "says": stop.verdict.value}
        counting.append(draft.add(stop.node(name), owner, fact))
    return draft.join(name, owner, "each", tuple(counting))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a condition stands: a rule, under one member and one reading."""

    draft: Draft
    rule: Rule
    scene: Situation

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
                says = person_confirms(condition, self.scene)
                return self._given(node, "a person confirms", says)
            case Join():
                if condition.judged:
                    under = self._each(node, condition)
                    return self.judged(node, lambda at: self._join(at, condition, under))
                return self._join(node, condition, self._each(node, condition))
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

    def _each(self, node: str, join: Join) -> tuple[str, ...]:
        return tuple(self.add(part, f"{node}/{name}") for name, part in join.parts().items())

    def _join(self, node: str, join: Join, under: tuple[str, ...]) -> str:
        fact = {"k": join.kind}
        if not join.roles:
            return self.draft.add(node, self._id, fact, count=under)
        words = dict(zip(join.parts(), under, strict=True))
        return self.draft.add(node, self._id, fact, words=words)

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


def _asks(test: Test, scene: Situation) -> str:
    """A test as a reader says it, with the value the guidance gives."""
    reading = scene.reading
    value = written(reading.value(test.value)) if reading.knows(test.value) else test.value
    words = [test.evidence, test.op.value, value]
    if test.before is not None:
        words += ["before", test.before]
    if test.counted_by is not None:
        words.append(f"counted by {test.counted_by}")
    return " ".join(words)
