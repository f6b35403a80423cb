"""The values of a payment page by name, each of the kind its use needs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from mis_assessor.core.errors import Problem
from mis_assessor.core.payment.rules import Factors, ValueShown
from mis_assessor.core.quantities import Pounds, Quantity, Share
from mis_assessor.core.values import Entry, Source, as_names
from mis_assessor.rulebook.headings import did_you_mean
from mis_assessor.rulebook.payment_page import Pages

_FACTOR = re.compile(r"(cost uplift|efficiency) (\d{4}/\d\d)")
Word = TypeVar("Word", bound=StrEnum)
T = TypeVar("T")


@dataclass
class Values:
    """Reads values and keeps every problem, so that all are told at once."""

    pages: Pages
    problems: list[Problem] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)

    def share(self, name: str) -> Fraction:
        """A percentage."""
        value = self._value(name)
        if isinstance(value, Share):
            return value.of_one
        return self._wrong(name, "a percentage, such as 50%", Fraction(0))

    def pounds(self, name: str) -> Decimal:
        """An amount of money."""
        value = self._value(name)
        if isinstance(value, Pounds):
            return value.amount
        return self._wrong(name, "an amount, such as £10,000", Decimal(0))

    def names(self, name: str) -> tuple[str, ...]:
        """A list of names."""
        value = self._value(name)
        if isinstance(value, str | tuple):
            return as_names(value)
        return self._wrong(name, "a list of names", ())

    def word(self, name: str, words: type[Word]) -> Word:
        """One word of a closed list."""
        value, options = self._value(name), list(words)
        if isinstance(value, str) and value in options:
            return words(value)
        return self._wrong(name, " or ".join(f"“{word}”" for word in options), options[0])

    def factors(self) -> dict[str, Factors]:
        """Uplift and efficiency of every year that has either."""
        named = map(_FACTOR.fullmatch, self.pages.page.values)
        years = sorted({match[2] for match in named if match})
        return {
            year: Factors(self.share(f"cost uplift {year}"), self.share(f"efficiency {year}"))
            for year in years
        }

    def shown(self) -> Iterator[ValueShown]:
        """Every value with its paragraph and how it is known, in the order of the file."""
        for name, entries in self.pages.page.values.items():
            for entry in entries:
                source = self.cited(entry.source, "values", name)
                yield ValueShown(name, _written(entry.is_), source, entry.status.value)

    def cited(self, source: Source | None, *place: str | int) -> str:
        """A source as it is printed beside what rests on it."""
        if source is None or source.document not in self.pages.sources:
            known = ", ".join(sorted(self.pages.sources))
            self.refuse(place, f"needs a “source” whose document is one of {known}.")
            return ""
        title = self.pages.sources[source.document].short_title
        return f"{title}, {source.section}" if source.section else title

    def refuse_unasked(self) -> None:
        """A value that nothing reads is a name misspelt."""
        for name in self.pages.page.values:
            if name not in self.asked:
                meant = did_you_mean(name, sorted(self.asked))
                self.refuse(("values", name), f"“{name}” is not a payment value.{meant}")

    def refuse(self, place: tuple[str | int, ...], why: str) -> None:
        """Keeps a problem of the page, with its line."""
        self.problems.append(Problem(self.pages.file.where(place), why))

    def _value(self, name: str) -> Quantity | None:
        self.asked.add(name)
        entries = self.pages.page.values.get(name, ())
        return entries[0].is_ if len(entries) == 1 and _for_the_year(entries[0]) else None

    def _wrong(self, name: str, needs: str, instead: T) -> T:
        self.refuse(("values", name), f"“{name}” needs one entry with “is”: {needs}.")
        return instead


def _for_the_year(entry: Entry) -> bool:
    """The file is the year's own, so an entry is for all of it."""
    return not (entry.editions or entry.from_ or entry.until)


def _written(value: Quantity | None) -> str:
    match value:
        case Share() | Pounds():
            return value.written
        case tuple():
            return ", ".join(value)
        case _:
            return str(value)
