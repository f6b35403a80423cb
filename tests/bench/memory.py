"""The most memory that one ``mis assess`` holds at any moment."""

import subprocess
import sys
import tempfile
from pathlib import Path

from bench.cold_start import MIS
from bench.measuring import ROOT, Line, Measurement, Work

# A small process in between: what we hold ourselves would count as its child's.
PROGRAM = """
import os, subprocess, sys
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(os.wait4(child.pid, 0)[2].ru_maxrss)
"""
KILOBYTES = 1 if sys.platform == "linux" else 1024
PLAIN, WITH_PDF = "memory without PDF", "memory with PDF"


def most_memory(*command: str) -> float:
    """Megabytes of the largest process, which is never the engine's."""
    watched = (sys.executable, "-S", "-c", PROGRAM, *command)
    done = subprocess.run(watched, cwd=ROOT, capture_output=True, text=True, check=True)
    return float(done.stdout) / KILOBYTES * 1024 / 1_000_000


def with_pdf() -> float:
    """The same with a Board paper, which is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        return most_memory(*MIS, "--pdf", str(Path(folder, "paper.pdf")))


def memory() -> Measurement:
    """One trust, with and without a Board paper."""
    works = (
        Work(PLAIN, lambda: most_memory(*MIS), slow=True),
        Work(WITH_PDF, with_pdf, slow=True),
    )
    lines = (
        Line("Memory of one mis assess, at most", "", ""),
        Line("without PDF", PLAIN, "MB", budget=250),
        Line("with PDF", WITH_PDF, "MB", budget=250),
    )
    return Measurement(works, lines)
