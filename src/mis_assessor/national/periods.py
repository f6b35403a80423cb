"""The period a national file is about, in the forms it is written in."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime

from mis_assessor.reading.problems import quoted


@dataclass(frozen=True, slots=True)
class Period:
    """From its first day to its last."""

    first: date
    last: date


_YEAR = re.compile(r"(20\d\d)[-/](\d\d)", re.ASCII)
_MONTHS = ("%b-%y", "%b %y", "%b-%Y", "%b %Y", "%B %Y", "%B-%Y")


def read_period(text: str) -> Period:
    """A financial year or a month.

    >>> str(read_period("2020-21").last), str(read_period("Dec-18").first)
    ('2021-03-31', '2018-12-01')
    """
    if match := _YEAR.fullmatch(text):
        year = int(match[1])
        if (year + 1) % 100 == int(match[2]):
            return Period(date(year, 4, 1), date(year + 1, 3, 31))
    for form in _MONTHS:
        try:
            return month_from(datetime.strptime(text, form).date())  # noqa: DTZ007
        except ValueError:
            continue
    raise ValueError(f"{quoted(text)} is not a period such as 2020-21 or Dec-18.")


def month_from(day: date) -> Period:
    """The month of a day."""
    first = day.replace(day=1)
    return Period(first, first.replace(day=monthrange(first.year, first.month)[1]))
