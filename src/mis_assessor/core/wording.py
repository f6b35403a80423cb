"""Days and counts in the words of findings, after the NHS content style guide."""

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from functools import lru_cache


def on_day(day: date, preposition: str = "on ") -> str:
    """A day as people write it.

    >>> on_day(date(2022, 5, 6))
    'on 6 May 2022'
    """
    return f"{preposition}{_written(day)}"


@lru_cache(maxsize=4096)
def _written(day: date) -> str:
    """The same few days stand in a thousand sentences, and to name a month takes a while."""
    return f"{day.day} {day:%B %Y}"


def at_moment(moment: datetime) -> str:
    """A moment, to the second.

    >>> at_moment(datetime(2023, 2, 2, 12, 0, 1))
    '12:00:01 on 2 February 2023'
    """
    return f"{moment:%H:%M:%S} {on_day(moment)}"


def percent(done: int, of: int) -> str:
    """A share with two decimals at most, cut and never rounded up.

    >>> percent(899, 1000), percent(8996, 10000), percent(1, 2)
    ('89.9%', '89.96%', '50%')
    """
    exact = Fraction(100 * done, of)
    cut = (Decimal(exact.numerator) / exact.denominator).quantize(Decimal("0.01"), ROUND_DOWN)
    return f"{cut.normalize():f}%"


def counted(number: int, things: str) -> str:
    """A number with its noun.

    >>> counted(1, "cases"), counted(2, "cases"), counted(1, "people")
    ('1 case', '2 cases', '1 person')
    """
    if number != 1:
        return f"{number:,} {things}"
    irregular = {"people": "person", "bodies": "body", "duties": "duty"}
    one = irregular.get(things, things.removesuffix("s"))
    return f"1 {one}"


def listed(things: Sequence[str], last: str = "and") -> str:
    """Names in a sentence.

    >>> listed(["midwives", "doctors", "nurses"])
    'midwives, doctors and nurses'
    """
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} {last} {things[-1]}"


def capital(words: str) -> str:
    """Words with a capital at the front, the others as they are.

    >>> capital("edition of October 2022"), capital("")
    ('Edition of October 2022', '')
    """
    return words[:1].upper() + words[1:]


_PREPOSITIONS = {"sent": "to ", "shared": "with ", "co-produced": "with ", "consulted": ""}


def act(verb: str, whom: str) -> str:
    """What was done with a document, by whom or with whom.

    >>> act("seen", "Trust Board"), act("sent", "regional team"), act("consulted", "region")
    ('seen by Trust Board', 'sent to regional team', 'consulted region')
    """
    return f"{verb} {_PREPOSITIONS.get(verb, 'by ')}{whom}"


_LETTERS_OF_OTHER_SCRIPTS = 0x0590
"""Scripts from here on join letters with characters that print as nothing."""


def one_line(text: str) -> str:
    """A text as one harmless line, whoever wrote it: nothing in it moves or hides anything.

    >>> one_line("Vale\\n\\x1b[2K of York\\u202e"), one_line("Łucja\\u00a0K")
    ('Vale ?[2K of York', 'Łucja\\xa0K')
    """
    if text.isprintable():
        return text
    return "".join(map(_shown, text, " " + text))


def _shown(letter: str, before: str) -> str:
    if letter.isprintable() or unicodedata.category(letter) in ("Zs", "Cn", "Co"):
        return "?" if ord(letter) & 0xFFFE == 0xFFFE else letter
    if letter.isspace():
        return " "
    if unicodedata.category(letter) == "Cf":
        joins = letter in "\u200c\u200d" and ord(before) >= _LETTERS_OF_OTHER_SCRIPTS
        return letter if joins else ""
    return "?"
