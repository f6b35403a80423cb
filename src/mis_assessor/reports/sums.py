"""Re-does the sum behind a number and holds it against the verdict shown beside it."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from mis_assessor.core.errors import Problem
from mis_assessor.core.findings import Number
from mis_assessor.core.measured import Way
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reports.asked import asked, holds


def contradicted(where: str, number: Number) -> Iterator[Problem]:
    """What the figures of one number contradict; open cases can still go either way."""
    name = f"{where}: {number.name}"
    if number.done is None:
        return
    if number.done < 0 or (number.of is not None and number.done > number.of):
        yield Problem(name, f"{number.done} of {number.of} cannot be")
    limit = asked(number.test)
    if limit is None or (limit.share and not number.of):
        return
    low, high = number.done, number.done + number.open + number.unknown
    if limit.share and number.of:
        limit = replace(limit, limit=limit.limit * number.of)
    if limit.way in (Way.AT_MOST, Way.UNDER):
        low, high = high, low  # the worst it can be first
    if number.verdict is Verdict.MET and not holds(Fraction(low), limit):
        yield Problem(name, f"is shown met, but {_sum(number)} fails “{number.test}”")
    if number.verdict is Verdict.NOT_MET and holds(Fraction(high), limit):
        yield Problem(name, f"is shown not met, but {_sum(number)} may be: “{number.test}”")


def _sum(number: Number) -> str:
    done = f"{number.done} of {number.of}" if number.of else f"{number.done}"
    undecided = number.open + number.unknown
    return f"{done}, with {undecided} undecided," if undecided else done
