"""Calendar arithmetic as the scheme's guidance counts: months, working days, cadence."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import assert_never

from mis_assessor.core.rules.bank_holidays import bank_holidays
from mis_assessor.core.rules.quantities import Length, Month

ONE_DAY = timedelta(days=1)


def is_working_day(day: date) -> bool:
    """Not a Saturday, a Sunday or a bank holiday in England."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def after(day: date, length: Length) -> date:
    """The day `length` after `day`, which is day 0; months clamp to the month's end.

    >>> str(after(date(2022, 12, 31), Length(2, "months", "2 months")))
    '2023-02-28'
    >>> str(after(date(2022, 6, 1), Length(7, "working days", "7 working days")))
    '2022-06-14'
    """
    return _move(day, length, 1)


def before(day: date, length: Length) -> date:
    """The day `length` before `day`, counted the same way backwards."""
    return _move(day, length, -1)


@lru_cache(maxsize=1 << 14)
def _move(day: date, length: Length, sign: int) -> date:
    match length.unit:
        case "working days":
            left = length.number
            while left:
                day += sign * ONE_DAY
                left -= is_working_day(day)
            return day
        case "days":
            return day + sign * timedelta(days=length.number)
        case "weeks":
            return day + sign * timedelta(weeks=length.number)
        case "months":
            return _add_months(day, sign * length.number)
        case "years":
            return _add_months(day, sign * 12 * length.number)
        case _:
            assert_never(length.unit)


def _add_months(day: date, months: int) -> date:
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def first_day(month: Month) -> date:
    """The first day of a calendar month."""
    return date(month.year, month.month, 1)


def last_day(month: Month) -> date:
    """The last day of a calendar month."""
    return date(month.year, month.month, monthrange(month.year, month.month)[1])


def whole_periods(months: int, start: date, end: date) -> Iterator[tuple[date, date]]:
    """Calendar months (1), quarters (3) or half-years (6) lying wholly in the window."""
    first = (start.year * 12 + start.month - 1) // months * months
    while True:
        opens = date(first // 12, first % 12 + 1, 1)
        closes = _add_months(opens, months) - ONE_DAY
        if closes > end:
            return
        if opens >= start:
            yield opens, closes
        first += months


def day_of(cell: date) -> date:
    """The day of a day or of a moment."""
    return cell.date() if isinstance(cell, datetime) else cell
