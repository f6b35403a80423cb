"""Rows of a submission read, checked and answered from, against csv.reader; and how it grows."""

import gc
from functools import cache, partial

from bench.invented_trusts import of_size, rows_of, split_into_cells
from bench.measuring import RULES, Line, Measurement, Work, busy_seconds
from mis_assessor.cli.main import SELDOM
from mis_assessor.core.deciding.position import decide_position
from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.intake.read import read_submission
from mis_assessor.services.check_rules import checked_rulebook
from trust_year.forms import tables

SIZES = (1, 4, 16, 64)
LARGEST = SIZES[-1]


@cache
def rules() -> Rulebook:
    """The year's rules, read before."""
    return checked_rulebook(RULES, 4)


def answer(size: int) -> None:
    """From the folder to every verdict, by the reference evaluator.

    Garbage is looked for as seldom as the command does it.
    """
    usual = gc.get_threshold()
    gc.set_threshold(SELDOM)
    try:
        sent = read_submission(of_size(size), tables())
        assert sent.assessed_as_at is not None
        decide_position(rules(), sent, sent.assessed_as_at, sent.known_on)
    finally:
        gc.set_threshold(*usual)


def _named(size: int) -> str:
    return f"rows into answers, {size} times"


def rows_into_answers() -> Measurement:
    """Everything that grows with the rows; the engine, the pages and the digest do not."""
    answer(SIZES[0])  # what is worked out once a process is no part of what grows
    works = [
        Work(_named(size), partial(busy_seconds, partial(answer, size)), slow=True)
        for size in SIZES
    ]
    floor = Work(
        "rows split into cells",
        lambda: busy_seconds(lambda: split_into_cells(of_size(LARGEST))),
        slow=True,
    )
    lines = [
        Line(f"{rows_of(of_size(size)):,} rows read and answered from", _named(size), "s")
        for size in SIZES
    ]
    rows = f"{rows_of(of_size(LARGEST)):,}"
    return Measurement(
        (*works, floor),
        (
            Line("Rows of one submission into answers, processor time", "", ""),
            *lines,
            Line(f"floor: csv.reader on the same {rows} rows", floor.name, "s"),
            Line("rows into answers against csv.reader", _named(LARGEST), "", 5, floor.name),
            Line("16 times the rows of 4 times", _named(LARGEST), "", 17, _named(4)),
        ),
    )
