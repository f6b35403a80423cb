"""A folder of papers, each with its evidence inside, verified in a pool of processes."""

import atexit
import shutil
import time
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from bench.measuring import SAMPLE, Line, Measurement, Work
from mis_assessor.core.checking.verification import State
from mis_assessor.engine.cage import Engine
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.services.assess import Days, assess_received
from mis_assessor.services.books import Books
from mis_assessor.services.pack_assessment import evidence_of
from mis_assessor.services.portfolio import on_this_machine, packs_in
from mis_assessor.services.publish import board_paper

PACKS, PROCESSES = 120, 2
PORTFOLIO = "a portfolio of papers"


@cache
def papers(number: int = PACKS) -> Path:
    """A folder of verifier editions: one paper, as often as asked, each a file of its own."""
    folder = Path(mkdtemp(prefix="mis-bench-packs-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    books = Books(rules_folder())
    with Engine() as engine:
        assessment = assess_received(evidence_of(SAMPLE, books), books, Days(), engine)
    paper = folder / "pack-000.pdf"
    paper.write_bytes(board_paper(assessment, rules_folder(), SAMPLE))
    for n in range(1, number):
        shutil.copy(paper, folder / f"pack-{n:03}.pdf")
    return folder


def by_the_clock(number: int = PACKS) -> float:
    """Seconds for all of them; none may be found to differ from itself."""
    jobs = packs_in(papers(number))
    begun = time.perf_counter()
    lines = list(on_this_machine(jobs, PROCESSES))
    took = time.perf_counter() - begun
    assert len(lines) == number
    assert not [line for line in lines if line.state is State.DOES_NOT_HOLD]
    return took


def portfolio() -> Measurement:
    """Reading the papers, computing each again, comparing every page: all of it."""
    return Measurement(
        (Work(PORTFOLIO, by_the_clock, slow=True),),
        (
            Line("A portfolio: papers with their evidence inside, verified", "", ""),
            Line(
                f"{PACKS} papers in a pool of {PROCESSES}, by the clock",
                PORTFOLIO,
                "s",
                60,
            ),
        ),
    )
