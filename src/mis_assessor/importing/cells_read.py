"""What is in a cell of somebody's own spreadsheet, read or refused in words; nothing is guessed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from mis_assessor.core.evidence.references import folded
from mis_assessor.importing.folder import cell_text
from mis_assessor.importing.grid import Spot
from mis_assessor.intake.columns import Column
from mis_assessor.intake.days import FIRST_YEAR, LAST_YEAR
from mis_assessor.reading.problems import did_you_mean, quoted

_NUMBERS = re.compile(r"(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T]00:00(?::00)?)?")
_IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-]([a-z]{3,9})[., \-]+(\d{4}|\d{2})", re.I)
_MONTH_IN_WORDS = re.compile(r"([a-z]{3,9})[ .\-]+(\d{4}|\d{2})", re.I)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_GESTATION = re.compile(
    r"(\d{2})\s*(?:\+|(?:weeks?|wks?|w)\.?,?\s*(?:and|&|\+)?\s*)\s*(\d)\s*"
    r"(?:d|day|days)?\.?",
    re.I,
)
_ONLY_WEEKS = re.compile(r"(\d{2})\s*(?:w|wk|wks|week|weeks)?\.?|(\d{2})/40", re.I)
_SAYS_FORMULA = re.compile(r"[=@]|[+\-](?![\d ]*[\d.]*$)")
_NO_YEAR = "Write the day with its year, as 2025-05-17."


class NotUnderstood(ValueError):
    """A cell that was not taken, and why, in words."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A cell as the register writes it, and what a person should know of how it was read."""

    text: str
    note: str = ""


@lru_cache(maxsize=1 << 16)
def plain_words(text: str) -> str:
    """A heading or word as it is compared: small letters, one space, no punctuation.

    >>> plain_words("Date of  death*"), plain_words("LTS / ML")
    ('date of death', 'lts ml')
    """
    kept = re.sub(r"[^\w%&+✓✔✗✘]+", " ", folded(text).replace("'", ""))
    return " ".join(kept.replace("_", " ").split()) or folded(text)


def acts_as_a_formula(text: str) -> bool:
    """Whether a spreadsheet would work a text out instead of showing it.

    >>> acts_as_a_formula("=1+1"), acts_as_a_formula("-5"), acts_as_a_formula("-")
    (True, False, False)
    """
    return text not in ("-", "+") and bool(_SAYS_FORMULA.match(text))


def read_foreign_day(spot: Spot, doubtful_order: str = "") -> str:
    """A day however it is written, where there is only one way to read it.

    `doubtful_order` names a cell of the same column that puts the month first.
    """
    value = spot.value
    if isinstance(value, datetime | date):
        return _real_day(spot, value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise NotUnderstood(
            f"{quoted(spot.text)} is a number, perhaps a day that lost its format. Format the "
            "cell as a date, or write the day."
        )
    text = spot.text
    if match := _ISO.fullmatch(text):
        return _existing(text, match[1], match[2], match[3])
    if match := _NUMBERS.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        if first <= 12 < second:
            raise NotUnderstood(
                f"{quoted(text)} puts the month before the day. Write it as "
                f"{_year(match[3])}-{first:02}-{second:02}."
            )
        if doubtful_order and second <= 12 and first != second:
            raise NotUnderstood(
                f"{quoted(text)} can be read two ways, and {doubtful_order} puts the month first. "
                "Write the days of this column as 2025-12-31."
            )
        return _existing(text, _year(match[3]), match[2], match[1])
    if (match := _IN_WORDS.fullmatch(text)) and (month := _month(match[2])):
        return _existing(text, _year(match[3]), str(month), match[1])
    raise NotUnderstood(f"{quoted(text)} is not a day. Write it as 2025-12-31.")


def puts_the_month_first(text: str) -> bool:
    """Whether a day in numbers can only have its month before its day."""
    match = _NUMBERS.fullmatch(text.strip())
    return bool(match) and int(match[1]) <= 12 < int(match[2])  # type: ignore[index]


def _real_day(spot: Spot, value: date) -> str:
    day = value.date() if isinstance(value, datetime) else value
    code = spot.number_format
    if code and "y" not in code:
        raise NotUnderstood(
            f"shows {day:%d-%b} without a year, and the year {day.year} was put in. {_NO_YEAR}"
        )
    if code and "d" not in code:
        raise NotUnderstood(f"shows a month only, {day:%B %Y}. Write the day.")
    return _existing(day.isoformat(), str(day.year), str(day.month), str(day.day))


def _year(written: str) -> str:
    return written if len(written) == 4 else f"20{written}"


def _month(word: str) -> int:
    small = word.casefold()[:3]
    return _MONTHS.index(small) + 1 if small in _MONTHS else 0


def _existing(text: str, year: str, month: str, day: str) -> str:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        raise NotUnderstood(f"{quoted(text)} is not a day that exists.") from None
    if not FIRST_YEAR - 60 <= found.year <= LAST_YEAR:
        raise NotUnderstood(f"{quoted(text)} is far from any scheme year. Check the year.")
    return found.isoformat()


def read_foreign_month(spot: Spot) -> str:
    """A month: as 2025-07, as “Jul-25”, or as the first day that stands for it."""
    value, text = spot.value, spot.text
    if isinstance(value, datetime | date):
        if value.day == 1 or "d" not in (spot.number_format or "d"):
            return f"{value:%Y-%m}"
        raise NotUnderstood(f"is the day {value:%Y-%m-%d}. Write the month as {value:%Y-%m}.")
    if re.fullmatch(r"\d{4}-\d\d", text):
        return text
    if (match := _MONTH_IN_WORDS.fullmatch(text)) and (month := _month(match[1])):
        return f"{_year(match[2])}-{month:02}"
    if (match := _ISO.fullmatch(text)) and match[3] == "01":
        return text[:7]
    raise NotUnderstood(f"{quoted(text)} is not a month. Write it as 2025-07.")


def read_foreign_gestation(spot: Spot) -> str:
    """Weeks and days, as “31 weeks 2 days” or 31+2; weeks without days are not enough."""
    if isinstance(spot.value, datetime | date):
        raise NotUnderstood("is a day, perhaps weeks and days that were taken for one. Write 31+2.")
    text = spot.text
    if match := _GESTATION.fullmatch(text):
        if int(match[2]) > 6:
            raise NotUnderstood(f"{quoted(text)} has more than six days. Write it as 31+2.")
        return f"{match[1]}+{match[2]}"
    if match := _ONLY_WEEKS.fullmatch(text):
        raise NotUnderstood(f"{quoted(text)} gives weeks without days. Write it as 31+2.")
    if re.fullmatch(r"\d{2}\.\d", text):
        raise NotUnderstood(
            f"{quoted(text)} may be weeks and days, or weeks and tenths. Write it as 31+2."
        )
    raise NotUnderstood(f"{quoted(text)} is not a gestation. Write it as 31+2.")


def read_foreign_whole(spot: Spot) -> Understood:
    """A whole number; one that is stored as text is told."""
    value, text = spot.value, spot.text
    if isinstance(value, int | float) and not isinstance(value, bool):
        if not float(value).is_integer() or value < 0 or "%" in text:
            raise NotUnderstood(f"{quoted(text)} is not a whole number.")
        return Understood(str(int(value)))
    if isinstance(value, datetime | date):
        raise NotUnderstood("is a day. Format the cell as a number, and type it again.")
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+|\d{1,9}", text):
        number = text.replace(",", "")
        return Understood(number, f"is a number stored as text; read as {number}.")
    raise NotUnderstood(f"{quoted(text)} is not a whole number.")


def read_foreign(
    spot: Spot, column: Column, words: Mapping[str, str], doubtful_order: str = ""
) -> Understood:
    """A cell as a register writes it. Raises NotUnderstood with what to do.

    `words` are the words of this column's list by the words of the file, both compared plainly.
    """
    kind = column.type
    options = ("yes", "no") if kind.name == "yes or no" else kind.options
    if kind.is_day:
        return Understood(read_foreign_day(spot, doubtful_order))
    match kind.name:
        case "month":
            return Understood(read_foreign_month(spot))
        case "weeks and days":
            return Understood(read_foreign_gestation(spot))
        case "whole number":
            return read_foreign_whole(spot)
        case _ if options and kind.name != "list":
            return Understood(_word(spot, options, words))
        case _:
            return _as_text(spot, column)


def _word(spot: Spot, options: Iterable[str], words: Mapping[str, str]) -> str:
    said = plain_words(spot.text)
    for option in options:
        if plain_words(option) == said:
            return option
    if (meant := words.get(said)) is not None:
        return meant
    raise NotUnderstood(
        f"{quoted(spot.text)} is not a word that is known here.{did_you_mean(spot.text, options)} "
        "Write the word of the register, or say under “words” in mappings.yaml what it means."
    )


def _as_text(spot: Spot, column: Column) -> Understood:
    if isinstance(spot.value, datetime | date):
        raise NotUnderstood(
            f"is the day {spot.text}, perhaps a reference such as 5-17 that the spreadsheet took "
            "for one. Format the column as text, and type it again."
        )
    if acts_as_a_formula(spot.text):
        raise NotUnderstood(
            f"{quoted(spot.text)} begins as a formula does, and a spreadsheet would work it out. "
            "Write it otherwise."
        )
    try:
        return Understood(cell_text(column.type.read(spot.text)))
    except ValueError as wrong:
        raise NotUnderstood(str(wrong)) from None
