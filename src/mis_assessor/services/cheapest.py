"""The cheapest sets of repairs, found by clingo: whoever proposes a set also proves it."""

from collections.abc import Iterator, Mapping

import clingo

from mis_assessor.core.ahead.puzzle import (
    AllNodes,
    AnyNode,
    CountNode,
    Puzzle,
    Solution,
    forced,
)
from mis_assessor.core.errors import TookTooLong

PROGRAM = """
{ take(L, 1..N) } :- lot(L, N, _).
:- take(L, I), I > 1, not take(L, I - 1).
true(X) :- all(X), true(Y) : part(X, Y).
true(X) :- any(X), part(X, Y), true(Y).
true(X) :- count(X, K), K <= #count { L, I : of(X, L), take(L, I) }.
:- root(X), not true(X).
#minimize { W, L, I : take(L, I), lot(L, _, W) }.
#show take/2.
"""
OPTIONS = ["--warn=none", "--seed=1", "--parallel-mode=1", "--opt-strategy=usc"]
"""One thread and one seed: the same puzzle always has the same answer."""
SECONDS = 20.0
"""How long one set is looked for; what is found by then is told as not proven."""


def cheapest(puzzle: Puzzle, most: int) -> tuple[Solution, ...]:
    """Up to `most` sets, the cheapest first; none holds one that stands before it."""
    if (only := forced(puzzle)) is not None:
        return (only,)
    found: list[Solution] = []
    while len(found) < most:
        solution = _next(puzzle, found)
        if solution is None:
            break
        found.append(solution)
        if not solution.chosen:
            break  # nothing is needed, so everything else holds it
    return tuple(found)


def _next(puzzle: Puzzle, before: list[Solution]) -> Solution | None:
    control = clingo.Control(OPTIONS)
    program = "\n".join([PROGRAM, *_facts(puzzle), *(_not_with(one.chosen) for one in before)])
    control.add("base", [], program)
    control.ground([("base", [])])
    best: dict[int, int] | None = None
    proven = False
    with control.solve(yield_=True, async_=True) as handle:
        while True:
            handle.resume()
            if not handle.wait(SECONDS):
                handle.cancel()
                break
            model = handle.model()
            if model is None:
                proven = True
                break
            best = {}
            for symbol in model.symbols(shown=True):
                lot = symbol.arguments[0].number
                best[lot] = best.get(lot, 0) + 1
    if best is None and not proven:
        raise TookTooLong("The way to ten was looked for too long. Ask for fewer ways with --most.")
    return None if best is None else Solution(dict(sorted(best.items())), proven)


def _facts(puzzle: Puzzle) -> Iterator[str]:
    for number, lot in enumerate(puzzle.lots):
        yield f"lot({number}, {len(lot.repairs)}, {lot.effort})."
    for number, node in enumerate(puzzle.nodes):
        match node:
            case AllNodes(parts=parts):
                yield f"all({number})."
                yield from (f"part({number}, {part})." for part in parts)
            case AnyNode(parts=parts):
                yield f"any({number})."
                yield from (f"part({number}, {part})." for part in parts)
            case CountNode(number=least, lots=lots):
                yield f"count({number}, {least})."
                yield from (f"of({number}, {lot})." for lot in lots)
    yield f"root({len(puzzle.nodes) - 1})."


def _not_with(chosen: Mapping[int, int]) -> str:
    """No set that holds all of an earlier one."""
    return f":- {', '.join(f'take({lot}, {number})' for lot, number in chosen.items())}."
