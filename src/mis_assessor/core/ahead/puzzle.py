"""The way to ten as a puzzle that a solver can take: what is alike stands together.

Repairs of one kind that serve the same demands are one lot: which of them are done makes no
difference, only how many, and so a hundred people to train are one number to choose.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from mis_assessor.core.ahead.needs import (
    AtLeast,
    Do,
    Either,
    Everything,
    Need,
    Never,
    everything,
    repairs_in,
)
from mis_assessor.core.ahead.repair import Repair, RepairKind

Efforts = Mapping[RepairKind, int]
"""How much each kind of repair takes; only how the numbers compare matters."""


@dataclass(frozen=True, slots=True)
class Lot:
    """Repairs that are alike, those with the earliest day first."""

    repairs: tuple[Repair, ...]
    effort: int
    """What each of them takes."""


@dataclass(frozen=True, slots=True)
class AllNodes:
    """True where all of its nodes are."""

    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AnyNode:
    """True where one of its nodes is."""

    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CountNode:
    """True where so many repairs of its lots are done."""

    number: int
    lots: tuple[int, ...]


Node = AllNodes | AnyNode | CountNode


@dataclass(frozen=True, slots=True)
class Puzzle:
    """Lots to choose from, and nodes of which the last must be true."""

    lots: tuple[Lot, ...]
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Solution:
    """How many of each lot are done; whether nothing cheaper is left."""

    chosen: Mapping[int, int]
    proven: bool = True


def puzzles_of(demands: Sequence[Need], efforts: Efforts) -> tuple[Puzzle, ...]:
    """The demands as puzzles that share no repair, so that each is solved by itself."""
    parts = everything(demands)
    open_ = parts.parts if isinstance(parts, Everything) else (parts,)
    groups: list[tuple[set[str], list[Need]]] = []
    for need in open_:
        keys = {repair.key for repair in repairs_in(need)}
        touched = [group for group in groups if group[0] & keys]
        groups = [group for group in groups if not group[0] & keys]
        keys = keys.union(*(theirs for theirs, _ in touched))
        groups.append((keys, [*(one for _, needs in touched for one in needs), need]))
    return tuple(puzzle_of(needs, efforts) for _, needs in groups)


def forced(puzzle: Puzzle) -> Solution | None:
    """The only solution of a puzzle that leaves nothing to choose; None where it does."""
    chosen: dict[int, int] = {}
    for node in puzzle.nodes:
        match node:
            case CountNode(number=number, lots=(lot,)) if number <= len(puzzle.lots[lot].repairs):
                chosen[lot] = max(number, chosen.get(lot, 0))
            case AllNodes():
                continue
            case _:
                return None
    return Solution(chosen)


def puzzle_of(demands: Sequence[Need], efforts: Efforts) -> Puzzle:
    """The puzzle in which all of some demands must be true."""
    maker = _Maker(efforts)
    for demand in demands:
        maker.look(demand)
    maker.gather()
    root = maker.node(Everything(tuple(demands)))
    nodes = maker.nodes if root == len(maker.nodes) - 1 else [*maker.nodes, AllNodes((root,))]
    return Puzzle(tuple(maker.lots), tuple(nodes))


@dataclass(slots=True)
class _Maker:
    efforts: Efforts
    repairs: dict[str, Repair] = field(default_factory=dict)
    serves: dict[str, set[object]] = field(default_factory=dict)
    """Each repair's key → the demands for so many that it may serve, or that it stands alone."""
    lots: list[Lot] = field(default_factory=list)
    lot_of: dict[str, int] = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)
    made: dict[Need, int] = field(default_factory=dict)

    def look(self, need: Need) -> None:
        """Notes every repair and what it serves; the earliest day of several is the safe one."""
        match need:
            case Do(repair=repair):
                self._note(repair, repair.key)
            case AtLeast(repairs=repairs):
                for repair in repairs:
                    self._note(repair, need)
            case Everything(parts=parts) | Either(parts=parts):
                for part in parts:
                    self.look(part)
            case Never():
                return
            case _:
                assert_never(need)

    def _note(self, repair: Repair, serves: object) -> None:
        old = self.repairs.get(repair.key)
        days = [day for day in (repair.by, old.by if old else None) if day is not None]
        first = min(days, default=None)
        self.repairs[repair.key] = replace(old or repair, by=first)
        self.serves.setdefault(repair.key, set()).add(serves)

    def gather(self) -> None:
        """Puts what is alike into one lot."""
        alike: dict[tuple[frozenset[object], RepairKind], list[Repair]] = {}
        for key, repair in self.repairs.items():
            alike.setdefault((frozenset(self.serves[key]), repair.kind), []).append(repair)
        for (_, kind), repairs in alike.items():
            ordered = sorted(repairs, key=lambda r: (r.by is None, r.by, r.key))
            self.lot_of |= {repair.key: len(self.lots) for repair in ordered}
            self.lots.append(Lot(tuple(ordered), self.efforts[kind]))

    def node(self, need: Need) -> int:
        """The number of a need's node; the same need is one node."""
        if need not in self.made:
            made = self._node(need)
            self.nodes.append(made)
            self.made[need] = len(self.nodes) - 1
        return self.made[need]

    def _node(self, need: Need) -> Node:
        match need:
            case Do(repair=repair):
                return CountNode(1, (self.lot_of[repair.key],))
            case AtLeast(number=number, repairs=repairs):
                lots = dict.fromkeys(self.lot_of[repair.key] for repair in repairs)
                return CountNode(number, tuple(lots))
            case Everything(parts=parts):
                return AllNodes(tuple(map(self.node, parts)))
            case Either(parts=parts):
                return AnyNode(tuple(map(self.node, parts)))
            case Never():
                return AnyNode(())
            case _:
                assert_never(need)
