"""Days in SQL: a day is its number, and what is counted from it is looked up in tables.

Bank holidays are those of the `holidays` library, so that working days are not taken from
the table which the other count uses. They hold every day that the rows can lead to.
"""

import sqlite3
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import assert_never

from mis_assessor.core.rules.quantities import Length, Month
from mis_assessor.recount.closed_days import closed_days

FIRST_YEAR = 1999
"""No register holds a day before 2000, but for days in post, from which nothing is counted."""
WORKING_WEEK = (1, 2, 3, 4, 5)
"""Monday to Friday: the first day of the year 1, which has the number 1, was a Monday."""
YEARS_AHEAD = 6
"""So many years after the last day that anybody tells are in the calendar too."""

SCHEMA = (
    "CREATE TABLE calendar (day INTEGER PRIMARY KEY, written TEXT, month INTEGER, "
    "day_of_month INTEGER, working_days INTEGER)",
    "CREATE TABLE working_day (number INTEGER PRIMARY KEY, day INTEGER)",
    "CREATE TABLE month (number INTEGER PRIMARY KEY, first_day INTEGER, days INTEGER)",
)


def copy_calendar(database: sqlite3.Connection, year: int) -> None:
    """Writes the tables of days, to the end of a year; working days of England."""
    _calendar_to(year).backup(database)


@cache
def _calendar_to(year: int) -> sqlite3.Connection:
    """The tables of days in a database of their own, to be copied."""
    database = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    for statement in SCHEMA:
        database.execute(statement)
    database.execute("BEGIN")
    months = list(_months(year))
    database.executemany("INSERT INTO month VALUES (?, ?, ?)", months)
    database.executemany("INSERT INTO calendar VALUES (?, ?, ?, ?, ?)", _days(months))
    database.execute(
        "INSERT INTO working_day SELECT c.working_days, c.day FROM calendar c "
        "LEFT JOIN calendar b ON b.day = c.day - 1 "
        "WHERE c.working_days > COALESCE(b.working_days, 0)"
    )
    database.execute("COMMIT")
    return database


def _months(year: int) -> Iterator[tuple[int, int, int]]:
    """Each month to the end of a year: its number, its first day and how many days it has."""
    for month in range(FIRST_YEAR * 12, year * 12 + 12):
        first = date(month // 12, month % 12 + 1, 1)
        yield month, first.toordinal(), monthrange(first.year, first.month)[1]


def _days(months: list[tuple[int, int, int]]) -> Iterator[tuple[int, str, int, int, int]]:
    closed = {day.toordinal() for day in closed_days({month // 12 for month, _, _ in months})}
    working = 0
    for month, first, days in months:
        written = f"{month // 12}-{month % 12 + 1:02}-"
        for day in range(first, first + days):
            working += day % 7 in WORKING_WEEK and day not in closed
            of_month = day - first + 1
            yield day, f"{written}{of_month:02}", month, of_month, working


def number_of_month(day: date | Month) -> int:
    """Months since the year nought, so that twelve more are a year later."""
    return day.year * 12 + day.month - 1


@dataclass(frozen=True, slots=True)
class Moment:
    """SQL for a day and, where it is known to the second, for that."""

    day: str
    second: str | None = None


def is_late(act: Moment, last: Moment) -> str:
    """Whether an act came after its last day; to the second where both are told so."""
    if act.second and last.second:
        return f"{act.second} > {last.second}"
    return f"{act.day} > {last.day}"


def moved(day: str, length: Length, sign: int) -> str:
    """The day a length after (1) or before (-1) a day, which is day 0; blank stays blank.

    `day` is SQL for the number of a day. A month later is the same day of the month, or the
    month's last.
    """
    number = length.number
    match length.unit:
        case "days":
            return f"({day} + {sign * number})"
        case "weeks":
            return f"({day} + {sign * 7 * number})"
        case "months":
            return _months_on(day, sign * number)
        case "years":
            return _months_on(day, sign * 12 * number)
        case "working days" if number == 0:
            return f"({day})"
        case "working days" if sign > 0:
            return (
                "(SELECT n.day FROM calendar its JOIN working_day n "
                f"ON n.number = its.working_days + {number} WHERE its.day = {day})"
            )
        case "working days":
            return (
                "(SELECT n.day FROM calendar its JOIN working_day n "
                f"ON n.number = its.working_days - {number - 1} WHERE its.day = {day} - 1)"
            )
        case _:
            assert_never(length.unit)


def _months_on(day: str, months: int) -> str:
    return (
        "(SELECT n.first_day - 1 + CASE WHEN its.day_of_month < n.days THEN its.day_of_month "
        f"ELSE n.days END FROM calendar its JOIN month n ON n.number = its.month + {months} "
        f"WHERE its.day = {day})"
    )


def last_day_of(lasts: Length) -> str:
    """A query of the last day of a window that begins on its first."""
    return f"SELECT {moved(':first', lasts, 1)} - 1"
