"""Where the guidance says *any twelve months* and the trust named none: search all."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mis_assessor.core.quantities import Share

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """People of one group: days in post, and the start days whose window trained them."""

    people: tuple[tuple[tuple[date, date], Spans], ...]


def spans_of(trained: Sequence[date], starts: list[date], ends: list[date]) -> Spans:
    """Runs of start days whose window holds a day of training; disjoint, half-open."""
    runs: list[tuple[int, int]] = []
    for day in sorted(trained):
        low, high = bisect_left(ends, day), bisect_right(starts, day)
        if low >= high:
            continue
        if runs and low <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(high, runs[-1][1]))
        else:
            runs.append((low, high))
    return tuple(runs)


def best_start(
    groups: Sequence[Group],
    starts: list[date],
    ends: list[date],
    reach: Share | None,
    in_post_on: date | None,
) -> int:
    """The start day that leaves fewest people short of the share; ties: the latest."""
    short = [0] * len(starts)
    for group in groups:
        total, done = _count(group, starts, ends, in_post_on)
        for n, (people, trained) in enumerate(zip(total, done, strict=True)):
            short[n] += max(0, _needed(people, reach) - trained)
    fewest = min(short)
    return max(n for n, s in enumerate(short) if s == fewest)


def _needed(people: int, reach: Share | None) -> int:
    if reach is None:
        return people
    return -(-people * reach.of_one.numerator // reach.of_one.denominator)


def _count(
    group: Group, starts: list[date], ends: list[date], in_post_on: date | None
) -> tuple[list[int], list[int]]:
    """People in post and people trained for every start day, from changes at edges."""
    total, done = [0] * (len(starts) + 1), [0] * (len(starts) + 1)
    for (joined, gone), spans in group.people:
        if in_post_on is None:
            low, high = bisect_left(ends, joined), bisect_right(ends, gone)
        else:
            low, high = 0, len(starts) if joined <= in_post_on <= gone else 0
        if low >= high:
            continue
        total[low] += 1
        total[high] -= 1
        for start, stop in spans:
            begin, end = max(start, low), min(stop, high)
            if begin < end:
                done[begin] += 1
                done[end] -= 1
    return _running(total), _running(done)


def _running(changes: list[int]) -> list[int]:
    sums, now = [], 0
    for change in changes[:-1]:
        now += change
        sums.append(now)
    return sums
