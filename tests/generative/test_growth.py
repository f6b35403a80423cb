"""Bad evidence costs no more than good: twice the rows, at most about twice the work.

Work is counted, not timed: every call of a function, ours or Python's own.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from types import FrameType
from typing import Any

import pytest

from mis_assessor.core.deciding.position import decide_position
from mis_assessor.core.evidence.submission import Submission
from trust_year.bad_evidence import BAD
from trust_year.forms import rulebook
from trust_year.generator import invented

pytestmark = pytest.mark.uncounted

SMALL, FOUR_TIMES = 0.1, 0.4
SPOILT = {"sound": lambda sent: sent, **BAD}


@cache
def trust(size: float) -> Submission:
    """A trust of some size that sent what is asked."""
    return invented(7, size=size)


def calls(work: Callable[[], object]) -> int:
    """How many functions are called while something is done."""
    counted = 0

    def count(_: FrameType, event: str, __: Any) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted


@cache
def work_on(name: str, size: float, chosen: bool = True) -> int:
    """The calls that deciding takes, once what hangs on the rules alone is remembered."""
    sent = SPOILT[name](trust(size))
    sent = sent if chosen else replace(sent, chosen={})
    on = sent.assessed_as_at
    assert on is not None
    rules = rulebook(sent.scheme_year)
    decide_position(rules, sent, on, sent.known_on)
    return calls(lambda: decide_position(rules, sent, on, sent.known_on))


@pytest.mark.parametrize("chosen", [True, False], ids=["window chosen", "no window chosen"])
@pytest.mark.parametrize("name", SPOILT)
def test_four_times_the_rows_are_at_most_five_times_the_work(name: str, chosen: bool) -> None:
    """What hangs on the rules alone is in both, so linear work grows less than the rows."""
    assert work_on(name, FOUR_TIMES, chosen) <= 5 * work_on(name, SMALL, chosen)


@pytest.mark.parametrize("name", BAD)
def test_bad_evidence_is_at_most_twice_the_work_of_good(name: str) -> None:
    """Whoever sends a register with a blank column waits no longer than others."""
    assert work_on(name, FOUR_TIMES) <= 2 * work_on("sound", FOUR_TIMES)
