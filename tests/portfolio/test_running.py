"""Many packs on one machine: largest first, none twice, and none takes another with it."""

import os
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import pytest

from mis_assessor.core.checking.portfolio import PackLine
from mis_assessor.core.checking.verification import State
from mis_assessor.core.errors import EvidenceUnreadable, NotAllowed
from mis_assessor.services.pack_call import PackJob, stamp_of
from mis_assessor.services.portfolio import (
    AHEAD,
    Look,
    _begin,
    on_a_cluster,
    on_this_machine,
    packs_in,
)
from portfolio.looks import begun, fatally, job, quickly, wrongly


def test_packs_are_found_and_the_largest_comes_first(tmp_path: Path) -> None:
    (tmp_path / "small.zip").write_bytes(b"1")
    (tmp_path / "large").mkdir()
    (tmp_path / "large" / "a.csv").write_bytes(b"1" * 100)
    (tmp_path / "middle.PDF").write_bytes(b"1" * 10)
    for other in ("notes.txt", "large.outcomes.jsonl", ".hidden.pdf", "~$open.zip"):
        (tmp_path / other).write_text("x")
    (tmp_path / "link.pdf").symlink_to(tmp_path / "small.zip")
    assert [job.name for job in packs_in(tmp_path)] == ["large", "middle.PDF", "small.zip"]
    before = stamp_of(tmp_path / "large")
    (tmp_path / "large" / "a.csv").write_bytes(b"2" * 101)
    assert stamp_of(tmp_path / "large") != before


def test_a_folder_without_packs_says_so(tmp_path: Path) -> None:
    with pytest.raises(EvidenceUnreadable, match="holds no pack: no PDF, no zip and no folder"):
        packs_in(tmp_path)


def test_every_pack_has_one_line(tmp_path: Path) -> None:
    jobs = [job(tmp_path, f"p{n}") for n in range(9)]
    lines = list(on_this_machine(jobs, 2, quickly))
    assert sorted(line.name for line in lines) == [job.name for job in jobs]
    processes = {process for _, process in begun(tmp_path)}
    assert os.getpid() not in processes and len(processes) <= 2


def test_no_more_packs_wait_than_each_process_needs(tmp_path: Path) -> None:
    """Packs are taken from the list as others are done: memory does not grow with them."""
    taken = 0

    def endless() -> Iterator[PackJob]:
        nonlocal taken
        while True:
            taken += 1
            yield job(tmp_path, f"p{taken}")

    lines = on_this_machine(endless(), 1, quickly)  # type: ignore[arg-type]
    assert len(list(islice(lines, 5))) == 5
    lines.close()  # type: ignore[attr-defined]
    assert taken <= 5 + AHEAD


def test_a_pack_that_ends_its_process_takes_no_other_with_it(tmp_path: Path) -> None:
    jobs = [job(tmp_path, name) for name in ("a", "fatal", "b", "c", "d", "e")]
    lines = {line.name: line for line in on_this_machine(jobs, 2, fatally)}
    assert set(lines) == {job.name for job in jobs}
    assert lines.pop("fatal").open == (
        "fatal: every process that verified it ended. Verify it alone, with mis verify.",
    )
    assert {line.state for line in lines.values()} == {State.HOLDS}


def test_processes_of_others_are_left_alone(tmp_path: Path) -> None:
    """Whoever verifies may have processes beside it for other work, as a worker of the service."""
    with ProcessPoolExecutor(1, get_context("spawn")) as beside:
        of_another = beside.submit(os.getpid).result()
        lines = on_this_machine([job(tmp_path, f"p{n}") for n in range(5)], 1, quickly)
        next(lines)
        lines.close()  # type: ignore[attr-defined]
        assert beside.submit(os.getpid).result() == of_another


class OneEnded:
    """A pool of which a process ends before the second pack is given out."""

    given = 0

    def submit(self, look: Look, job: PackJob) -> Future[PackLine]:
        """Takes one pack."""
        self.given += 1
        if self.given > 1:
            raise BrokenProcessPool
        return Future()


def test_a_process_that_ends_between_two_packs_loses_none() -> None:
    jobs = [PackJob("", name, "", 0) for name in "abc"]
    waiting = iter(jobs)
    running: dict[Future[PackLine], PackJob] = {}
    lost: list[PackJob] = []
    _begin(OneEnded(), waiting, quickly, 3, running, lost)  # type: ignore[arg-type]
    assert (list(running.values()), lost, list(waiting)) == (jobs[:1], jobs[1:2], jobs[2:])


def test_a_fault_that_nobody_foresaw_stops_no_other(tmp_path: Path) -> None:
    jobs = [job(tmp_path, name) for name in ("a", "odd", "b")]
    lines = {line.name: line for line in on_this_machine(jobs, 1, wrongly)}
    assert lines["odd"].state is State.CANNOT_BE_CHECKED
    assert "(ZeroDivisionError)" in lines["odd"].open[0]
    assert lines["b"].state is State.HOLDS


def test_a_scheduler_that_does_not_answer_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match="No scheduler answers at nowhere"):
        list(on_a_cluster([job(tmp_path, "a")], "nowhere", quickly))
