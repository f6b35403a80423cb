"""Verifies a folder of packs: on every core of this machine, or on a cluster of others."""

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import islice
from multiprocessing import active_children, get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mis_assessor.core.checking.portfolio import PackLine
from mis_assessor.core.checking.verification import State
from mis_assessor.core.errors import EvidenceUnreadable, NotAllowed
from mis_assessor.services.pack_call import PackJob, look_at, stamp_of

Look = Callable[[PackJob], PackLine]
AHEAD = 2
"""Packs that wait for each process; more would only be held in memory."""
_PACKS = (".pdf", ".zip")


def packs_in(folder: Path, against: Sequence[Path] = ()) -> tuple[PackJob, ...]:
    """Every paper, zip and folder in a folder, the largest first. Raises EvidenceUnreadable."""
    files = tuple(str(path.resolve()) for path in against)
    jobs = []
    for path in folder.iterdir():
        if path.name.startswith((".", "~$")) or path.is_symlink():
            continue
        if path.is_dir() or path.suffix.casefold() in _PACKS:
            stamp, size = stamp_of(path)
            jobs.append(PackJob(str(folder.resolve()), path.name, stamp, size, files))
    if not jobs:
        raise EvidenceUnreadable(
            f"{folder.name} holds no pack: no PDF, no zip and no folder. Name the folder that "
            "the packs lie in."
        )
    return tuple(sorted(jobs, key=lambda job: (-job.size, job.name)))


def on_this_machine(
    jobs: Sequence[PackJob], processes: int, look: Look = look_at
) -> Iterator[PackLine]:
    """Each line as its pack is done; a process that ends takes no other pack with it.

    Packs that were under way when one ended are done again, each in a process of its own.
    """
    with TemporaryDirectory(prefix="mis-portfolio-", ignore_cleanup_errors=True) as scratch:
        # a process that is stopped leaves what it was writing, and only there
        waiting = (replace(job, scratch=scratch) for job in jobs)
        while True:
            lost: list[PackJob] = []
            yield from _in_pool(waiting, processes, look, lost)
            if not lost:
                return
            for job in lost:
                again: list[PackJob] = []
                yield from _in_pool(iter((job,)), 1, look, again)
                if again:
                    yield gave_up(job)


def _in_pool(
    waiting: Iterator[PackJob], processes: int, look: Look, lost: list[PackJob]
) -> Iterator[PackLine]:
    """Lines until nothing waits, or until a process ends: what it took is then lost."""
    running: dict[Future[PackLine], PackJob] = {}
    others = {process.pid for process in active_children()}
    # Ctrl-C is for this process: the others are let go, and print nothing of their own.
    deaf = (signal.SIGINT, signal.SIG_IGN)
    pool = ProcessPoolExecutor(processes, get_context("spawn"), signal.signal, deaf)
    try:
        _begin(pool, waiting, look, AHEAD * processes, running, lost)
        while running and not lost:
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                job = running.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    lost.append(job)
                except Exception as error:
                    yield not_foreseen(job, error)
            if not lost:
                _begin(pool, waiting, look, len(done), running, lost)
        lost += running.values()
    finally:
        if running:  # nobody waits for what is under way
            for process in active_children():
                if process.pid not in others:
                    process.terminate()
        pool.shutdown(wait=not running, cancel_futures=True)


def _begin(
    pool: ProcessPoolExecutor,
    waiting: Iterator[PackJob],
    look: Look,
    number: int,
    running: dict[Future[PackLine], PackJob],
    lost: list[PackJob],
) -> None:
    """Gives out more packs; one that finds a process ended meanwhile is lost like its own."""
    for job in islice(waiting, number):
        try:
            running[pool.submit(look, job)] = job
        except BrokenProcessPool:
            lost.append(job)
            return


def gave_up(job: PackJob) -> PackLine:
    """The line of a pack with which every process ended that took it."""
    said = f"{job.name}: every process that verified it ended. Verify it alone, with mis verify."
    return PackLine(job.name, job.stamp, State.CANNOT_BE_CHECKED, open=(said,))


def not_foreseen(job: PackJob, error: BaseException) -> PackLine:
    """The line of a pack over which the program failed in a way that nobody foresaw."""
    said = (
        f"{job.name}: the program failed over it in a way that nobody foresaw "
        f"({type(error).__name__}). Verify it alone, with mis verify."
    )
    return PackLine(job.name, job.stamp, State.CANNOT_BE_CHECKED, open=(said,))


def on_a_cluster(
    jobs: Sequence[PackJob], scheduler: str, look: Look = look_at
) -> Iterator[PackLine]:
    """The same call on a dask.distributed cluster, whose workers see the same folder.

    A worker that is lost takes no pack with it: its packs are done again by the others.
    """
    distributed = _distributed()
    try:
        client = distributed.Client(scheduler, timeout=10, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise NotAllowed(
            f"No scheduler answers at {scheduler} ({error}). Start one with “dask scheduler”, and "
            "workers with “dask worker”."
        ) from None
    with client:
        threads = sum(client.nthreads().values()) or 1
        waiting = iter(jobs)
        done = distributed.as_completed(loop=client.loop)
        named: dict[str, PackJob] = {}

        def more() -> None:
            job = next(waiting, None)
            if job is not None:
                future = client.submit(look, job, key=_key(job), pure=False)
                named[future.key] = job
                done.add(future)

        for _ in range(AHEAD * threads):
            more()
        for future in done:
            job = named.pop(future.key)
            yield _done(distributed, future, job)
            future.release()
            more()


def _done(distributed: Any, future: Any, job: PackJob) -> PackLine:
    if future.status != "error":
        line: PackLine = future.result()
        return line
    error = future.exception()
    if isinstance(error, distributed.scheduler.KilledWorker):
        return gave_up(job)
    return not_foreseen(job, error)


def _key(job: PackJob) -> str:
    return f"mis-pack-{job.stamp}-{job.name}"


def _distributed() -> Any:
    try:
        import distributed
    except ImportError:
        raise NotAllowed(
            "A cluster needs dask.distributed. Install it with “pip install mis-assessor[cluster]”."
        ) from None
    return distributed
