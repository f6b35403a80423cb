"""The lean driver of durable_rules: one assessment, one session, one firing a fact.

It is the only module that touches the C library, and it runs inside the cage. It
imports little of ours, so that a worker is up in a few milliseconds.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import count

import durable_rules_engine as C

from mis_assessor.engine.job import OPEN, UNDECIDED, Fact, Node, fact_of, fnv1a32, open_fact

encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


class Refused(Exception):
    """The engine did not do exactly what was asked; said in one plain sentence."""


@cache
def rule_name(text: str) -> str:
    """A rule's name as it stands in the engine's answer."""
    return str(json.loads(text))


class Session:
    """One assessment in the engine; close it, or it holds its memory for good."""

    def __init__(self, handle: int, name: str) -> None:
        self._handle = handle
        self._name = name
        self._ids: dict[int, str] = {}
        self._numbers = count()
        self.trace: list[tuple[str, Fact]] = []
        # Opening with a fact that fires makes delete_state safe (trap: it frees an
        # uninitialised pointer of a session in which no action ever fired).
        self.tell(OPEN)

    def tell(self, fact: Fact) -> str:
        """Asserts one fact and gives the name of the one rule that fired."""
        own = f"f{next(self._numbers)}"
        if self._ids.setdefault(fnv1a32(own), own) != own:
            raise Refused(f"fact {own} has the same short hash as another fact")
        told = encode({**fact, "id": own, "sid": self._name})
        code, offset = C.assert_fact(self._handle, told)
        if code:
            why = "no rule looks at it" if code == 1 else "it was there already"
            raise Refused(f"the fact {told} was lost: {why}")
        started = C.start_action_for_state(self._handle, offset)
        fired = [started[1]] if started else []
        while more := fired and C.complete_and_start_action(self._handle, offset):
            fired.append(more)
        if len(fired) != 1:
            raise Refused(f"{len(fired)} rules instead of one fired on the fact {told}")
        ending = f':{{"m":{told}}}}}'  # the engine repeats a fact letter by letter
        if not fired[0].endswith(ending):
            raise Refused(f"{fired[0]} fired on another fact than {told}")
        rule = rule_name(fired[0][1 : -len(ending)])
        self.trace.append((rule, fact))
        return rule

    def close(self) -> None:
        """Gives the session's memory back."""
        C.delete_state(self._handle, self._name)


def run(
    handle: int, name: str, nodes: Iterable[Node], gives: Mapping[str, str]
) -> list[tuple[str, Fact]]:
    """Runs a plan, children first, and returns every firing with the fact it read.

    Nothing is closed after a fault: the worker is thrown away with it.
    """
    session = Session(handle, name)
    verdicts: dict[str, str] = {}
    for node in nodes:
        if "same" in node:
            verdicts[node["node"]] = verdicts[node["same"]]
            continue
        fact = fact_of(node, verdicts)
        verdict = gives[session.tell(fact)]
        if verdict == UNDECIDED:
            verdict = gives[session.tell(open_fact(node["node"], fact))]
        verdicts[node["node"]] = verdict
    session.close()
    return session.trace
