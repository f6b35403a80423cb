"""``make twice``: small worlds by number, each counted twice and decided twice.

Ends with 1 where two figures or two verdicts differ, and names the worlds.
"""

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from mis_assessor.core.deciding.case import Case, Situation
from mis_assessor.core.deciding.evaluate import decide_case
from mis_assessor.core.errors import CountsDiffer
from mis_assessor.core.evidence.answers import NoAnswer
from mis_assessor.engine.cage import Engine
from mis_assessor.recount.queries import Queries
from mis_assessor.services.counted_twice import counted_twice
from recount.small_worlds import World, world

WORLDS, A_JOB, AT_ONCE = 20_000, 500, 50


@dataclass(slots=True)
class Seen:
    """What was counted and decided in some worlds."""

    worlds: int = 0
    figures: Counter[str] = field(default_factory=Counter)
    """Figures that both counts gave, and the same, by what was asked."""
    silent: Counter[str] = field(default_factory=Counter)
    """Questions of which both said that there is no figure, and why: the same."""
    once: Counter[str] = field(default_factory=Counter)
    """Questions that the recount has no SQL for."""
    verdicts: Counter[str] = field(default_factory=Counter)
    differ: list[str] = field(default_factory=list)

    def add(self, other: "Seen") -> None:
        """Adds what another worker saw."""
        self.worlds += other.worlds
        for name in ("figures", "silent", "once", "verdicts"):
            getattr(self, name).update(getattr(other, name))
        self.differ += other.differ


def scenes(cases: Sequence[Case]) -> Iterator[Situation]:
    """Every scene of some cases."""
    return (s for case in cases for part in case.parts for s in part.scenes)


def count(number: int, found: World, seen: Seen) -> tuple[tuple[Case, Case], ...]:
    """Counts a world twice; each case with the answers of both counts, where they agree."""
    seen.worlds += 1
    cases = found.cases()
    try:
        again = counted_twice(cases, Queries())
    except CountsDiffer as differ:
        seen.differ.append(f"world {number}: {differ}")
        return ()
    for scene, second in zip(scenes(cases), scenes(again), strict=True):
        for name, answer in scene.answers.items():
            asked = scene.requirement.evidence[name].answer
            if second.answers[name] is answer:
                seen.once[asked] += 1
            elif isinstance(answer, NoAnswer):
                seen.silent[asked] += 1
            else:
                seen.figures[asked] += 1
    return tuple(zip(cases, again, strict=True))


def work(numbers: Sequence[int]) -> Seen:
    """Counts worlds twice, and has each evaluator decide on the answers of its own count."""
    seen = Seen()
    with Engine(jobs_a_worker=100_000) as engine:
        for start in range(0, len(numbers), AT_ONCE):
            some = numbers[start : start + AT_ONCE]
            pairs = [(n, *pair) for n in some for pair in count(n, world(n), seen)]
            if not pairs:
                continue
            given = engine.decide_each([c for *_, c in pairs], [c.rule for *_, c in pairs])
            for (number, first, _), verdict in zip(pairs, given, strict=True):
                seen.verdicts[verdict.value] += 1
                if (reference := decide_case(first).verdict) is not verdict:
                    name = first.rule.requirement.id
                    seen.differ.append(f"world {number}: {name}: {reference}, {verdict}")
    return seen


def told(seen: Seen) -> Iterator[str]:
    """What was seen, line by line."""
    yield f"{'asked':<20} {'figures':>9} {'no figure':>10} {'once only':>10}"
    for asked in sorted(seen.figures | seen.silent | seen.once):
        counted = f"{seen.figures[asked]:>9,} {seen.silent[asked]:>10,} {seen.once[asked]:>10,}"
        yield f"{asked:<20} {counted}"
    yield ", ".join(f"{verdict} {n:,}" for verdict, n in sorted(seen.verdicts.items()))
    yield from seen.differ
    yield (
        f"{seen.worlds:,} worlds, {seen.figures.total() + seen.silent.total():,} answers and "
        f"{seen.verdicts.total():,} verdicts the same twice, {len(seen.differ):,} worlds differ"
    )


def main() -> None:
    """All workers, then the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--worlds", type=int, default=WORLDS)
    asked.add_argument("--from", type=int, default=0, dest="begins", help="the first number")
    asked.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    given = asked.parse_args()
    begun, seen = time.monotonic(), Seen()
    numbers = range(given.begins, given.begins + given.worlds)
    jobs = [numbers[start : start + A_JOB] for start in range(0, len(numbers), A_JOB)]
    with ProcessPoolExecutor(given.workers) as pool:
        for one in pool.map(work, jobs):
            seen.add(one)
            sys.stderr.write(f"{seen.worlds:,} worlds, {len(seen.differ):,} differ\n")
    for line in told(seen):
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(f"worlds from {given.begins}, {time.monotonic() - begun:,.0f} s\n")
    sys.exit(bool(seen.differ))


if __name__ == "__main__":
    main()
