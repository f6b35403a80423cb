"""Where evidence is worked on while people read pages: in processes beside the one that serves.

Python lets one thread of a process work at a time, so whoever reads would wait for each paper.
"""

import os
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock, Thread
from types import TracebackType
from typing import Self, TypeVar

from mis_assessor.core.errors import EngineFault
from mis_assessor.engine.cage import Engine
from mis_assessor.services.books import Books

T = TypeVar("T")
R = TypeVar("R")
_SPAWN = get_context("spawn")  # a copy of a process with threads in it may stand still for ever


@dataclass(frozen=True, slots=True)
class Bench:
    """What evidence is worked on with: the rules, and the engine that decides a second time."""

    books: Books
    engine: Engine


Task = Callable[[Bench, T], R]
"""A function of a module, so that another process finds it; what it is given can be sent."""


class Workshop:
    """Processes of a lower rank than the one that serves; each has a bench of its own."""

    def __init__(self, rules: Path, processes: int, rank: int) -> None:
        self._rules, self._processes, self._rank = rules, processes, rank
        self._lock = Lock()
        self._until, self._open = _SPAWN.Pipe(duplex=False)
        self._closing = False
        self._pool = self._new()

    def _new(self) -> ProcessPoolExecutor:
        told = (self._until, self._rules, self._rank)
        return ProcessPoolExecutor(self._processes, _SPAWN, _begin, told)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._closing = True
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._open.close()  # whatever is under way ends with this: nobody waits for it any more
        self._pool.shutdown()
        self._until.close()

    def start(self) -> None:
        """Makes the first process ready while the caller does something else."""
        self._pool.submit(_at_the_bench, _made_ready, None)

    def do(self, task: Task[T, R], what: T) -> R:
        """Does a task and waits for it; one with which a process ends is tried once more.

        Raises what the task raises, and EngineFault where a process ends over it again.
        """
        for _ in range(2):
            pool = self._pool
            try:
                return pool.submit(_at_the_bench, task, what).result()
            except BrokenProcessPool:
                self._replace(pool)
        raise EngineFault(
            "The process that worked on this ended twice before it was done, so nothing of it was "
            "kept. See whether the computer has memory left, and try again."
        )

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._pool is broken and not self._closing:
                self._pool = self._new()
        broken.shutdown(wait=False)


_benches: list[Bench] = []
"""The one bench of a process that works; a process that serves has none."""


def _begin(until: Connection, rules: Path, rank: int) -> None:
    """Makes a process ready to work; Ctrl-C is for the one that serves."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(rank)
    Thread(target=_end_with, args=(until,), daemon=True).start()
    _benches.append(Bench(Books(rules), Engine()))


def _end_with(until: Connection) -> None:
    """Ends this process when the one that serves has ended, in whatever way that was."""
    until.poll(None)
    os._exit(0)


def _at_the_bench(task: Task[T, R], what: T) -> R:
    (bench,) = _benches
    return task(bench, what)


def _made_ready(bench: Bench, _: None) -> None:
    bench.engine.start()
    bench.books.tables  # noqa: B018  # read now, so that the first change need not wait for it
