"""What the engine is asked: things to decide, in an order that can be decided.

Nodes are named as the reference evaluator names them, so that the two can be compared.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mis_assessor.core.rollup import CONDITIONS
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


def group_node(number: int) -> str:
    """The node of a group of a framework.

    >>> group_node(3)
    'group 3'
    """
    return f"group {number}"
