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

from pydantic_core import to_json

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
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.compile import Ruleset
from mis_assessor.engine.figures import OPEN_VERDICTS, whole
from mis_assessor.engine.job import Node as JobNode
from mis_assessor.engine.thresholds import asks, asks_by_name, asks_order, group_of

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
    given: Verdict | None = None
    """A verdict that no figure is behind: there is nothing to ask a rule."""
    told: str | None = None
    """Its test in words, where the rule cannot name a value that the system set for itself."""

    @property
    def under(self) -> tuple[str, ...]:
        """The nodes it rests on."""
        quoted = self.words.values() if self.words else ()
        only = (self.same,) if self.same else ()
        return (*(self.count or ()), *quoted, *(self.hold or ()), *only)

    def as_job(self, at: Mapping[str, int]) -> JobNode:
        """The node as the worker reads it; `at` is the place of each node in the plan."""
        if self.same is not None:
            return at[self.same]
        if self.given is not None:
            return self.given.value
        head = head_of(self.name, self.fact)
        if self.count is None and self.words is None:
            return (head, self.fact.get("undecided", ""))
        count = None if self.count is None else tuple([at[name] for name in self.count])
        words = {role: at[name] for role, name in (self.words or {}).items()}
        hold = None if self.hold is None else tuple([at[name] for name in self.hold])
        return (head, count, words, hold)


@dataclass(frozen=True, slots=True)
class Plan:
    """Every node, children first, and the rules that decide them."""

    nodes: tuple[Node, ...]
    ruleset: Ruleset

    def as_job(self) -> list[JobNode]:
        """The nodes as the worker reads them."""
        at = {node.name: place for place, node in enumerate(self.nodes)}
        return [node.as_job(at) for node in self.nodes]


def head_of(name: str, fact: Mapping[str, int | str]) -> str:
    """The text of a node's fact as far as it is known before anything is decided.

    >>> head_of("outcome", {"k": "outcome"})
    '{"k":"outcome","node":"outcome"'
    """
    return to_json({**fact, "node": name}).decode()[:-1]


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
    """Nodes in the order they were added, to be decided by the rules of a rulebook."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.ruleset = ruleset
        self._nodes: dict[str, Node] = {}

    def plan(self) -> Plan:
        """The plan so far."""
        return Plan(tuple(self._nodes.values()), self.ruleset)

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

    def give(self, name: str, owner: str, kind: str, verdict: Verdict) -> str:
        """Adds a node that has its verdict already."""
        return self.add(name, owner, {"k": kind}, given=verdict)


def add_case(draft: Draft, case: Case, before: str = "") -> str:
    """Adds a requirement: its members, each under every reading; gives the name of its node.

    `before` begins the name of each of its nodes, where it is planned more than once.
    """
    owner = case.rule.requirement.id
    name = f"{before}{owner}"
    if case.verdict is not None:
        return draft.give(name, owner, "standing", case.verdict)
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
        if stop.verdict not in OPEN_VERDICTS:
            raise EngineFault(f"What does not agree cannot make it “{stop.verdict}”.")
        counting.append(draft.give(stop.node(name), owner, "agrees", stop.verdict))
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
                found = measure(condition, self.scene)
                return self.judged(node, lambda at: self._leaf(at, condition, found))
            case InOrder():
                found = measure_order(condition, self.scene)
                return self.judged(node, lambda at: self._leaf(at, condition, found))
            case PersonConfirms():
                says = person_confirms(condition, self.scene)
                return self.draft.give(node, self._id, "a person confirms", says)
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

    def _leaf(self, node: str, leaf: Test | InOrder, found: Measured | Verdict) -> str:
        if isinstance(found, Verdict):
            return self.draft.give(node, self._id, "no figure", found)
        told, limits = self._asks(leaf), self.draft.ruleset.limits
        test = told
        if isinstance(leaf, Test) and (self._id, told) not in limits:
            test = asks_by_name(leaf)
        if (self._id, test) not in limits:
            raise EngineFault(f"The rules of {self._id} do not know the test “{told}”.")
        figures = whole(found, limits[self._id, test])
        fact = {"k": group_of(self.rule), "requirement": self._id, "test": test, **figures}
        return self.draft.add(node, self._id, fact, told=told if test != told else None)

    def _asks(self, leaf: Test | InOrder) -> str:
        return asks(leaf, self.scene.reading) if isinstance(leaf, Test) else asks_order(leaf)
