"""People in post, and how many of them were trained in the trust's window."""

from collections.abc import Mapping, Sequence
from datetime import date

from mis_assessor.core.answering.asking import Asking, label, not_loaded, usable, used
from mis_assessor.core.answering.rows import row_test
from mis_assessor.core.answering.training_window import Group, best_start, spans_of
from mis_assessor.core.answers import Answer, Failed, NoAnswer, Provenance, Tally, Why
from mis_assessor.core.calendar import ONE_DAY, after
from mis_assessor.core.quantities import Length, Share
from mis_assessor.core.questions import Line, PeopleQuestion
from mis_assessor.core.submission import Chosen, Register, Row
from mis_assessor.core.values import as_names
from mis_assessor.core.wording import on_day

PeopleRows = tuple[Line, ...]
DaysOf = Mapping[str, Sequence[date]]
LAST_DAY = "last day of the window"
ONE_WINDOW = "one window"


def ask_people(question: PeopleQuestion, asking: Asking) -> Answer:
    """The people of one group, those trained in the window, and who is still to train."""
    staff = usable(asking, question.people)
    if isinstance(staff, NoAnswer):
        return staff
    training = usable(asking, question.trained_in)
    if isinstance(training, NoAnswer):
        return training
    window = _window(question, asking, staff, training)
    if isinstance(window, NoAnswer):
        return window
    measured_on = _measured_on(question, asking, window)
    if measured_on is None:
        return not_loaded(question.in_post_on)
    people = _in_post(question, asking, staff, measured_on)
    return _count(question, asking, training, window, people)


def _window(
    question: PeopleQuestion, asking: Asking, staff: Register, training: Register
) -> Chosen | NoAnswer:
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
    key = ("window", asking.requirement.id, asking.reading.label)
    if key not in asking.memo:
        asking.memo[key] = _best(question, asking, staff, training, lasts, first, last)
    best: Chosen = asking.memo[key]
    return best


def _best(
    question: PeopleQuestion,
    asking: Asking,
    staff: Register,
    training: Register,
    lasts: Length,
    first: date,
    last: date,
) -> Chosen:
    """Every start day is tried; the one that leaves fewest people short wins."""
    starts: list[date] = []
    start = first
    while after(start, lasts) - ONE_DAY <= last:
        starts.append(start)
        start += ONE_DAY
    ends = [after(s, lasts) - ONE_DAY for s in starts]
    reach = asking.reading.value(question.window.reach)
    share = reach if isinstance(reach, Share) else None
    groups: list[Group] = []
    for module_rows, names in _modules(question, asking):
        trained = _trained(question, asking, training, module_rows)
        for name in names:
            people = [
                (_post(question, row), spans_of(trained.get(label(row), ()), starts, ends))
                for row in staff.rows
                if row.cells.get("staff group") == name
                and row.cells.get("person") is not None
                and not _away_throughout(question, row)
            ]
            groups.append(Group(tuple(people)))
    fixed = _fixed_day(question, asking)
    measured_on = fixed if isinstance(fixed, date) else None
    best = best_start(groups, starts, ends, share, measured_on)
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


def _away_throughout(question: PeopleQuestion, row: Row) -> bool:
    """Long-term leave without an end is left out of the search as out of the count."""
    if question.away_from is None or question.away_to is None:
        return False
    return row.day(question.away_from) is not None and row.day(question.away_to) is None


def _post(question: PeopleQuestion, row: Row) -> tuple[date, date]:
    """The first and the last day in post."""
    return (
        row.day(question.in_post_from) or date.min,
        row.day(question.in_post_to) or date.max,
    )


def _fixed_day(question: PeopleQuestion, asking: Asking) -> date | str | None:
    """The day people must be in post: a day, or the words for the window's last day."""
    name = question.in_post_on
    value = asking.reading.value(name) if asking.reading.knows(name) else name
    if isinstance(value, str) and asking.reading.knows(value):
        return asking.day(value)
    return value if isinstance(value, date | str) else None


def _measured_on(question: PeopleQuestion, asking: Asking, window: Chosen) -> date | None:
    day = _fixed_day(question, asking)
    if day == LAST_DAY:
        return window.last
    return day if isinstance(day, date) else None


def _in_post(question: PeopleQuestion, asking: Asking, staff: Register, day: date) -> list[Row]:
    day = min(day, asking.on)
    belongs = row_test(question.who, asking)
    return [
        row
        for row in staff.rows
        if belongs(row)
        and (post := _post(question, row))[0] <= day <= post[1]
        and not _away(question, row, day)
    ]


def _away(question: PeopleQuestion, row: Row, day: date) -> bool:
    if question.away_from is None or question.away_to is None:
        return False
    start = row.day(question.away_from)
    return start is not None and start <= day <= (row.day(question.away_to) or date.max)


def _trained(
    question: PeopleQuestion, asking: Asking, training: Register, rows: PeopleRows
) -> DaysOf:
    """Days on which each person was trained, for certain."""
    return _training_days(question, asking, training, rows)[0]


def _training_days(
    question: PeopleQuestion, asking: Asking, training: Register, rows: PeopleRows
) -> tuple[DaysOf, DaysOf]:
    """Days on which each person was trained: for certain, and perhaps."""
    key = ("trained", question.trained_in, rows, question.day)
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


def _count(
    question: PeopleQuestion,
    asking: Asking,
    training: Register,
    window: Chosen,
    people: list[Row],
) -> Answer:
    in_window = f"{on_day(window.first, '')} and {on_day(window.last, '')}"
    if not people:
        return NoAnswer(Why.NO_CASES, f"Nobody in post; window {in_window}.")
    trained, unsure = _training_days(question, asking, training, question.rows)

    def within(days: Sequence[date]) -> bool:
        return any(window.first <= d <= window.last for d in days)

    planned = _planned(question, asking, training)
    short = [
        p
        for p in people
        if not within(trained.get(label(p), ())) and not _booked(question, asking, p, planned)
    ]
    complete_to = training.complete_to or training.covers_to
    stale = complete_to is None or complete_to < window.last
    waiting = asking.on <= _last_chance(question, asking, window)
    unknown = [p for p in short if stale or within(unsure.get(label(p), ()))]
    entries = tuple(
        Failed(
            training.name,
            label(p),
            "a column that tells whether the training counts is blank"
            if p in unknown and not stale
            else f"not trained between {in_window}",
            p.number,
        )
        for p in short
    )
    failed = 0 if waiting else len(short) - len(unknown)
    basis = used(
        training,
        f"{len(people) - len(short)} of {len(people)} {asking.member or 'people'} "
        f"trained between {in_window}",
        tuple(p.number for p in people),
    )
    return Tally(
        done=len(people) - len(short),
        failed=failed,
        open=len(short) if waiting else 0,
        unknown=0 if waiting else len(unknown),
        things="people",
        provenance=Provenance(
            basis.used,
            entries if failed else (),
            () if failed else entries,
            (f"Training window: {on_day(window.first, '')} to {on_day(window.last, '')}.",),
        ),
    )


def _last_chance(question: PeopleQuestion, asking: Asking, window: Chosen) -> date:
    """Where no window was chosen, a later one may still turn out better."""
    if question.window.chosen in asking.submission.chosen:
        return window.last
    return asking.day(question.window.to) or window.last


def _planned(
    question: PeopleQuestion, asking: Asking, training: Register
) -> dict[str, Sequence[date]]:
    if question.or_planned is None:
        return {}
    days: dict[str, list[date]] = {}
    counts = row_test(question.rows, asking)
    for row in training.rows:
        day = row.day(question.or_planned.day)
        if day is not None and counts(row) is not False:
            days.setdefault(label(row), []).append(day)
    return dict(days)


def _booked(
    question: PeopleQuestion, asking: Asking, person: Row, planned: dict[str, Sequence[date]]
) -> bool:
    """Whether a day is booked within the time allowed after the person started."""
    plan = question.or_planned
    if plan is None:
        return False
    length, started = asking.reading.value(plan.within), person.day(plan.after)
    if not isinstance(length, Length) or started is None:
        return False
    return any(d <= after(started, length) for d in planned.get(label(person), ()))
