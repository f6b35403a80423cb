"""The training window: the trust's own, or the one that leaves fewest people short.

Where the guidance says *any twelve months* and the trust named none: search all.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mis_assessor.core.answering.asking import Asking, not_loaded
from mis_assessor.core.answering.held import (
    YES,
    Marks,
    both,
    names_of,
    perhaps,
    rows_held,
    surely,
)
from mis_assessor.core.answering.in_post import away_throughout, posts
from mis_assessor.core.evidence.answers import NoAnswer
from mis_assessor.core.evidence.submission import ChosenWindow, Register
from mis_assessor.core.rules.calendar import ONE_DAY, after
from mis_assessor.core.rules.quantities import Length, Share
from mis_assessor.core.rules.register_questions import PeopleQuestion
from mis_assessor.core.rules.row_tests import RowTestLine
from mis_assessor.core.rules.values import as_names
from mis_assessor.core.wording import on_day

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
        needed = {people: _needed(people, reach) for people in set(total)}
        for n, (people, trained) in enumerate(zip(total, done, strict=True)):
            short[n] += max(0, needed[people] - trained)
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


LAST_DAY = "last day of the window"


def fixed_day(question: PeopleQuestion, asking: Asking) -> date | str | None:
    """The day people must be in post: a day, or the words for the window's last day."""
    name = question.in_post_on
    value = asking.reading.value(name) if asking.reading.knows(name) else name
    if isinstance(value, str) and asking.reading.knows(value):
        return asking.day(value)
    return value if isinstance(value, date | str) else None


def measured_on(question: PeopleQuestion, asking: Asking, window: ChosenWindow) -> date | None:
    """The day on which people in post are counted; None where it is not loaded."""
    day = fixed_day(question, asking)
    if day == LAST_DAY:
        return window.last
    return day if isinstance(day, date) else None


PeopleRows = tuple[RowTestLine, ...]
DaysOf = Mapping[str, Sequence[date]]
ONE_WINDOW = "one window"


def window_of(
    question: PeopleQuestion, asking: Asking, staff: Register, training: Register
) -> ChosenWindow | NoAnswer:
    """The window the trust chose, if it is one the guidance allows; else the best one."""
    rule = question.window
    lasts = asking.reading.value(rule.lasts)
    first, last = asking.day(rule.anywhere_from), asking.day(rule.to)
    if not isinstance(lasts, Length) or first is None or last is None:
        return not_loaded(rule.lasts)
    chosen = asking.submission.chosen.get(rule.chosen)
    if chosen is not None:
        if chosen.first < first or chosen.last > last:
            return asking.silent(
                f"The {rule.chosen} chosen must lie between {on_day(first, '')} "
                f"and {on_day(last, '')}."
            )
        if after(chosen.first, lasts) - ONE_DAY != chosen.last:
            return asking.silent(f"The {rule.chosen} chosen must last {lasts.written}.")
        return chosen
    key = ("window", asking.owner, asking.requirement.id, asking.reading.label)
    if key not in asking.memo:
        asking.memo[key] = _best(question, asking, staff, training, lasts, first, last)
    best: ChosenWindow | NoAnswer = asking.memo[key]
    return best


def _best(
    question: PeopleQuestion,
    asking: Asking,
    staff: Register,
    training: Register,
    lasts: Length,
    first: date,
    last: date,
) -> ChosenWindow | NoAnswer:
    """Every start day is tried; the one that leaves fewest people short wins."""
    starts: list[date] = []
    start = first
    while after(start, lasts) - ONE_DAY <= last:
        starts.append(start)
        start += ONE_DAY
    if not starts:
        return asking.silent(f"No window of {lasts.written} fits between the days allowed.")
    ends = [after(s, lasts) - ONE_DAY for s in starts]
    reach = asking.reading.value(question.window.reach)
    share = reach if isinstance(reach, Share) else None
    groups: list[Group] = []
    who, days_in_post = names_of(staff.table, asking).references, posts(question, staff.table)
    left_out = away_throughout(question, staff.table)
    for module_rows, names in _modules(question, asking):
        trained = training_days(question, asking, training, module_rows)
        for name in names:
            held = rows_held(staff.table, question.who, replace(asking, member=name))
            people = [
                (days_in_post[place], spans_of(trained.get(who[place], ()), starts, ends))
                for place in held.places
                if held.marks[place] == YES and not left_out[place]
            ]
            groups.append(Group(tuple(people)))
    fixed = fixed_day(question, asking)
    on = fixed if isinstance(fixed, date) else None
    best = best_start(groups, starts, ends, share, on)
    return ChosenWindow(starts[best], ends[best])


def _modules(question: PeopleQuestion, asking: Asking) -> list[tuple[PeopleRows, tuple[str, ...]]]:
    own = asking.requirement.in_
    groups = asking.names(own) if own else (asking.member,)
    shared = question.shared_window
    if shared and asking.reading.knows(shared):
        shared = str(asking.reading.value(shared))
    if shared != ONE_WINDOW:
        return [(question.rows, groups)]
    lines = []
    for module, value in question.modules.items():
        rows = tuple(
            line.model_copy(update={"is_": module})
            if getattr(line, "column", "") == "module"
            else line
            for line in question.rows
        )
        lines.append((rows, as_names(asking.reading.value(value))))
    return lines


def training_days(
    question: PeopleQuestion, asking: Asking, training: Register, lines: PeopleRows
) -> DaysOf:
    """Days on which each person was trained for certain."""
    rows = training.table
    held = rows_held(rows, lines, asking)
    key = ("trained", id(held), question.day, asking.on)
    if key not in asking.memo:
        found: dict[str, list[date]] = {}
        who, days = names_of(rows, asking).references, rows.days(question.day)
        for place in held.places:
            day = days[place]
            if held.marks[place] == YES and day is not None and day <= asking.on:
                found.setdefault(who[place], []).append(day)
        asking.memo[key] = found, held
    trained: DaysOf = asking.memo[key][0]
    return trained


@dataclass(frozen=True, slots=True)
class Trained:
    """Who was trained on a day of a window: for certain, and perhaps."""

    surely: frozenset[str]
    perhaps: frozenset[str]
    are: Marks
    """Of everybody in the register of staff whether they certainly were."""


def trained_within(
    question: PeopleQuestion,
    asking: Asking,
    staff: Register,
    training: Register,
    window: ChosenWindow,
) -> Trained:
    """Who was trained in a window, by the references that people are joined on."""
    rows = training.table
    held = rows_held(rows, question.rows, asking)
    key = ("within", id(held), id(staff.table), question.day, window, asking.on)
    if key not in asking.memo:
        days = rows.column(question.day)
        last = min(window.last, asking.on)
        within = [isinstance(d, date) and window.first <= d <= last for d in days.cells]
        marks = both(held.marks, days.marked([YES * inside for inside in within]))
        who, people = names_of(rows, asking), names_of(staff.table, asking).joined
        sure = who.of(surely(marks))
        are = people.marked([*map(sure.__contains__, people.cells)])
        asking.memo[key] = Trained(sure, who.of(perhaps(marks)), are), held
    found: Trained = asking.memo[key][0]
    return found


def strangers(
    question: PeopleQuestion, asking: Asking, staff: Register, training: Register
) -> Mapping[str, str]:
    """References under which somebody was trained and that are nobody in the register of staff.

    Each as it is written, by the form in which references are joined.
    """
    key = ("strangers", id(staff.table), id(training.table))
    if key not in asking.memo:
        names = names_of(training.table, asking)
        unknown = set(names.joined.cells).difference(names_of(staff.table, asking).joined.cells)
        written = zip(names.references, names.labels, strict=True) if unknown else ()
        asking.memo[key] = {who: label for who, label in written if who in unknown}
    found: Mapping[str, str] = asking.memo[key]
    return found


def last_chance(question: PeopleQuestion, asking: Asking, window: ChosenWindow) -> date:
    """Where no window was chosen, a later one may still turn out better."""
    if question.window.chosen in asking.submission.chosen:
        return window.last
    return asking.day(question.window.to) or window.last
