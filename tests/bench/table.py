"""The table: what was measured, its budget, and which side of it the median lies."""

from collections.abc import Iterable, Iterator
from math import isnan

from bench.measuring import Line, Taken, best, middle

SCALES = {"ms": 1000.0, "s": 1.0, "MB": 1.0}
WHAT, FIGURE, SIDE = 58, 12, 16


def table(lines: Iterable[Line], taken: Taken) -> Iterator[str]:
    """Its rows, aligned, under a heading."""
    yield f"{'':{WHAT}}{'median':>{FIGURE}}{'best':>{FIGURE}}{'budget':>{FIGURE}}"
    for line in lines:
        if not line.work:
            yield ""
            yield line.what
            continue
        yield f"  {line.what:{WHAT - 2}}{_figures(line, taken)}  {line.note}".rstrip()


def _figures(line: Line, taken: Taken) -> str:
    found, least = middle(taken, line), best(taken, line)
    shown = f"{_written(found, line):>{FIGURE}}{_written(least, line):>{FIGURE}}"
    if line.budget is None:
        return f"{shown}{'':{FIGURE}}{'':{SIDE}}"
    return f"{shown}{'≤ ' + _written(line.budget, line):>{FIGURE}}  {_side(line, found, least)}"


def _side(line: Line, found: float, least: float) -> str:
    assert line.budget is not None
    if found <= line.budget:
        return "within"
    return "within at best" if least <= line.budget else "OVER"


def _written(value: float, line: Line) -> str:
    if isnan(value):
        return "failed"
    if line.times:
        return f"{value:,.2f} ×" if value < 10 else f"{value:,.0f} ×"
    scaled = value * SCALES[line.unit]
    digits = 0 if scaled >= 100 else 1 if scaled >= 10 else 2
    return f"{scaled:,.{digits}f} {line.unit}"
