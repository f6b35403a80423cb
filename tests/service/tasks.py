"""Tasks for a workshop, where another process finds them."""

import os
import signal
from pathlib import Path

from mis_assessor.services.workshop import Bench


def which_process(bench: Bench, _: None) -> tuple[int, int, bool]:
    """Its number and rank, and whether it has rules of its own."""
    return os.getpid(), os.nice(0), bool(bench.books.tables.registers)


def end(_: Bench, how: int) -> None:
    """Ends the process that it is done in."""
    os.kill(os.getpid(), how)


def end_the_first_time(_: Bench, mark: Path) -> str:
    """The same, but only once."""
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"
