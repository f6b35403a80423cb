"""The table: what was measured, its budget, and which side of it the median lies."""

from collections.abc import Iterable, Iterator, Sequence
from math import isnan

from bench.measuring import Line, Taken, best, middle

SCALES = {"ms": 1000.0, "s": 1.0, "MB": 1.0}
WHAT, FIGURE, SIDE = 62, 12, 16
OVER = "OVER"


def lost(lines: Iterable[Line], taken: Taken) -> list[Line]:
    """The lines over their budget, even at best."""
    return [line for line in lines if line.work and side(line, taken) == OVER]


def table(lines: Sequence[Line], taken: Taken) -> Iterator[str]:
    """Its rows, aligned, under a heading; what is over its budget first."""
    yield f"{'':{WHAT}}{'median':>{FIGURE}}{'best':>{FIGURE}}{'budget':>{FIGURE}}"
    over = lost(lines, taken)
    for line in (Line("Over budget", "", ""), *over, *lines) if over else lines:
        if not line.work:
            yield ""
            yield line.what
            continue
        yield f"  {line.what:{WHAT - 2}}{_figures(line, taken)}  {line.note}".rstrip()


def _figures(line: Line, taken: Taken) -> str:
    found, least = middle(taken, line), best(taken, line)
    shown = f"{written(found, line):>{FIGURE}}{written(least, line):>{FIGURE}}"
    if line.budget is None:
        return f"{shown}{'':{FIGURE}}{'':{SIDE}}"
    return f"{shown}{'≤ ' + written(line.budget, line):>{FIGURE}}  {side(line, taken)}"


def side(line: Line, taken: Taken) -> str:
    """On which side of its budget a line is; nothing where it has none."""
    if line.budget is None:
        return ""
    if middle(taken, line) <= line.budget:
        return "within"
    return "within at best" if best(taken, line) <= line.budget else OVER


def written(value: float, line: Line) -> str:
    """A figure with its unit."""
    if isnan(value):
        return "failed"
    if line.times:
        return f"{value:,.2f} ×" if value < 10 else f"{value:,.0f} ×"
    scaled = value * SCALES[line.unit]
    digits = 0 if scaled >= 100 else 1 if scaled >= 10 else 2
    return f"{scaled:,.{digits}f} {line.unit}"
