"""Work that is measured, in rounds that take turns, and the lines it becomes."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import nan
from pathlib import Path
from statistics import median

from mis_assessor.core.errors import AssessorError

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "evidence_samples" / "ten-of-ten"
RULES = ROOT / "rules"
PATIENCE = 2.0
"""Seconds without a sign of life."""

Taken = Mapping[str, list[float]]
"""What each work took, round by round."""


@dataclass(frozen=True, slots=True)
class Work:
    """Something to measure: it is done, and gives the number that was measured."""

    name: str
    take: Callable[[], float]
    slow: bool = False
    """Slow work gets few rounds."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: a work, its budget, or what it is held against."""

    what: str
    work: str
    unit: str
    budget: float | None = None
    times: str | None = None
    """The work of which this one may take so many times as long."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one module measures and how it is shown."""

    works: tuple[Work, ...]
    lines: tuple[Line, ...]


def seconds(work: Callable[[], object]) -> float:
    """How long a work takes, by the clock on the wall."""
    begun = time.perf_counter()
    kept = work()  # to give memory back is not part of it
    took = time.perf_counter() - begun
    del kept
    return took


def busy_seconds(work: Callable[[], object]) -> float:
    """How long this process is at work on it, however busy the machine is with others."""
    begun = time.process_time()
    kept = work()
    took = time.process_time() - begun
    del kept
    return took


def take_turns(measurements: Iterable[Measurement], rounds: int, slow_rounds: int) -> Taken:
    """Every work once a round, so that a busy minute of the machine hits all alike."""
    works = [work for one in measurements for work in one.works]
    taken: dict[str, list[float]] = {work.name: [] for work in works}
    said = time.perf_counter()
    for turn in range(max(rounds, slow_rounds)):
        for work in works:
            if turn >= (slow_rounds if work.slow else rounds):
                continue
            if work.slow or time.perf_counter() - said > PATIENCE:
                sys.stderr.write(f"round {turn + 1}: {work.name} …\n")
                said = time.perf_counter()
            taken[work.name].append(_done(work))
    return taken


def _done(work: Work) -> float:
    """What a work gives; one that fails is told and shown, and stops nothing."""
    try:
        return work.take()
    except (AssessorError, subprocess.CalledProcessError) as why:
        sys.stderr.write(f"{work.name} failed: {getattr(why, 'stderr', None) or why}\n")
        return nan


def middle(taken: Taken, line: Line) -> float:
    """The median of a line: of its work, or of the ratios to the other, round by round."""
    if line.times is None:
        return median(taken[line.work])
    pairs = zip(taken[line.work], taken[line.times], strict=True)
    return median(one / other for one, other in pairs)


def best(taken: Taken, line: Line) -> float:
    """The least a line took; of a ratio, the least of one against the least of the other."""
    least = min(taken[line.work])
    return least if line.times is None else least / min(taken[line.times])
