"""When each body of the invented trust and its system meets."""

import re
from datetime import date, timedelta
from functools import cache
from zlib import crc32

from mis_assessor.core.rules.calendar import ONE_DAY, is_working_day

BODY = re.compile(
    "board$|meeting|committee|lmns|network|group|champions|commissioner|team|MVP", re.I
)
PERSON = re.compile("officer|executive|director|chair|champion$", re.IGNORECASE)
THURSDAY = 3
FIRST_MONTH, LAST_MONTH = (2019, 1), (2026, 6)


def next_day(by: str, day: date) -> date:
    """The first day from `day` on which a body meets, or a person is at work."""
    if not comes_together(by):
        return working_day(day)
    return next(d for d in meetings(by) if d >= day)


def last_day(by: str, day: date) -> date:
    """The last such day up to `day`."""
    if not comes_together(by):
        while not is_working_day(day):
            day -= ONE_DAY
        return day
    return max(d for d in meetings(by) if d <= day)


def comes_together(by: str) -> bool:
    """Whether a body is meant, which has meetings, and not a person."""
    return bool(BODY.search(by)) and not PERSON.search(by)


def working_day(day: date) -> date:
    """The day itself or the next working day."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


@cache
def meetings(body: str) -> tuple[date, ...]:
    """A body meets once a month; the Trust Board on the last Thursday."""
    if body == "Trust Board":
        return tuple(_last_of(year, month, THURSDAY) for year, month in _months())
    weekday, week = crc32(body.encode()) % 5, crc32(body.encode()) // 5 % 3
    return tuple(
        working_day(_first_of(year, month, weekday) + timedelta(weeks=week))
        for year, month in _months()
    )


def _months() -> list[tuple[int, int]]:
    first, last = (y * 12 + m - 1 for y, m in (FIRST_MONTH, LAST_MONTH))
    return [(n // 12, n % 12 + 1) for n in range(first, last + 1)]


def _first_of(year: int, month: int, weekday: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7)


def _last_of(year: int, month: int, weekday: int) -> date:
    fifth = _first_of(year, month, weekday) + timedelta(weeks=4)
    return fifth if fifth.month == month else fifth - timedelta(weeks=1)
