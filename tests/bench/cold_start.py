"""Commands as a person starts them: new processes, nothing in memory."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence

from bench.measuring import ROOT, SAMPLE, Line, Measurement, Work

MIS = (sys.executable, "-m", "mis_assessor", "assess", str(SAMPLE))
COMMANDS: Sequence[tuple[str, tuple[str, ...], float | None, bool]] = (
    ("python itself", ("-c", "pass"), None, False),
    ("mis --help", ("-m", "mis_assessor", "--help"), 0.25, False),
    ("mis assess, no PDF", MIS[1:], 1.0, False),
    ("mis assess, every framework", (*MIS[1:], "--framework", "all"), None, True),
    (
        "mis assess of a system of four",
        ("-m", "mis_assessor", "assess", str(SAMPLE.parent / "system-of-four")),
        4.0,
        True,
    ),
    ("mis rules check", ("-m", "mis_assessor", "rules", "check"), None, True),
    ("mis rules test, Year 4", ("-m", "mis_assessor", "rules", "test", "--year", "4"), None, True),
)
WITH_BYTECODE = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""An installed program has it; without it each start would compile the source."""


class Process:
    """A process from start to end: by the clock, and its processors beside it."""

    def __init__(self, *command: str) -> None:
        self._command = command
        self._clock = 0.0

    def processor(self) -> float:
        """Seconds at work of the process and of all it started."""
        before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(
            self._command, cwd=ROOT, env=WITH_BYTECODE, stdout=subprocess.DEVNULL, check=False
        )
        self._clock = time.perf_counter() - begun
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def clock(self) -> float:
        """Seconds by the clock of the run before."""
        return self._clock


def cold_start() -> Measurement:
    """Whole commands; what the clock says is beside what the processors did."""
    works: list[Work] = []
    lines = [Line("Commands, each a process of its own", "", "")]
    for name, command, budget, slow in COMMANDS:
        process, clock = Process(sys.executable, *command), f"{name}, by the clock"
        works += [Work(name, process.processor, slow), Work(clock, process.clock, slow)]
        lines += [Line(name, name, "s", budget), Line("    by the clock", clock, "s")]
    return Measurement(tuple(works), tuple(lines))
