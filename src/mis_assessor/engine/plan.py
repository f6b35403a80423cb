"""What the engine is asked: things to decide, in an order that can be decided.

Nodes are named as the reference evaluator names them, so that the two can be compared.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mis_assessor.core.errors import EngineFault
from mis_assessor.core.rollup import CONDITIONS
from mis_assessor.engine.facts import Limit
from mis_assessor.engine.rules import Threshold

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


class Draft:
    """A plan being made; refuses what could not be decided in its order."""

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
