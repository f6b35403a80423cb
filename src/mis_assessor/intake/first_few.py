"""The same problem many times over: the first few in full, the rest counted."""

from collections.abc import Iterable, Iterator
from itertools import islice

from mis_assessor.core.errors import Problem
from mis_assessor.intake import limits


def first_few(found: Iterable[Problem], where: str, of_the_rest: str) -> Iterator[Problem]:
    """The first few problems, and how many more there are: “7 more rows are blank.”

    >>> found = [Problem(f"row {n}", "is blank.") for n in range(limits.SAME_PROBLEM + 7)]
    >>> print(list(first_few(found, "cases.csv", "rows are blank"))[-1])
    cases.csv: 7 more rows are blank.
    """
    problems = iter(found)
    yield from islice(problems, limits.SAME_PROBLEM)
    if more := sum(1 for _ in problems):
        yield Problem(where, f"{more:,} more {of_the_rest}.")
