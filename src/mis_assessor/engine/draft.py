"""A plan being made: it refuses what could not be decided in its order."""

from collections.abc import Mapping
from typing import Any

from mis_assessor.core.errors import EngineFault
from mis_assessor.engine.facts import Limit
from mis_assessor.engine.plan import Node, Plan
from mis_assessor.engine.rules import Threshold


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
