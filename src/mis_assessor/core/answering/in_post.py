"""Who is in post on the day that counts, and who is taken out of the count, and why.

Leave takes somebody out only from the length that the trust itself calls long-term.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.answering.held import YES, HeldRows, Marks, names_of, rows_held
from mis_assessor.core.evidence.rows import RegisterRow, Rows
from mis_assessor.core.evidence.submission import Register
from mis_assessor.core.rules.register_questions import PeopleQuestion
from mis_assessor.core.wording import counted, on_day

RECENTLY = timedelta(days=28)
"""Whoever is taken out so shortly before the day that counts is told apart."""
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class InPost:
    """The people of a group on the day that counts, by their places in the register."""

    sure: list[int]
    unsure: list[int]
    """Those of whom a blank leaves open whether they are asked for, or away."""
    left: list[int]
    away: list[int]
    numbers: tuple[int, ...]
    """The rows of those who are sure."""


def posts(question: PeopleQuestion, rows: Rows) -> list[tuple[date, date]]:
    """The first and the last day in post, of each row."""
    days = zip(rows.days(question.in_post_from), rows.days(question.in_post_to), strict=True)
    return [(first or date.min, last or date.max) for first, last in days]


def in_post(question: PeopleQuestion, asking: Asking, staff: Register, day: date) -> InPost:
    """Everybody of the group: counted, perhaps counted, left, or on long-term leave."""
    day = min(day, asking.on)
    rows = staff.table
    held = rows_held(rows, question.who, asking)
    columns = (question.in_post_from, question.in_post_to, question.away_from, question.away_to)
    key = ("in post", id(held), columns, day)
    if key not in asking.memo:
        stands = ("where people stand", id(rows), columns, day)
        if stands not in asking.memo:
            asking.memo[stands] = _where_people_stand(question, asking, staff, day)
        asking.memo[key] = _in_post(rows, held, asking.memo[stands]), held
    found: InPost = asking.memo[key][0]
    return found


LATER, LEFT, AWAY, UNCLEAR, HERE = range(5)
"""Where somebody stands on a day: not there yet, gone, on long-term leave or perhaps, or here."""


def _where_people_stand(
    question: PeopleQuestion, asking: Asking, staff: Register, day: date
) -> Marks:
    """Where everybody in the register stands on a day, whatever their group."""
    rows = staff.table
    away = {True: AWAY, None: UNCLEAR, False: HERE}
    leave = rows.alike(tuple(filter(None, (question.away_from, question.away_to))))
    absent = leave.marked([away[is_away(question, asking, staff, r, day)] for r in leave.cells])
    started = rows.alike((question.in_post_from,))
    left = rows.alike((question.in_post_to,))
    begun = started.each([_first(question, row) <= day for row in started.cells])
    gone = left.each([_last(question, row) < day for row in left.cells])
    return bytes(
        [
            (LEFT if over else where) if came else LATER
            for came, over, where in zip(begun, gone, absent, strict=True)
        ]
    )


def _first(question: PeopleQuestion, row: RegisterRow) -> date:
    return row.day(question.in_post_from) or date.min


def _last(question: PeopleQuestion, row: RegisterRow) -> date:
    return row.day(question.in_post_to) or date.max


def _in_post(rows: Rows, held: HeldRows, stands: Marks) -> InPost:
    sure: list[int] = []
    unsure: list[int] = []
    left: list[int] = []
    away: list[int] = []
    for place in held.places:
        where, certain = stands[place], held.marks[place] == YES
        if where == LEFT:
            if certain:
                left.append(place)
        elif where != LATER:
            if where == UNCLEAR or not certain:
                unsure.append(place)
            else:
                (away if where == AWAY else sure).append(place)
    numbers = tuple(map(rows.numbers.__getitem__, sure))
    return InPost(sure, unsure, left, away, numbers)


def is_away(
    question: PeopleQuestion, asking: Asking, staff: Register, row: RegisterRow, day: date
) -> bool | None:
    """Whether somebody is on long-term leave on a day; None where nobody can tell."""
    if question.away_from is None or question.away_to is None:
        return False
    start, end = row.day(question.away_from), row.day(question.away_to)
    if start is None or start > day or (end is not None and end < day):
        return None if start is None and end is not None and end >= day else False
    means = asking.submission.long_term_leave_days
    if means is None:
        return None  # the trust has not said from when on leave is long-term
    known_to = min(asking.on, staff.complete_to or staff.covers_to or asking.on)
    lasts = ((end or known_to) - start).days + 1
    if end is None and lasts < means:
        return None  # it may yet last as long
    return lasts >= means


def away_throughout(question: PeopleQuestion, rows: Rows) -> list[bool]:
    """Of each row whether its leave has no end: left out of the search as out of the count."""
    if question.away_from is None or question.away_to is None:
        return [False] * len(rows)
    days = zip(rows.days(question.away_from), rows.days(question.away_to), strict=True)
    return [start is not None and end is None for start, end in days]


def taken_out(
    question: PeopleQuestion,
    asking: Asking,
    staff: Register,
    found: InPost,
    day: date,
    trained: set[str],
) -> Iterator[str]:
    """Who is not counted, why, and how many of those taken out lately had been trained."""
    means = asking.submission.long_term_leave_days
    labels = names_of(staff.table, asking).labels
    if found.left:
        yield f"Not counted, left before {on_day(day, '')}: {_few(found.left, labels)}."
    if found.away:
        length = f" of {means} days or more" if means else ""
        yield (
            f"Not counted, on long-term leave{length} {on_day(day)}: {_few(found.away, labels)}."
        )
    since = day - RECENTLY
    last, away = staff.table.days(question.in_post_to), staff.table.days(question.away_from or "")
    lately = [
        *(place for place in found.left if (last[place] or date.max) >= since),
        *(place for place in found.away if (away[place] or day) >= since),
    ]
    if lately:
        done = sum(labels[place] in trained for place in lately)
        yield (
            f"Of these {counted(len(lately), 'people')} left or went on leave in the "
            f"{RECENTLY.days} days before; {done} of them had been trained."
        )


def _few(places: Sequence[int], labels: Sequence[str]) -> str:
    names = [labels[place] for place in places[:MOST_NAMED]]
    more = f" and {len(places) - MOST_NAMED} more" if len(places) > MOST_NAMED else ""
    return f"{counted(len(places), 'people')} ({', '.join(names)}{more})"
