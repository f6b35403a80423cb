"""Where lines are counted: a counter slows all Python down, also where nobody needs the count."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_BY_PROGRAMS = "COVERAGE_PROCESS_CONFIG"
"""What tells programs that are started in here to count their lines too."""


@contextmanager
def uncounted() -> Iterator[None]:
    """In here no line is counted, nor in any program that is started."""
    counter, told = sys.gettrace(), os.environ.pop(_BY_PROGRAMS, None)
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(counter)
        if told is not None:
            os.environ[_BY_PROGRAMS] = told


def without_counting(work: Callable[P, R]) -> Callable[P, R]:
    """The same work, with no line of it counted."""

    @wraps(work)
    def worked(*args: P.args, **named: P.kwargs) -> R:
        with uncounted():
            return work(*args, **named)

    return worked


def counting(work: Callable[P, R]) -> Callable[P, R]:
    """The same work, counted also where what calls it is not."""
    counter = sys.gettrace()

    @wraps(work)
    def worked(*args: P.args, **named: P.kwargs) -> R:
        before = sys.gettrace()
        sys.settrace(counter)
        try:
            return work(*args, **named)
        finally:
            sys.settrace(before)

    return worked
