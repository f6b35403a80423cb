"""The lean driver of durable_rules: one assessment, one session, one firing a fact.

It is the only module that touches the C library, and it runs inside the cage. It
imports little of ours, so that a worker is up in a few milliseconds.
"""

from collections.abc import Iterable, Mapping

import durable_rules_engine as C

from mis_assessor.engine.job import OPENING, UNDECIDED, Node, fnv1a32, rest_of


class Refused(Exception):
    """The engine did not do exactly what was asked; said in one plain sentence."""


Known = Mapping[str, tuple[int, str]]
"""The number of each rule and what it gives, by its name as the engine writes it."""


class Ids:
    """The ids of facts, alike in every session; no two have the one short hash."""

    def __init__(self) -> None:
        self._made: list[str] = []
        self._hashes: set[int] = set()

    def __getitem__(self, number: int) -> str:
        while number >= len(self._made):
            own = f"f{len(self._made)}"
            if fnv1a32(own) in self._hashes:
                raise Refused(f"fact {own} has the same short hash as another fact")
            self._hashes.add(fnv1a32(own))
            self._made.append(own)
        return self._made[number]


IDS = Ids()


class Session:
    """One assessment in the engine; close it, or it holds its memory for good."""

    def __init__(self, handle: int, name: str, known: Known, ids: Ids = IDS) -> None:
        self._handle = handle
        self._name = name
        self._known = known
        self._ids = ids
        self.trace: list[tuple[int, str]] = []
        # Opening with a fact that fires makes delete_state safe (trap: it frees an
        # uninitialised pointer of a session in which no action ever fired).
        self.tell(OPENING)

    def tell(self, fact: str) -> str:
        """Asserts one fact, a text without its end, and says what the one rule that fired gives."""
        told = f'{fact},"id":"{self._ids[len(self.trace)]}","sid":"{self._name}"}}'
        code, offset = C.assert_fact(self._handle, told)
        if code:
            why = "no rule looks at it" if code == 1 else "it was there already"
            raise Refused(f"the fact {told} was lost: {why}")
        started = C.start_action_for_state(self._handle, offset)
        fired = started[1] if started else ""
        more = C.complete_and_start_action(self._handle, offset) if fired else None
        if not fired or more:
            raise Refused(f"{'no' if not fired else 'more than one'} rule fired on the fact {told}")
        ending = f':{{"m":{told}}}}}'  # the engine repeats a fact letter by letter
        rule = fired[1 : -len(ending)]
        if not fired.endswith(ending) or rule not in self._known:
            raise Refused(f"{fired} is no rule that fired on the fact {told}")
        number, gives = self._known[rule]
        self.trace.append((number, fact))
        return gives

    def close(self) -> None:
        """Gives the session's memory back."""
        C.delete_state(self._handle, self._name)


def run(handle: int, name: str, nodes: Iterable[Node], known: Known) -> list[tuple[int, str]]:
    """Runs a plan, children first, and returns every firing with the fact it read.

    Nothing is closed after a fault: the worker is thrown away with it.
    """
    session = Session(handle, name, known)
    said: list[str] = []
    for node in nodes:
        match node:
            case int():
                said.append(said[node])
            case str():
                said.append(node)
            case [head, open_]:
                gives = session.tell(head)
                said.append(open_ if gives == UNDECIDED else gives)
            case _:
                said.append(session.tell(node[0] + rest_of(node, said)))
    session.close()
    return session.trace
