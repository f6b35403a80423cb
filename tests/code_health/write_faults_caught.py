"""Writes the page of faults that were put into one of the two counts, and what showed each."""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from recount.faults import AGAIN, ENGINE, FAULTS, FIRST, REFERENCE, Fault
from recount.seen import KNOWN

PAGE = Path(__file__).parents[2] / "docs" / "generated" / "faults-caught.md"


INTRODUCTION = """\
Written by `tests/code_health/write_faults_caught.py` from `tests/recount/faults.txt` and
`tests/recount/seen.json`.

Each of these {all} faults was put in by itself: a piece of one function replaced by another, most
of them one day or one case off. With each the two counts give two figures for some small world, or
the two evaluators two verdicts, so that nothing of it is published (exit 13).
`tests/recount/test_faults.py` puts every one in again and asks for the same requirement and the
same two figures. A world is made from the rule and the number beside it
(`recount.small_worlds.world_of`); `make twice` counts and decides 20,000 without a fault."""
SIDES = {
    FIRST: "First count, recount",
    AGAIN: "First count, recount",
    REFERENCE: "Reference evaluator, rules engine",
    ENGINE: "Reference evaluator, rules engine",
}


def page() -> str:
    """The page, as it should stand."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Faults caught as a disagreement"
    yield ""
    yield from INTRODUCTION.format(all=len(FAULTS)).splitlines()
    yield ""
    yield f"| What is a little off | {' | '.join(SIDES)} |"
    yield f"|---|{'---|' * len(SIDES)}"
    kinds = Counter((fault.kind, fault.side) for fault in FAULTS)
    for kind in dict.fromkeys(fault.kind for fault in FAULTS):
        yield f"| {kind} | {' | '.join(str(kinds[kind, side] or '') for side in SIDES)} |"
    sides = Counter(fault.side for fault in FAULTS)
    yield f"| all | {' | '.join(str(sides[side]) for side in SIDES)} |"
    for side, figures in SIDES.items():
        yield ""
        yield f"## Put into the {side}"
        yield ""
        yield f"| Off | Function | Instead of | stands | Requirement, world | {figures} |"
        yield "|---|---|---|---|---|---|"
        yield from (_row(fault) for fault in FAULTS if fault.side == side)


def _row(fault: Fault) -> str:
    _, _, number, requirement, what = KNOWN[str(fault)]
    asked, _, figures = what.partition(", ")
    cells = (
        fault.kind,
        f"`{fault.where}`",
        _code(fault.old),
        _code(fault.new),
        f"{requirement} ({number})",
        f"{asked}: {figures}".replace("|", "/"),
    )
    return f"| {' | '.join(cells)} |"


def _code(piece: str) -> str:
    return f"`` {piece} ``" if "`" in piece else f"`{piece}`"


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
