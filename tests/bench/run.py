"""``make bench``: times the work against its budget. It prints and never fails."""

import argparse
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.assessment import warm_assessment
from bench.bad_evidence import bad_evidence
from bench.board_paper import board_paper
from bench.cold_start import cold_start
from bench.importing import importing
from bench.looking_ahead import looking_ahead
from bench.measuring import take_turns
from bench.memory import memory
from bench.nation import national
from bench.page import page
from bench.portfolio import portfolio
from bench.register_reading import register_reading
from bench.rows_into_answers import rows_into_answers
from bench.rulebook_loading import rulebook_loading
from bench.table import table
from bench.verifying import verifying
from bench.workbook_reading import workbook_reading
from mis_assessor.engine.cage import Engine

PAGE = Path(__file__).parents[2] / "docs" / "speed.md"
ROUNDS, SLOW_ROUNDS = 15, 3
QUICK_ROUNDS, QUICK_SLOW_ROUNDS = 5, 1


def main() -> None:
    """Everything in one run; --quick for a first impression."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--quick", action="store_true", help="fewer rounds")
    asked.add_argument("--page", action="store_true", help="write docs/speed.md")
    given = asked.parse_args()
    quick = given.quick
    rounds = (QUICK_ROUNDS, QUICK_SLOW_ROUNDS) if quick else (ROUNDS, SLOW_ROUNDS)
    begun = time.perf_counter()
    with Engine() as engine:
        measurements = (
            warm_assessment(engine),
            looking_ahead(engine),
            cold_start(),
            rows_into_answers(),
            bad_evidence(),
            national(),
            portfolio(),
            rulebook_loading(),
            board_paper(),
            verifying(),
            register_reading(),
            workbook_reading(),
            importing(),
            memory(),
        )
        taken = take_turns(measurements, *rounds)
    lines = [line for one in measurements for line in one.lines]
    busy = f"{os.getloadavg()[0]:.1f} processes on {os.cpu_count()} cores"
    took = time.perf_counter() - begun
    sys.stdout.write("\n".join(table(lines, taken)) + "\n\n")
    how = (
        f"Medians of {rounds[0]} rounds ({rounds[1]} where the work is slow), taken in turns, "
        f"{took:.0f} s in all. The machine was at work with {busy}; what to make of that is in "
        "tests/bench/README.md."
    )
    sys.stdout.write(f"{how}\n")
    if given.page:
        PAGE.write_text(page(lines, taken, how), encoding="utf-8")


if __name__ == "__main__":
    main()
