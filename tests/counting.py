"""Where lines are counted: a counter of lines slows all Python by half, also what nobody counts."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def uncounted(work: Callable[P, R]) -> Callable[P, R]:
    """The same work, with no counter looking on."""

    @wraps(work)
    def worked(*args: P.args, **named: P.kwargs) -> R:
        counter = sys.gettrace()
        sys.settrace(None)
        try:
            return work(*args, **named)
        finally:
            sys.settrace(counter)

    return worked


def counted(work: Callable[P, R]) -> Callable[P, R]:
    """The same work, counted wherever it is called from, if lines are counted at all."""
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
