"""Days as people read them, after the NHS digital service manual."""

from datetime import date

from mis_assessor.core.wording import on_day


def day(on: date) -> str:
    """A day as it is said.

    >>> day(date(2022, 5, 6))
    '6 May 2022'
    """
    return on_day(on, "")


def short_day(on: date) -> str:
    """A day for a narrow column.

    >>> short_day(date(2022, 9, 6))
    '6 Sep 2022'
    """
    return f"{on.day} {on:%b %Y}"


def day_if_dated(written: str) -> str:
    """A day that was written down as data; other words stay as they are.

    >>> day_if_dated("2022-07-01"), day_if_dated("July 2022")
    ('1 Jul 2022', 'July 2022')
    """
    try:
        return short_day(date.fromisoformat(written))
    except ValueError:
        return written


def days(first: date, last: date) -> str:
    """A span of days, both included.

    >>> days(date(2021, 12, 23), date(2022, 5, 5))
    '23 December 2021 to 5 May 2022'
    """
    return f"{day(first)} to {day(last)}"
