"""The page with the figures of today beside those from before the work on speed."""

from collections.abc import Iterator, Mapping, Sequence

from bench.measuring import Line, Taken, middle
from bench.table import lost, side, written

BEFORE: Mapping[str, str] = {}
"""What a line showed at commit f95669e; not run where nothing alike was measured then."""
HEAD = """# Speed

`make bench` writes this page. Before is commit f95669e, run on the same machine; where that
program has no such figure it says *not run*. Seconds and milliseconds are the processor's, of
the process and all it started, unless a line says “by the clock”. A figure in × is so many
times the floor, or the line, that it names.
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
