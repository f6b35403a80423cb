"""Days, months and moments as people write them, never guessing their order."""

import re
from datetime import UTC, date, datetime

from mis_assessor.core.rules.quantities import LONDON, Month
from mis_assessor.reading.problems import quoted

FIRST_YEAR, LAST_YEAR = 2000, 2100
FIRST_YEAR_OF_A_CAREER = 1940

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_SLASHES = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d\d)", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d):(\d\d)(?::(\d\d))?", re.ASCII)
_STARTS_A_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d", re.ASCII)
_DAY_FORM = "Write the day as 2022-02-28."


def puts_month_first(text: str) -> bool:
    """Whether a day can only be read with its month first, as in 05/13/2022."""
    match = _SLASHES.fullmatch(text)
    return bool(match) and int(match[1]) <= 12 < int(match[2]) <= 31  # type: ignore[index]


def written_with_slashes(text: str) -> bool:
    """Whether a day is written 06/05/2022 rather than 2022-05-06."""
    return "/" in text


def looks_like_a_day(text: str) -> bool:
    """Whether a text is meant as a day, even one that does not exist."""
    return bool(_ISO.fullmatch(text) or _SLASHES.fullmatch(text))


def looks_like_a_moment(text: str) -> bool:
    """Whether a text is meant as a day and time."""
    return bool(_STARTS_A_MOMENT.match(text))


def read_iso_day(text: str) -> date:
    """The day of a text such as 2022-05-06, in the years a scheme can be about."""
    if not (match := _ISO.fullmatch(text)):
        raise ValueError(f"{quoted(text)} is not a day. {_DAY_FORM}")
    return _existing(text, match[1], match[2], match[3], FIRST_YEAR)


def _usual_day(text: str) -> date | None:
    """The day of a text such as 2022-05-06, sooner than by its parts; None for any other."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_day(text: str, earliest: int = FIRST_YEAR) -> date:
    """The day of a text such as 2022-05-06 or 06/05/2022.

    >>> read_day("06/05/2022")
    datetime.date(2022, 5, 6)
    """
    found = _usual_day(text)
    if found is not None and earliest <= found.year <= LAST_YEAR:
        return found
    if match := _ISO.fullmatch(text):
        return _existing(text, match[1], match[2], match[3], earliest)
    if match := _SLASHES.fullmatch(text):
        if puts_month_first(text):
            year, month, day = match[3], match[1], match[2]
            raise ValueError(
                f"{quoted(text)} puts the month before the day. Write the day as "
                f"{year}-{month:0>2}-{day}."
            )
        return _existing(text, match[3], match[2], match[1], earliest)
    raise ValueError(f"{quoted(text)} is not a day. {_DAY_FORM}")


def read_day_of_a_career(text: str) -> date:
    """A day in somebody's working life, which may be long before the scheme."""
    return read_day(text, FIRST_YEAR_OF_A_CAREER)


def _existing(text: str, year: str, month: str, day: str, earliest: int) -> date:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(f"{quoted(text)} is not a day that exists. {_DAY_FORM}") from None
    if not earliest <= found.year <= LAST_YEAR:
        side = f"before {earliest}" if found.year < earliest else f"after {LAST_YEAR}"
        raise ValueError(f"{quoted(text)} is {side}. Check the year.")
    return found


def read_month(text: str) -> Month:
    """The month of a text such as 2022-07."""
    match = _MONTH.fullmatch(text)
    if not match or not 1 <= int(match[2]) <= 12:
        raise ValueError(f"{quoted(text)} is not a month. Write the month as 2022-07.")
    if not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        raise ValueError(f"{quoted(text)} is far from any scheme year. Check the year.")
    return Month(int(match[1]), int(match[2]))


def read_moment(text: str) -> datetime | str:
    """A day and time in London; without seconds it is not exact, and stays text.

    >>> read_moment("2023-02-02 12:00")
    '2023-02-02 12:00'
    """
    if not (match := _MOMENT.fullmatch(text)):
        raise ValueError(f"{quoted(text)} is not a day and time. Write it as 2023-02-02 11:47:09.")
    day = read_iso_day(match[1])
    hour, minute, second = int(match[2]), int(match[3]), int(match[4] or 0)
    if hour > 23 or minute > 59 or second > 59:
        raise ValueError(
            f"{quoted(text)} has a time that does not exist. Write it as 2023-02-02 11:47:09."
        )
    moment = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=LONDON)
    if moment.astimezone(UTC).astimezone(LONDON).replace(fold=0) != moment:
        raise ValueError(
            f"{quoted(text)} was skipped when the clocks went forward. Check the time."
        )
    return moment if match[4] else text
