"""Trusts never seen before, one after the other and in a pool of processes.

Garbage is looked for as seldom as the commands and their pool do it.
"""

import gc
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from math import nan
from multiprocessing import get_context
from pathlib import Path
from statistics import fmean, median

from bench.invented_trusts import NATION, nation
from bench.measuring import RULES, Line, Measurement, Work
from mis_assessor.core.deciding.case import Case
from mis_assessor.core.deciding.recovery import MoneyFacts
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.engine.cage import Engine
from mis_assessor.engine.result import EngineResult
from mis_assessor.intake.read import receive
from mis_assessor.services.assess import Days, assess_received
from mis_assessor.services.books import Books
from mis_assessor.services.pack_call import SELDOM

NEW = 40
PROCESSES = 2
NEVER_SEEN, SLOW_ONE = "a trust never seen before", "of the slowest twentieth"
OWN, ROUND_TRIP, HELD = "own part, new trusts", "round trip, new trusts", "engine's memory"
ONE, POOL, POOL_CLOCK = "a nation in one process", "a nation in a pool", "pool by the clock"


def processor() -> float:
    """Seconds at work of this process and of every one it started that has ended."""
    used = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def digest_of(folder: Path, books: Books, engine: Engine) -> str:
    """One trust from its folder to the digest of its assessment."""
    received = receive(folder, books.tables)
    return assess_received(received, books, Days(), engine).digests.assessment


class _Once:
    """What a process of the pool makes once: the rules, and an engine."""

    books: Books
    engine: Engine


def _begin() -> None:
    gc.set_threshold(SELDOM)
    _Once.books, _Once.engine = Books(RULES), Engine()
    _Once.engine.start()
    _Once.books.year(4)


def _digest(folder: Path) -> str:
    return digest_of(folder, _Once.books, _Once.engine)


class Watched(Engine):
    """An engine that notes what each decision takes."""

    def __init__(self) -> None:
        super().__init__()
        self.own: list[float] = []
        """Seconds of durable_rules and its driver, as the worker counts them."""
        self.whole: list[float] = []
        """Of both processes, from the plan to the replay."""

    def decide(
        self, cases: Sequence[Case], rules: Sequence[Rule], money: MoneyFacts
    ) -> EngineResult:
        """Decides, and notes it; the first is left out, which the ruleset is made for."""
        begun, worker = time.process_time(), self._of_worker()
        result = super().decide(cases, rules, money)
        if worker is not None:
            self.own.append(result.engine_seconds)
            self.whole.append(time.process_time() - begun + (self._of_worker() or 0) - worker)
        return result

    def _of_worker(self) -> float | None:
        if self._worker is None or not self._worker.jobs:
            return None
        if sys.platform != "linux":
            return nan
        used = Path(f"/proc/{self._worker.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")

    def megabytes(self) -> float:
        """The most memory its process ever held."""
        if self._worker is None or sys.platform != "linux":
            return nan
        status = Path(f"/proc/{self._worker.pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1_000_000


def one_by_one(folders: tuple[Path, ...], engine: Engine) -> Iterator[tuple[str, float]]:
    """The digest of each, and how long it took by the clock of the processor."""
    books = Books(RULES)
    gc.set_threshold(SELDOM)
    for folder in folders:
        begun = time.process_time()
        digest = digest_of(folder, books, engine)
        yield digest, time.process_time() - begun


def in_a_pool(folders: tuple[Path, ...]) -> list[str]:
    """The same in processes of their own."""
    with ProcessPoolExecutor(PROCESSES, get_context("spawn"), _begin) as pool:
        return [*pool.map(_digest, folders)]


class Taken:
    """What one run of a work showed, for the lines beside it."""

    def __init__(self) -> None:
        self.digests: list[str] = []
        self.each: list[float] = []
        self.own = self.whole = self.held = self.clock = 0.0

    def new_trusts(self) -> float:
        """The median of trusts that no ruleset was made for before."""
        with Engine() as engine:
            self.each = sorted(took for _, took in one_by_one(nation()[:NEW], engine))
        return self.each[len(self.each) // 2]

    def slow_one(self) -> float:
        """What one in twenty takes longer than."""
        return self.each[len(self.each) * 95 // 100]

    def alone(self) -> float:
        """Processor seconds of the whole nation in one process and its engine."""
        return self._measured(self._alone)

    def _alone(self) -> list[str]:
        with Watched() as engine:
            digests = [digest for digest, _ in one_by_one(nation(), engine)]
            self.held = engine.megabytes()
        self.own, self.whole = median(engine.own), fmean(engine.whole)
        return digests

    def pool(self) -> float:
        """The same in a pool; its digests must be the same."""
        return self._measured(lambda: in_a_pool(nation()))

    def _measured(self, work: Callable[[], list[str]]) -> float:
        begun, clock = processor(), time.perf_counter()
        digests = work()
        self.clock = time.perf_counter() - clock
        assert self.digests in ([], digests), "the pool decides otherwise"
        self.digests = digests
        return processor() - begun


def national() -> Measurement:
    """Evidence read, decided twice, written up; rules read once in each process."""
    taken = Taken()
    works = (
        Work(NEVER_SEEN, taken.new_trusts, slow=True),
        Work(SLOW_ONE, taken.slow_one, slow=True),
        Work(ONE, taken.alone, slow=True),
        Work(OWN, lambda: taken.own, slow=True),
        Work(ROUND_TRIP, lambda: taken.whole, slow=True),
        Work(HELD, lambda: taken.held, slow=True),
        Work(POOL, taken.pool, slow=True),
        Work(POOL_CLOCK, lambda: taken.clock, slow=True),
    )
    lines = (
        Line("Trusts never seen before, many with exceptions, from folder to digest", "", ""),
        Line(f"median of {NEW}, without the engine's process", NEVER_SEEN, "ms", 0.2),
        Line("one in twenty takes longer than", SLOW_ONE, "ms", 0.3),
        Line("durable_rules' own part of each", OWN, "ms", 0.010),
        Line("its round trip: plan, both processes, replay", ROUND_TRIP, "ms", 0.030),
        Line(f"the engine's process after {NATION} trusts, at most", HELD, "MB", 60),
        Line(f"{NATION} in one process, processor of all processes", ONE, "s"),
        Line(f"{NATION} in a pool of {PROCESSES}, processor of all processes", POOL, "s"),
        Line(f"{NATION} in a pool of {PROCESSES}, by the clock", POOL_CLOCK, "s", 20),
    )
    return Measurement(works, lines)
