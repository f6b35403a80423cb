"""The training window: the trust's own, or the one that leaves fewest people short."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from mis_assessor.core.answering.asking import Asking, not_loaded
from mis_assessor.core.answering.labels import label
from mis_assessor.core.answering.posts import away_throughout, fixed_day, post
from mis_assessor.core.answering.rows import row_test
from mis_assessor.core.answering.training_window import Group, best_start, spans_of
from mis_assessor.core.answers import NoAnswer
from mis_assessor.core.calendar import ONE_DAY, after
from mis_assessor.core.quantities import Length, Share
from mis_assessor.core.questions.people import PeopleQuestion
from mis_assessor.core.questions.row_tests import Line
from mis_assessor.core.submission import Chosen, Register
from mis_assessor.core.values import as_names
from mis_assessor.core.wording import on_day

PeopleRows = tuple[Line, ...]
DaysOf = Mapping[str, Sequence[date]]
ONE_WINDOW = "one window"


def window_of(
    question: PeopleQuestion, asking: Asking, staff: Register, training: Register
) -> Chosen | NoAnswer:
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
    best: Chosen | NoAnswer = asking.memo[key]
    return best


def _best(
    question: PeopleQuestion,
    asking: Asking,
    staff: Register,
    training: Register,
    lasts: Length,
    first: date,
    last: date,
) -> Chosen | NoAnswer:
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
    for module_rows, names in _modules(question, asking):
        trained, _ = training_days(question, asking, training, module_rows)
        for name in names:
            belongs = row_test(question.who, replace(asking, member=name))
            people = [
                (post(question, row), spans_of(trained.get(label(row), ()), starts, ends))
                for row in staff.rows
                if belongs(row) and not away_throughout(question, row)
            ]
            groups.append(Group(tuple(people)))
    fixed = fixed_day(question, asking)
    on = fixed if isinstance(fixed, date) else None
    best = best_start(groups, starts, ends, share, on)
    return Chosen(starts[best], ends[best])


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
    question: PeopleQuestion, asking: Asking, training: Register, rows: PeopleRows
) -> tuple[DaysOf, DaysOf]:
    """Days on which each person was trained: for certain, and perhaps."""
    key = ("trained", asking.owner, question.trained_in, rows, question.day)
    if key not in asking.memo:
        sure: dict[str, list[date]] = {}
        unsure: dict[str, list[date]] = {}
        counts = row_test(rows, asking)
        for row in training.rows:
            day = row.day(question.day)
            if day is not None and day <= asking.on and (held := counts(row)) is not False:
                (sure if held else unsure).setdefault(label(row), []).append(day)
        asking.memo[key] = sure, unsure
    found: tuple[DaysOf, DaysOf] = asking.memo[key]
    return found


def last_chance(question: PeopleQuestion, asking: Asking, window: Chosen) -> date:
    """Where no window was chosen, a later one may still turn out better."""
    if question.window.chosen in asking.submission.chosen:
        return window.last
    return asking.day(question.window.to) or window.last
