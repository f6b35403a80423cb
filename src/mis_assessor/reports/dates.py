"""Days and moments as people read them, after the NHS digital service manual."""

from datetime import date, datetime, time

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


def clock(at: time) -> str:
    """A time of day; seconds only where there are some, noon and midnight in words.

    >>> clock(time(11, 47, 9)), clock(time(12)), clock(time(14, 30)), clock(time(9))
    ('11:47:09am', '12 noon', '2:30pm', '9am')
    >>> clock(time(0)), clock(time(0, 5)), clock(time(12, 0, 1))
    ('midnight', '12:05am', '12:00:01pm')
    """
    if (at.minute, at.second) == (0, 0) and at.hour in (0, 12):
        return "12 noon" if at.hour else "midnight"
    hour, half = (at.hour - 1) % 12 + 1, "am" if at.hour < 12 else "pm"
    if at.second:
        return f"{hour}:{at.minute:02}:{at.second:02}{half}"
    return f"{hour}:{at.minute:02}{half}" if at.minute else f"{hour}{half}"


def moment(at: datetime) -> str:
    """A day and a time.

    >>> moment(datetime(2023, 2, 2, 12))
    '12 noon on 2 February 2023'
    """
    return f"{clock(at.time())} on {day(at.date())}"
