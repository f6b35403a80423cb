"""Who is in post on the day that counts, and who is away."""

from datetime import date

from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.answering.rows import row_test
from mis_assessor.core.questions.people import PeopleQuestion
from mis_assessor.core.submission import Chosen, Register, Row

LAST_DAY = "last day of the window"


def post(question: PeopleQuestion, row: Row) -> tuple[date, date]:
    """The first and the last day in post."""
    return (
        row.day(question.in_post_from) or date.min,
        row.day(question.in_post_to) or date.max,
    )


def fixed_day(question: PeopleQuestion, asking: Asking) -> date | str | None:
    """The day people must be in post: a day, or the words for the window's last day."""
    name = question.in_post_on
    value = asking.reading.value(name) if asking.reading.knows(name) else name
    if isinstance(value, str) and asking.reading.knows(value):
        return asking.day(value)
    return value if isinstance(value, date | str) else None


def measured_on(question: PeopleQuestion, asking: Asking, window: Chosen) -> date | None:
    """The day on which people in post are counted; None where it is not loaded."""
    day = fixed_day(question, asking)
    if day == LAST_DAY:
        return window.last
    return day if isinstance(day, date) else None


def in_post(
    question: PeopleQuestion, asking: Asking, staff: Register, day: date
) -> tuple[list[Row], list[Row]]:
    """People who are asked for, and those of whom a blank leaves it open."""
    day = min(day, asking.on)
    belongs = row_test(question.who, asking)
    sure: list[Row] = []
    unsure: list[Row] = []
    for row in staff.rows:
        held = belongs(row)
        first, last = post(question, row)
        if held is not False and first <= day <= last and not _away(question, row, day):
            (sure if held else unsure).append(row)
    return sure, unsure


def _away(question: PeopleQuestion, row: Row, day: date) -> bool:
    if question.away_from is None or question.away_to is None:
        return False
    start = row.day(question.away_from)
    return start is not None and start <= day <= (row.day(question.away_to) or date.max)


def away_throughout(question: PeopleQuestion, row: Row) -> bool:
    """Long-term leave without an end is left out of the search as out of the count."""
    if question.away_from is None or question.away_to is None:
        return False
    return row.day(question.away_from) is not None and row.day(question.away_to) is None
