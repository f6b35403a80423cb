"""The rule files read and checked, one year and all, in a process that knows nothing."""

import subprocess
import sys

from bench.cold_start import Process
from bench.measuring import ROOT, RULES, Line, Measurement, Work

PROGRAM = """
import sys, time
from pathlib import Path
from mis_assessor.rulebook.loaded import years_in
from mis_assessor.services.check_rules import checked_rulebook
rules, years = Path(sys.argv[1]), [int(year) for year in sys.argv[2:]]
begun = time.perf_counter()
for year in years or years_in(rules):
    checked_rulebook(rules, year)
print(time.perf_counter() - begun)
"""
YEAR, WITH_PYTHON, WHOLE = "rules of one year", "rules of one year with imports", "all rules"


def loaded(*years: str) -> float:
    """Seconds of reading and checking alone, the first time in a process."""
    command = (sys.executable, "-c", PROGRAM, str(RULES), *years)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return float(done.stdout)


def rulebook_loading() -> Measurement:
    """One year's budget counts everything, from starting Python on."""
    command = (sys.executable, "-c", PROGRAM, str(RULES), "4")
    works = (
        Work(WITH_PYTHON, Process(*command).processor),
        Work(YEAR, lambda: loaded("4")),
        Work(WHOLE, loaded),
    )
    lines = (
        Line("Rule files, read and checked in a process of its own", "", ""),
        Line("Year 4, with Python and its imports", WITH_PYTHON, "s", budget=0.5),
        Line("of it: reading and checking Year 4", YEAR, "s"),
        Line("reading and checking every year there is", WHOLE, "s"),
    )
    return Measurement(works, lines)
