"""Days in SQL: a day is its number, and what is counted from it is looked up in tables.

The tables are made with the `holidays` library, so that working days are not taken from
the table which the other count uses. They hold every day that the rows can lead to.
"""

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import assert_never

from holidays import country_holidays

from mis_assessor.core.rules.quantities import Length, Month

FIRST_YEAR = 1999
"""No register holds a day before 2000, but for days in post, from which nothing is counted."""
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
    days = _days(date(FIRST_YEAR, 1, 1), date(year, 12, 31))
    database.executemany("INSERT INTO calendar VALUES (?, ?, ?, ?, ?)", days)
    database.execute(
        "INSERT INTO working_day SELECT working_days, MIN(day) FROM calendar "
        "WHERE working_days > 0 GROUP BY working_days"
    )
    database.execute(
        "INSERT INTO month SELECT month, MIN(day), COUNT(*) FROM calendar GROUP BY month"
    )
    database.execute("COMMIT")
    return database


def _days(begins: date, ends: date) -> Iterator[tuple[int, str, int, int, int]]:
    years = range(begins.year, ends.year + 1)
    closed = set(country_holidays("GB", subdiv="ENG", years=years))
    working = 0
    day = begins
    while day <= ends:
        working += day.weekday() < 5 and day not in closed
        yield day.toordinal(), day.isoformat(), number_of_month(day), day.day, working
        day += timedelta(days=1)


def number_of_month(day: date | Month) -> int:
    """Months since the year nought, so that twelve more are a year later."""
    return day.year * 12 + day.month - 1


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
