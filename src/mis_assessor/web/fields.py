"""What people write in fields, read forgivingly; and names that may lead nowhere else."""

import re
import unicodedata
from datetime import date
from pathlib import PurePosixPath

TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the way in which text is read: one name could be made to look like another."""


def seen_in(text: str) -> str:
    """What people see of what was sent: without control characters, halves and turning marks.

    >>> seen_in("Ada\\0 \\u202eWren\\ud800,\\nMIS lead")
    'Ada Wren,\\nMIS lead'
    """
    if text.isprintable():
        return text
    return "".join(c for c in text if c in "\t\n\r" or _is_seen(c))


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cs") and letter not in TURNS


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
