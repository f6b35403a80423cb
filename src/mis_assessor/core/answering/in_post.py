"""Who is in post on the day that counts, and who is taken out of the count, and why.

Leave takes somebody out only from the length that the trust itself calls long-term.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mis_assessor.core.answering.alike import HeldRow, rows_held
from mis_assessor.core.answering.asking import Asking, label
from mis_assessor.core.evidence.submission import Register, RegisterRow
from mis_assessor.core.rules.register_questions import PeopleQuestion
from mis_assessor.core.wording import counted, on_day

RECENTLY = timedelta(days=28)
"""Whoever is taken out so shortly before the day that counts is told apart."""
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class InPost:
    """The people of a group on the day that counts."""

    sure: list[RegisterRow]
    unsure: list[RegisterRow]
    """Those of whom a blank leaves open whether they are asked for, or away."""
    left: list[RegisterRow]
    away: list[RegisterRow]


def post(question: PeopleQuestion, row: RegisterRow) -> tuple[date, date]:
    """The first and the last day in post."""
    return (
        row.day(question.in_post_from) or date.min,
        row.day(question.in_post_to) or date.max,
    )


def in_post(question: PeopleQuestion, asking: Asking, staff: Register, day: date) -> InPost:
    """Everybody of the group: counted, perhaps counted, left, or on long-term leave."""
    day = min(day, asking.on)
    held = rows_held(staff.rows, question.who, asking)
    columns = (question.in_post_from, question.in_post_to, question.away_from, question.away_to)
    key = ("in post", id(held), columns, day)
    if key not in asking.memo:
        asking.memo[key] = _in_post(question, asking, staff, held, day), held
    found: InPost = asking.memo[key][0]
    return found


def _in_post(
    question: PeopleQuestion, asking: Asking, staff: Register, rows: list[HeldRow], day: date
) -> InPost:
    found = InPost([], [], [], [])
    for row, held in rows:
        first, last = post(question, row)
        if first > day:
            continue
        if last < day:
            if held:
                found.left.append(row)
            continue
        away = is_away(question, asking, staff, row, day)
        if away is None or held is None:
            found.unsure.append(row)
        else:
            (found.away if away else found.sure).append(row)
    return found


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


def away_throughout(question: PeopleQuestion, row: RegisterRow) -> bool:
    """Long-term leave without an end is left out of the search as out of the count."""
    if question.away_from is None or question.away_to is None:
        return False
    return row.day(question.away_from) is not None and row.day(question.away_to) is None


def taken_out(
    question: PeopleQuestion, asking: Asking, found: InPost, day: date, trained: set[str]
) -> Iterator[str]:
    """Who is not counted, why, and how many of those taken out lately had been trained."""
    means = asking.submission.long_term_leave_days
    if found.left:
        yield f"Not counted, left before {on_day(day, '')}: {_few(found.left)}."
    if found.away:
        length = f" of {means} days or more" if means else ""
        yield f"Not counted, on long-term leave{length} {on_day(day)}: {_few(found.away)}."
    since = day - RECENTLY
    lately = [
        *(row for row in found.left if post(question, row)[1] >= since),
        *(row for row in found.away if (row.day(question.away_from or "") or day) >= since),
    ]
    if lately:
        done = sum(label(row) in trained for row in lately)
        yield (
            f"Of these {counted(len(lately), 'people')} left or went on leave in the "
            f"{RECENTLY.days} days before; {done} of them had been trained."
        )


def _few(rows: list[RegisterRow]) -> str:
    names = [label(row) for row in rows]
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return f"{counted(len(names), 'people')} ({', '.join(names[:MOST_NAMED])}{more})"
