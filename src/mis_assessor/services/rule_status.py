"""How well the values of each scheme year are known, counted by mark."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mis_assessor.core.errors import RulebookWrong
from mis_assessor.core.rules.confirmations import Confirmation, confirmed_by
from mis_assessor.rulebook.loaded import years_in
from mis_assessor.services.books import Books

EMPTY = "not loaded"


@dataclass(frozen=True, slots=True)
class YearStatus:
    """A scheme year: how much is asked, how its values are known, and its fingerprint."""

    year: int
    title: str
    requirements: int
    marks: Mapping[str, int]
    digest: str
    confirmed: int = 0
    """How many values behind its requirements somebody has compared with the guidance."""
    wrong: str = ""
    """What is wrong with its rules, where they cannot be read."""


def statuses(books: Books, made: Sequence[Confirmation]) -> tuple[YearStatus, ...]:
    """Every scheme year that is loaded, the newest first, with the confirmations that count."""
    return tuple(_status(books, year, made) for year in reversed(years_in(books.rules)))


def _status(books: Books, year: int, made: Sequence[Confirmation]) -> YearStatus:
    try:
        book = books.year(year)
    except RulebookWrong as error:
        return YearStatus(year, f"Year {year}", 0, {}, "", wrong=str(error))
    marks: Counter[str] = Counter()
    for rule in book.rules:
        for entries in rule.requirement.values.values():
            marks.update(EMPTY if e.not_loaded else e.status.value for e in entries)
    ordered = dict(sorted(marks.items()))
    stands = len(confirmed_by(book, made))
    title = book.year.shown_title
    return YearStatus(year, title, len(book.rules), ordered, book.digest, stands)
