"""The page with the figures of today beside those from before the work on speed."""

from collections.abc import Iterator, Mapping, Sequence

from bench.measuring import Line, Taken, middle
from bench.table import lost, side, written

BEFORE: Mapping[str, str] = {
    "mis --help": "0.62 s",
    "mis assess, no PDF": "1.15 s",
    "mis assess, every framework": "1.91 s",
    "mis assess of a system of four": "3.24 s",
    "mis rules check": "1.39 s",
    "rows into answers, 1 times": "0.11 s",
    "rows into answers, 4 times": "0.28 s",
    "rows into answers, 16 times": "0.94 s",
    "rows into answers, 64 times": "4.00 s",
    "rows split into cells": "0.14 s",
    "rows into answers against csv.reader": "30 ×",
    "sound evidence": "240 ms",
    "blank staff groups against sound": "68 ×",
}
"""What a line showed at commit f95669e; not run where nothing alike was measured then."""
HEAD = """# Speed

`make bench` writes this page. Before is commit f95669e, run on the same machine; where that
program has no such figure it says *not run*. Seconds and milliseconds are the processor's, of
the process and all it started, unless a line says “by the clock”. A figure in × is so many
times the floor, or the line, that it names. Before, no folder was asked whether it agrees with
itself and its rows were 5% more: that consistency now takes a quarter of the time of the rows.
"""


def page(lines: Sequence[Line], taken: Taken, how: str) -> str:
    """The whole page; what is over its budget comes first."""
    over = lost(lines, taken)
    first = ["## Over budget", "", *_rows(over, taken), ""] if over else []
    return "\n".join([HEAD, how, "", *first, *_rows(lines, taken)]) + "\n"


def _rows(lines: Sequence[Line], taken: Taken) -> Iterator[str]:
    if lines and lines[0].work:
        yield from _heading()
    for line in lines:
        if not line.work:
            yield from ("", f"## {line.what}", "", *_heading())
            continue
        budget = "" if line.budget is None else f"≤ {written(line.budget, line)}"
        cells = (
            " ".join(filter(None, (line.what.strip(), line.note and f"({line.note})"))),
            BEFORE.get(line.work if line.times is None else line.what, "not run"),
            written(middle(taken, line), line),
            budget,
            side(line, taken),
        )
        yield f"| {' | '.join(cells)} |"


def _heading() -> tuple[str, str]:
    return "| What | Before | Now | Budget | |", "|---|--:|--:|--:|---|"
