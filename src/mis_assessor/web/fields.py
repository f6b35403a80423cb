"""What people write in fields, read forgivingly; and names that may lead nowhere else."""

import re
from datetime import date
from pathlib import PurePosixPath


def day_in(text: str) -> date | None:
    """A day as people write it, day first; None where it is none.

    >>> day_in("27/3/2023"), day_in("27 3 2023"), day_in("2023-03-27"), day_in("32/1/2023")
    (datetime.date(2023, 3, 27), datetime.date(2023, 3, 27), datetime.date(2023, 3, 27), None)
    """
    if not (numbers := re.findall(r"\d+", text)) or len(numbers) != 3 or len(text) > 20:
        return None
    first, middle, last = map(int, numbers)
    year, month, day = (first, middle, last) if len(numbers[0]) == 4 else (last, middle, first)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_written(day: str) -> str:
    """A day as it is stored, as a field shows it; what is none stays as somebody wrote it.

    >>> day_written("2023-03-27"), day_written("soon"), day_written("")
    ('27/3/2023', 'soon', '')
    """
    found = day_in(day)
    return f"{found.day}/{found.month}/{found.year}" if found else day


def number_in(text: str) -> int | None:
    """A whole number of reasonable size; None where it is none.

    >>> number_in("12"), number_in("12x"), number_in("9" * 40)
    (12, None, None)
    """
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 10 else None


def plain_name(name: str) -> str:
    """The last part of a file's name, whatever folders a browser wrote before it.

    >>> plain_name("C:\\\\fakepath\\\\staff.csv"), plain_name("../../etc/passwd"), plain_name("..")
    ('staff.csv', 'passwd', '')
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    return "" if last in (".", "..") else last
