"""How cells are read: each reader says in words what is wrong with a text."""

import re
from decimal import Decimal

from mis_assessor.core.rules.quantities import Gestation
from mis_assessor.intake import days
from mis_assessor.reading import limits
from mis_assessor.reading.problems import quoted

SPOILED_TEXT = re.compile(
    r"(?im)^\s*#(?:n/a|ref!|value!|name\?|div/0!|num!|null!|spill!|calc!|getting_data)\s*$"
)
"""What a spreadsheet shows where a formula failed, alone on a line."""
UNSEEN = re.compile(
    "[\\u00ad\\u034f\\u061c\\u115f\\u1160\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e"
    "\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff9-\\ufffb]|_x[0-9A-Fa-f]{4}_"
)
"""Characters that nobody sees, and what Excel writes for them."""
SPOILED_REFERENCE = re.compile(
    rf"{SPOILED_TEXT.pattern}"
    r"|^\s*[0-9](?:[.,][0-9]+)?e\+?[0-9]{1,3}\s*$"
    r"|^\s*(?:[0-9]{1,2}-[a-z]{3}(?:-[0-9]{2,4})?|[a-z]{3}-[0-9]{2})\s*$"
    r"|^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}(?: 00:00(?::00)?)?\s*$"
    r"|^\s*[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}\s*$"
    rf"|{UNSEEN.pattern}"
)
"""What programs make of references: they fail, shorten them, take them for days, or leave
characters in them that nobody sees."""
ODD_TEXT = re.compile("^ *#")
ODD_REFERENCE = re.compile(
    "^ *(?:#|0(?:[.,]0+)?[Aa][+]?0{1,3} *$|0{1,2}-[Aa]{3}(?:-0{2,4})? *$|[Aa]{3}-00 *$"
    "|0000-00-00(?: 00:00(?::00)?)? *$|0{1,2}/0{1,2}/0000 *$)|_[Aa][0Aa]{4}_"
)
"""The shapes of all that is spoiled so; characters that nobody sees have shapes of their own."""


def is_error_value(text: str) -> bool:
    """Whether a text is what a spreadsheet shows where a formula failed.

    >>> is_error_value("#N/A"), is_error_value("#12")
    (True, False)
    """
    return bool(SPOILED_TEXT.fullmatch(text))


def too_long_a_word(text: str) -> str:
    """What is wrong with a text that no page could print; nothing where it can be."""
    longest = max(map(len, text.split()), default=0) if len(text) > limits.WORD_LENGTH else 0
    if longest <= limits.WORD_LENGTH:
        return ""
    return (
        f"has a word of {longest:,} letters, and {limits.WORD_LENGTH:,} is the most that a page "
        "can print. Write it shorter."
    )


def read_text(text: str) -> str:
    """Text as written, unless it is a spreadsheet's error."""
    if is_error_value(text):
        raise ValueError(f"shows the error {text}. Write the value.")
    if problem := too_long_a_word(text):
        raise ValueError(problem)
    return text


def read_reference(text: str) -> str:
    """A reference as written, unless a program has spoiled it."""
    read_text(text)
    if UNSEEN.search(text):
        meant = UNSEEN.sub("", text).strip()
        raise ValueError(
            f"{quoted(meant)} has a character in it that nobody can see, so that it is another "
            f"reference to a program. Type it again{f' as {quoted(meant)}' if meant else ''}."
        )
    if re.fullmatch(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]{1,3}", text):
        raise ValueError(
            f"{quoted(text)} is a number that a spreadsheet has shortened. Format the column as "
            "text, and type the reference again."
        )
    if SPOILED_REFERENCE.fullmatch(text):
        raise ValueError(
            f"{quoted(text)} is a day, perhaps a reference that a spreadsheet took for one. "
            "Format the column as text, and type the reference again."
        )
    return text


def read_yes_no(text: str) -> bool:
    """Yes or no, in small or capital letters."""
    answer = text.casefold()
    if answer not in ("yes", "no"):
        raise ValueError(f"{quoted(text)} is not “yes” or “no”. Blank means not known.")
    return answer == "yes"


def read_whole(text: str) -> int:
    """A whole number, not negative, without commas."""
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise ValueError(f"{quoted(text)} is not a whole number. Write it as 1234.")
    return int(text)


def read_percent(text: str) -> int:
    """A score of 0 to 100, with or without the sign for per cent."""
    match = re.fullmatch(r"([0-9]{1,3}) ?%?", text)
    if not match or int(match[1]) > 100:
        raise ValueError(f"{quoted(text)} is not a score from 0 to 100. Write it as 85.")
    return int(match[1])


def read_wte(text: str) -> Decimal:
    """Whole-time equivalents or hours, to two decimals at most."""
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,2})?", text):
        raise ValueError(
            f"{quoted(text)} is not a number with at most two decimals. Write it as 182.40."
        )
    return Decimal(text)


def read_pounds(text: str) -> Decimal:
    """Money to the penny, with or without £ and commas."""
    form = r"£?(?:[0-9]{1,3}(?:,[0-9]{3}){0,4}|[0-9]{1,12})(?:\.[0-9]{2})?"
    if not re.fullmatch(form, text):
        raise ValueError(f"{quoted(text)} is not an amount in pounds. Write it as £1,234.00.")
    return Decimal(text.lstrip("£").replace(",", ""))


def read_gestation(text: str) -> Gestation:
    """Completed weeks and days, between 10 and 45 weeks."""
    match = re.fullmatch(r"([0-9]{2})\+([0-6])", text)
    if not match or not 10 <= int(match[1]) <= 45:
        raise ValueError(f"{quoted(text)} is not a gestation. Write weeks and days as 37+0.")
    return Gestation(int(match[1]), int(match[2]))


def read_list(text: str) -> tuple[str, ...]:
    """The parts of a list separated by semicolons."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def read_days(text: str) -> tuple[str, ...]:
    """A list of days; only 2022-05-06 is unambiguous inside one cell."""
    return tuple(str(days.read_iso_day(part)) for part in read_list(text))


def read_fingerprint(text: str) -> str:
    """A sha256 fingerprint: 64 digits and letters a to f."""
    if not re.fullmatch(r"[0-9a-fA-F]{64}", text):
        raise ValueError(
            f"{quoted(text)} is not a sha256 fingerprint, which has 64 digits and "
            "letters a to f. Leave it blank if you have none."
        )
    return text.lower()
