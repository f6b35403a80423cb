"""Looks for a small world that shows each fault, and writes what was found."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Error
from types import CodeType, FrameType

from mis_assessor.core.deciding.case import Case
from mis_assessor.core.errors import EngineFault, Problem
from mis_assessor.engine.cage import Engine
from mis_assessor.recount.queries import Queries
from recount.faults import (
    ENGINE,
    FAULTS,
    FIRST,
    NUMBERS,
    REFERENCE,
    Fault,
    decided_otherwise,
    differing,
    prepared,
    put_in,
    shown,
)
from recount.seen import KNOWN, SEEN, Seen
from recount.small_worlds import World, shapes, world, world_of

TRIED = 4_000
"""So many worlds are tried before a fault has got away."""
FURTHER = 60
"""So many more that run the function are tried for one in which two numbers differ."""
OWN_TABLES = ("days._days", "pooled.")
"""Faults that may stand in the tables themselves, so that these are made anew."""


@dataclass(slots=True)
class Sought:
    """A fault, and what shows it so far."""

    fault: Fault
    best: Seen | None = None
    further: int = FURTHER

    @property
    def is_over(self) -> bool:
        """Whether two numbers differ, or enough was tried after the first."""
        return self.best is not None and (not self.further or bool(NUMBERS.search(self.best[-1])))

    def look(self, found: World, cases: tuple[Case, ...], queries: Queries, engine: Engine) -> None:
        """Whether a world shows it."""
        own = Queries() if self.fault.where.startswith(OWN_TABLES) else queries
        self.further -= self.best is not None
        try:
            with put_in(self.fault):
                first = found.cases() if self.fault.side == FIRST else cases
                if self.fault.side in (REFERENCE, ENGINE):
                    differs = decided_otherwise(cases, engine)
                else:
                    differs = differing(first, own)
        except (EngineFault, Error, ArithmeticError, LookupError, TypeError, ValueError):
            return  # it cannot go on: seen, and no disagreement
        if differs is not None and (self.best is None or NUMBERS.search(differs.what)):
            self.best = _seen(found, differs)


def _seen(found: World, differs: Problem) -> Seen:
    name = found.rule.requirement.id
    return found.name, name, found.number, differs.where, differs.what


def count(found: World, queries: Queries) -> tuple[tuple[Case, ...], set[CodeType]]:
    """The first count of a world, and every function that the two counts run."""
    ran: set[CodeType] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        ran.add(frame.f_code)

    sys.setprofile(note)
    try:
        cases = found.cases()
        assert differing(cases, queries) is None, f"{found.rule.requirement.id}: {found.number}"
    finally:
        sys.setprofile(None)
    return cases, ran


def search(faults: Iterable[Fault], numbers: Sequence[int], engine: Engine) -> dict[str, Seen]:
    """What shows some faults, told as it is found."""
    known: dict[str, Seen] = {}
    open_ = [Sought(fault) for fault in faults]
    for number in numbers if open_ else ():
        found, queries = world(number), Queries()
        cases, ran = count(found, queries)
        for sought in open_:
            always = sought.fault.side in (REFERENCE, ENGINE) or "calendar." in sought.fault.where
            if always or prepared(sought.fault)[0].__code__ in ran:
                sought.look(found, cases, queries, engine)
        over = [sought for sought in open_ if sought.is_over or number == numbers[-1]]
        open_ = [sought for sought in open_ if sought not in over]
        for sought in over:
            sys.stdout.write(f"{sought.best or 'GOT AWAY'}: {sought.fault}\n")
            if sought.best is not None:
                known[str(sought.fault)] = sought.best
        if over:
            sys.stdout.write(f"{number} worlds, {len(open_)} faults left\n")
            sys.stdout.flush()
            keep(known)
    return known


def again(fault: Fault, engine: Engine) -> Seen | None:
    """What the world that is known shows now; nothing where it shows the fault no more."""
    if str(fault) not in KNOWN:
        return None
    name, requirement, number, _, _ = KNOWN[str(fault)]
    found = world_of(name, requirement, number)
    differs = shown(fault, found, engine)
    return _seen(found, differs) if differs else None


def keep(known: Mapping[str, Seen], lost: Set[str] = frozenset()) -> None:
    """Writes what is known, with what another run found meanwhile, in the order of the faults."""
    found = json.loads(SEEN.read_text(encoding="utf-8")) | known
    found = {fault: seen for fault, seen in found.items() if fault not in lost}
    listed = {str(f): found[str(f)] for f in FAULTS if str(f) in found}
    written = Path(f"{SEEN}.new")
    written.write_text(json.dumps(listed, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    written.replace(SEEN)


def main(numbers: Sequence[int]) -> None:
    """Prints each fault with the world that shows it; what still shows one is kept."""
    with Engine(jobs_a_worker=100_000) as engine:
        known = {str(fault): seen for fault in FAULTS if (seen := again(fault, engine))}
        keep(known, {*KNOWN} - {*known})
        known |= search([fault for fault in FAULTS if str(fault) not in known], numbers, engine)
    sys.stdout.write(f"{len(FAULTS)} faults, {len(known)} seen as a disagreement\n")


def asked_for(begins: int, shape: str) -> list[int]:
    """The numbers of worlds, of some shapes only where pieces of their names are given."""
    pieces = shape.split(",")
    meant = {n for n, name in enumerate(shapes()) if any(piece in name for piece in pieces)}
    return [n for n in range(begins, begins + TRIED) if n % len(shapes()) in meant]


if __name__ == "__main__":
    main(asked_for(int((sys.argv[1:] or ["0"])[0]), " ".join(sys.argv[2:])))
