"""Processes beside the one that serves: what they are given they do, or end with it in words."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mis_assessor.core.errors import EngineFault, EvidenceUnreadable
from mis_assessor.services.summaries import summed_up
from mis_assessor.services.workshop import Workshop
from patience import until
from service.conftest import RULES
from service.tasks import end, end_the_first_time, which_process


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    """One process beside this one."""
    with Workshop(RULES, 1, 1) as opened:
        opened.start()
        yield opened


def test_another_process_does_it_and_lets_this_one_go_first(workshop: Workshop) -> None:
    pid, rank, has_rules = workshop.do(which_process, None)
    assert pid != os.getpid() and rank > os.nice(0) and has_rules


def test_every_problem_found_there_is_told_here(workshop: Workshop) -> None:
    with pytest.raises(EvidenceUnreadable, match=r"submission\.yaml") as told:
        workshop.do(summed_up, {})
    assert [problem.where for problem in told.value.problems] == ["submission.yaml"]


def test_a_process_that_ends_takes_nothing_with_it(workshop: Workshop, tmp_path: Path) -> None:
    assert workshop.do(end_the_first_time, tmp_path / "mark") == "done"
    with pytest.raises(EngineFault, match="ended twice before it was done"):
        workshop.do(end, signal.SIGKILL)
    assert workshop.do(which_process, None)


def test_processes_end_with_the_one_that_serves() -> None:
    """Also where that one is killed, and has no time to say so."""
    words = (
        "import sys, time; from pathlib import Path;"
        "from mis_assessor.services.workshop import Workshop;"
        "from service.tasks import which_process;"
        "shop = Workshop(Path(sys.argv[1]), 1, 1);"
        "print(shop.do(which_process, None)[0], flush=True); time.sleep(600)"
    )
    with subprocess.Popen(
        (sys.executable, "-c", words, str(RULES)),
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        text=True,
    ) as serving:
        assert serving.stdout is not None
        beside = int(serving.stdout.readline())
        serving.kill()
    until(lambda: not runs(beside), "the process beside has ended")


def runs(process: int) -> bool:
    """Whether a process is there, and not only its number, which nobody asked for yet."""
    try:
        os.kill(process, 0)
        told = Path(f"/proc/{process}/stat")
        return not told.exists() or told.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
