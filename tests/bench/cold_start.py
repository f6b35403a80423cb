"""``mis assess`` as a person starts it: a new process, nothing in memory."""

import subprocess
import sys

from bench.measuring import ROOT, SAMPLE, Line, Measurement, Work, seconds

MIS = (sys.executable, "-m", "mis_assessor", "assess", str(SAMPLE))
ASSESS, IMPORTS, PYTHON = "mis assess", "imports of mis", "python itself"


def process(*command: str) -> float:
    """How long a process takes from start to end; what it prints is not shown."""
    return seconds(
        lambda: subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
    )


def cold_start() -> Measurement:
    """The whole command without a PDF, and how much of it is only getting ready."""
    works = (
        Work(ASSESS, lambda: process(*MIS)),
        Work(IMPORTS, lambda: process(sys.executable, "-c", "import mis_assessor.cli.commands")),
        Work(PYTHON, lambda: process(sys.executable, "-c", "pass")),
    )
    lines = (
        Line("Cold start, a process of its own", "", ""),
        Line("mis assess, no PDF", ASSESS, "s", budget=1.5),
        Line("of it: Python and every import of the command line", IMPORTS, "s"),
        Line("of that: Python alone", PYTHON, "s"),
    )
    return Measurement(works, lines)
