"""Every share, length, day and number that stands in a text, however it is written."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from mis_assessor.core.rules.quantities import (
    Gestation,
    Length,
    Month,
    Pounds,
    Quantity,
    Share,
    Times,
)

_SPELT = re.compile("[a-z]+")
ONES = _SPELT.findall(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
TENS = _SPELT.findall("twenty thirty forty fifty sixty seventy eighty ninety")
WORDS = {word: number for number, word in enumerate(ONES)}
WORDS |= {word: 10 * number for number, word in enumerate(TENS, 2)}
WORDS |= {
    f"{ten}{join}{one}": 10 * tens + ones
    for tens, ten in enumerate(TENS, 2)
    for ones, one in enumerate(ONES[1:10], 1)
    for join in ("-", " ")
}
WORDS |= {"hundred": 100, "one hundred": 100, "a hundred": 100}
_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|{_WORD})"
MONTHS = _SPELT.findall(
    "january february march april may june july august september october november december"
)
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|" \
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"  # fmt: skip
_DAY = r"(\d{1,2})\s?(?:st|nd|rd|th)?(?:\s+day\s+of|\s+of)?"


@dataclass(frozen=True, slots=True)
class Amount:
    """Something counted or dated, and where in the text it stands."""

    kind: str
    amount: object
    start: int
    end: int
    as_rule: str
    """As a rule file would write it."""


def amount_of(value: Quantity | None) -> tuple[str, object] | None:
    """The kind and amount of a rule's value; None of a list of words.

    >>> amount_of(Length(2, "weeks", "2 weeks")) == amount_of(Length(14, "days", "14 days"))
    True
    """
    match value:
        case Share():
            return "share", value.of_one
        case Times():
            return "times", value.number
        case Length():
            return "length", _length(value.number, value.unit)
        case datetime():
            return "day", value.date()
        case date():
            return "day", value
        case Month():
            return "month", (value.year, value.month)
        case Gestation():
            return "gestation", (value.weeks, value.days)
        case Pounds():
            return "pounds", value.amount
        case Decimal():
            return "number", value
        case _:
            return None


def _length(number: int, unit: str) -> tuple[int, str]:
    """Years as months and weeks as days; working days are their own."""
    match unit:
        case "years":
            return 12 * number, "months"
        case "weeks":
            return 7 * number, "days"
        case _:
            return number, unit


def _number(text: str) -> int:
    word = " ".join(text.lower().split())
    return WORDS[word] if word in WORDS else int(word.replace(",", ""))


def _month(text: str) -> int:
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(text.lower()[:3]))


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


Made = tuple[object, str] | None


def _share(m: re.Match[str]) -> Made:
    number = Decimal(m[1]) if m[1][0].isdigit() else Decimal(_number(m[1]))
    return (Fraction(number) / 100, f"{number}%") if number <= 100 else None


_FRACTIONS = {
    "half": ("1/2", Fraction(1, 2)),
    "one third": ("1/3", Fraction(1, 3)),
    "a third": ("1/3", Fraction(1, 3)),
    "two thirds": ("2/3", Fraction(2, 3)),
    "three quarters": ("75%", Fraction(3, 4)),
}


def _fraction(m: re.Match[str]) -> Made:
    written, amount = _FRACTIONS[" ".join(m[1].lower().replace("-", " ").split())]
    return amount, written


def _out_of(m: re.Match[str]) -> Made:
    one, of = _number(m[1]), _number(m[2])
    return (Fraction(one, of), f"{one}/{of}") if 0 < one <= of else None


def _long(m: re.Match[str]) -> Made:
    unit = re.sub(r"\s+", " ", m[2].lower()).removesuffix("s") + "s"
    number = _number(m[1])
    return _length(number, unit), f"{number} {unit}"


def _monthly(m: re.Match[str]) -> Made:
    number = _number(m[1])
    return (number, "months"), f"{number} months"


def _day(day: str, month: int, year: str) -> Made:
    try:
        found = date(_year(year), month, int(day))
    except ValueError:
        return None
    return found, found.isoformat()


def _of_month(m: re.Match[str]) -> Made:
    year, month = int(m[2]), _month(m[1])
    return (year, month), f"{year}-{month:02}"


def _gestation(m: re.Match[str]) -> Made:
    weeks, days = int(m[1]), int(m[2] or 0)
    return ((weeks, days), f"{weeks}+{days}") if 20 <= weeks <= 44 and days < 7 else None


def _pounds(m: re.Match[str]) -> Made:
    amount = Decimal(m[1].replace(",", "")) * (1000 if m[2] else 1)
    return amount, f"£{amount:,}"


def _times(m: re.Match[str]) -> Made:
    word = m[1].lower()
    number = {"once": 1, "twice": 2}.get(word)
    number = _number(word) if number is None else number
    return (number, f"{number} times") if number < 100 else None


_JOINS = "is|are|was|were|has|have|of|in|on|at|and|or|the|a|an|to|for|by|that"
"""Words after which a noun is another thing than the one counted: “a new one is project …”."""
_COUNTED = (
    "times|occasions|passes|reports?|meetings?|cases?|events?|modules?|elements?|units?|"
    "projects?|scenarios?|discussions?|drills?|audits?|losses|members?|people|persons?|"
    "walkabouts?|walkrounds?|engagement sessions?|sessions?|simulations?"
)
_FORMS: tuple[tuple[str, str, Callable[[re.Match[str]], Made]], ...] = (
    ("share", rf"\b(\d{{1,3}}(?:\.\d+)?|{_WORD})\s?(?:%|per\s?-?cent\b)", _share),
    ("share", rf"\b({'|'.join(_FRACTIONS).replace(' ', '[ -]')})\b(?!\s?-?\s?(?:year|day|term))",
     _fraction),
    ("share", rf"\b({_NUMBER})\s+(?:out\s+of|in)\s+(?:every\s+)?(ten|10|hundred|100)\b", _out_of),
    ("length",
     rf"(?<![+.,/])\b({_NUMBER})(?:\s*\(\w+\))?[\s-]+(?:calendar\s+|consecutive\s+|full\s+|completed\s+|"
     r"whole\s+)?(working\s+days?|days?|weeks?|months?|years?)\b(?!['’]?\s*gestation|\s+of\s+gest)",
     _long),
    ("length", rf"\b({_NUMBER})[\s-]*monthly\b", _monthly),
    ("day", rf"\b{_DAY}\s+({_MONTH}),?\s+((?:20)?\d{{2}})(?!\d)",
     lambda m: _day(m[1], _month(m[2]), m[3])),
    ("day", rf"\b({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(20\d{{2}})(?!\d)",
     lambda m: _day(m[2], _month(m[1]), m[3])),
    ("day", r"\b(\d{1,2})[/.](\d{1,2})[/.]((?:20)?\d{2})(?![\d/.]\d)",
     lambda m: _day(m[1], int(m[2]), m[3]) if 1 <= int(m[2]) <= 12 else None),
    ("day", r"\b(20\d{2})-(\d{2})-(\d{2})\b",
     lambda m: _day(m[3], int(m[2]), m[1]) if 1 <= int(m[2]) <= 12 else None),
    ("month", rf"\b({_MONTH})\s+(20\d{{2}})\b", _of_month),
    ("gestation", r"\b(\d{2})\s?\+\s?(\d)\b", _gestation),
    ("gestation", r"\b(\d{2})()\s?(?:completed\s+)?weeks(?:['’]?\s+(?:of\s+)?gestation|\s+or\s+"
     r"(?:more|later))", _gestation),
    ("pounds", r"£\s?(\d{1,3}(?:,\d{3})+|\d+)(\s?k\b)?", _pounds),
    ("times", r"\b(once|twice)\b", _times),
    ("times",
     rf"\b({_NUMBER})\s+(?:(?!(?:{_NUMBER}|{_JOINS})\b)[a-z'’-]+\s+){{0,2}}?"
     rf"(?:{_COUNTED})\b", _times),
    ("times",
     rf"\b(?:at\s+least|minimum\s+of|no\s+fewer\s+than|no\s+more\s+than)\s+({_NUMBER})"
     r"\b(?!\s?(?:%|per\s?cent|working|calendar|days?|weeks?|months?|years?|[+/.,]\s?\d))", _times),
)  # fmt: skip
_PATTERNS = [(kind, re.compile(form, re.IGNORECASE), make) for kind, form, make in _FORMS]
_NO_YEAR = re.compile(
    rf"\b{_DAY}\s+({_MONTH})(?=\s*(?:to|and|until|–|—|-|through)\s*(?:\w+\s+){{0,2}}$)",
    re.IGNORECASE,
)


def amounts_in(text: str) -> Iterator[Amount]:
    """Every amount of a text, in the order of the forms; a day is no month of its own."""
    days: list[Amount] = []
    for kind, pattern, make in _PATTERNS:
        for match in pattern.finditer(text):
            if kind == "month" and any(
                d.start < match.end() and match.start() < d.end for d in days
            ):
                continue
            made = make(match)
            if made is None:
                continue
            found = Amount(kind, made[0], match.start(), match.end(), made[1])
            if kind == "day":
                days.append(found)
            yield found
    for full in list(days):
        yield from _first_of_range(text, full)


def _first_of_range(text: str, last: Amount) -> Iterator[Amount]:
    """“1 April to 30 November 2025”: the year stands once and holds for both."""
    match = _NO_YEAR.search(text, max(0, last.start - 60), last.start)
    if match is None or not isinstance(last.amount, date):
        return
    for year in (last.amount.year, last.amount.year - 1):
        made = _day(match[1], _month(match[2]), str(year))
        if made is not None and isinstance(made[0], date) and made[0] < last.amount:
            yield Amount("day", made[0], match.start(), match.end(), made[1])
            return
