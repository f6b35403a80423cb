"""The way to ten: the cheapest sets of repairs, by day, and what can never be repaired."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mis_assessor.core.ahead.demands import demands_of
from mis_assessor.core.ahead.needs import Need, can_be, reasons, repairs_in
from mis_assessor.core.ahead.puzzle import Efforts, Lot, Puzzle, Solution, puzzles_of
from mis_assessor.core.ahead.repair import Repair, RepairKind
from mis_assessor.core.ahead.scene_ahead import PositionAhead
from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.deciding.position import Position
from mis_assessor.core.deciding.rollup import TEN
from mis_assessor.core.verdicts import Verdict

Solve = Callable[[Puzzle, int], Sequence[Solution]]
"""The cheapest solutions of a puzzle, as many as are wanted, none holding another."""


@dataclass(frozen=True, slots=True)
class Step:
    """One act of a way to ten, or so many alike."""

    what: str
    kind: RepairKind
    by: date | None
    """The last safe day; None where evidence of what was done may still be sent."""
    number: int
    of: int
    """How many are open to choose from."""
    names: tuple[str, ...]
    """What they are, those with the earliest day first."""
    effort: int
    requirements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RepairSet:
    """One way to ten: everything in it is needed, and nothing else."""

    steps: tuple[Step, ...]
    effort: int
    proven: bool
    """Whether nothing cheaper is left, as far as the sets before it go."""
    keys: tuple[str, ...]
    """The repairs by key, as they are decided again."""


@dataclass(frozen=True, slots=True)
class NeverAgain:
    """A requirement that no repair can make true."""

    requirement: str
    action: int
    title: str
    since: date | None
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PathToTen:
    """Whether ten can still be reached, at what effort, and what stands in the way."""

    trust_code: str
    trust_name: str
    scheme_title: str
    on: date
    reached: bool
    """Whether all ten and the conditions hold already."""
    possible: bool
    sets: tuple[RepairSet, ...]
    """Ways to ten, the cheapest first; where ten is lost, to what can still be saved."""
    never: tuple[NeverAgain, ...]
    waiting: tuple[int, ...]
    """Safety actions that are paused: nothing is asked today, and they do not hold yet."""
    efforts: Mapping[str, int]
    outcome: str
    """What the evaluators say once the first set is done."""


@dataclass(frozen=True, slots=True)
class SolvedWay:
    """A solved position, before its proposals are decided again."""

    sets: tuple[RepairSet, ...]
    never: tuple[str, ...]
    demands: Mapping[str, Need]
    ahead: PositionAhead


@dataclass(frozen=True, slots=True)
class _Piece:
    """So many of some lots, at an effort."""

    effort: int = 0
    lots: tuple[tuple[Lot, int], ...] = ()
    proven: bool = True


def way_of(position: Position, efforts: Efforts, solve: Solve, most: int) -> SolvedWay:
    """The cheapest sets for all that can still be; what cannot is named beside them."""
    ahead = PositionAhead(position)
    demands = demands_of(position, ahead)
    never = tuple(name for name, need in demands.items() if not can_be(need))
    open_ = {name: need for name, need in demands.items() if name not in never}
    whole = [_Piece()]
    for puzzle in puzzles_of(tuple(open_.values()), efforts):
        pieces = [_piece(puzzle, found) for found in solve(puzzle, most)]
        together = (_joined(one, other) for one in whole for other in pieces)
        whole = sorted(together, key=lambda piece: piece.effort)[:most]
    served = _served(open_)
    return SolvedWay(tuple(_set(piece, served) for piece in whole), never, demands, ahead)


def _piece(puzzle: Puzzle, found: Solution) -> _Piece:
    lots = tuple((puzzle.lots[lot], number) for lot, number in found.chosen.items())
    return _Piece(sum(lot.effort * number for lot, number in lots), lots, found.proven)


def _joined(one: _Piece, other: _Piece) -> _Piece:
    both = one.proven and other.proven
    return _Piece(one.effort + other.effort, (*one.lots, *other.lots), both)


def _served(demands: Mapping[str, Need]) -> dict[str, list[str]]:
    served: dict[str, list[str]] = {}
    for name, need in demands.items():
        for key in dict.fromkeys(repair.key for repair in repairs_in(need)):
            served.setdefault(key, []).append(name)
    return served


def _set(piece: _Piece, served: Mapping[str, list[str]]) -> RepairSet:
    steps = [_step(lot, number, served) for lot, number in piece.lots]
    steps.sort(key=lambda s: (s.by is None, s.by or date.max, s.what))
    keys = tuple(r.key for lot, number in piece.lots for r in lot.repairs[:number])
    return RepairSet(tuple(steps), piece.effort, piece.proven, keys)


def _step(lot: Lot, number: int, served: Mapping[str, list[str]]) -> Step:
    first = lot.repairs[0]
    alone = len(lot.repairs) == 1 and first.kind is not RepairKind.TRAIN
    names = tuple(_name(repair) for repair in lot.repairs)
    return Step(
        first.what if alone else first.group or first.kind.value,
        first.kind,
        first.by,
        number,
        len(lot.repairs),
        () if alone else names,
        number * lot.effort,
        tuple(dict.fromkeys(name for r in lot.repairs[:number] for name in served[r.key])),
    )


def _name(repair: Repair) -> str:
    return repair.what.removesuffix(" trained")


def path_of(
    position: Position, assessment: Assessment, way: SolvedWay, after: Position, efforts: Efforts
) -> PathToTen:
    """The way to ten in the words of its readers; `after` is its first set decided again."""
    findings = {finding.id: finding for finding in assessment.findings}
    never = tuple(
        NeverAgain(
            name,
            findings[name].action,
            findings[name].title,
            findings[name].lost,
            tuple(dict.fromkeys(reasons(way.demands[name]))),
        )
        for name in way.never
    )
    return PathToTen(
        assessment.trust_code,
        assessment.trust_name,
        assessment.scheme_title,
        position.on,
        position.rolled.outcome.holds,
        not never,
        way.sets if way.demands else (),
        never,
        tuple(n for n in TEN if position.rolled.actions[n] is Verdict.PAUSED),
        {kind.value: effort for kind, effort in efforts.items()},
        after.rolled.outcome.value,
    )
