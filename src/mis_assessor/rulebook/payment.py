"""A payment page as the rules the core works with; every problem of it at once.

The rule file of a financial year's payment values, read strictly.

The values of a payment page by name, each of the kind its use needs.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from mis_assessor.core.errors import Problem, RulebookWrong
from mis_assessor.core.payment.changes import Combined, UpliftOn
from mis_assessor.core.payment.rules import Factors, PaymentRules, RuleText, ValueShown
from mis_assessor.core.rules.quantities import Pounds, Quantity, Share
from mis_assessor.core.rules.rulebook import Publication
from mis_assessor.core.rules.values import Dictionary, Entry, Frozen, Source, Status, as_names
from mis_assessor.reading.problems import did_you_mean
from mis_assessor.reading.yaml_file import YamlFile, read_yaml
from mis_assessor.rulebook.model_errors import problems_of
from mis_assessor.rulebook.rule_files import LARGEST, SOURCES

FOLDER = "maternity-payment"
T = TypeVar("T")


class LineTold(Frozen):
    """A line of the view as the rule file tells it."""

    line: int
    title: str
    from_: str
    choice: str = ""


class Note(Frozen):
    """Something a reader of the view must know."""

    says: str
    status: Status
    source: Source


class PaymentPage(Frozen):
    """Everything the rule file of a year may say."""

    year: str
    title: str
    values: Dictionary
    lines: tuple[LineTold, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Pages:
    """A year's page with the documents it cites, and one fingerprint of both."""

    page: PaymentPage
    sources: Mapping[str, Publication]
    file: YamlFile
    digest: str


def payment_years(rules: Path) -> tuple[str, ...]:
    """The financial years that have payment values."""
    files = (rules / FOLDER).glob("20[0-9][0-9]-[0-9][0-9].yaml")
    return tuple(sorted(file.stem.replace("-", "/") for file in files))


def read_pages(rules: Path, year: str) -> Pages:
    """The page of a financial year. Raises RulebookWrong with every problem."""
    problems: list[Problem] = []
    of_year = _read_page(rules, f"{year.replace('/', '-')}.yaml", problems)
    of_sources = _read_page(rules, "sources.yaml", problems)
    page = _shaped(of_year, PaymentPage.model_validate, problems)
    sources = _shaped(of_sources, SOURCES.validate_python, problems)
    if of_year is None or of_sources is None or page is None or sources is None:
        raise RulebookWrong(sorted(problems))
    digest = hashlib.sha256(f"{of_year.sha256}\n{of_sources.sha256}\n".encode()).hexdigest()
    return Pages(page, sources, of_year.file, digest)


@dataclass(frozen=True, slots=True)
class _Read:
    file: YamlFile
    sha256: str


def _read_page(rules: Path, name: str, problems: list[Problem]) -> _Read | None:
    path = rules / FOLDER / name
    shown = path.relative_to(rules.parent).as_posix()
    if not path.is_file():
        problems.append(Problem(shown, "this file is missing."))
        return None
    data = path.read_bytes()
    if len(data) > LARGEST:
        problems.append(Problem(shown, "a rule file this large cannot be right."))
        return None
    try:
        file = read_yaml(shown, data.decode("utf-8"))
    except UnicodeDecodeError:
        problems.append(Problem(shown, "save this file as UTF-8."))
        return None
    problems += file.problems
    return None if file.problems else _Read(file, hashlib.sha256(data).hexdigest())


def _shaped(read: _Read | None, shape: Callable[[object], T], problems: list[Problem]) -> T | None:
    if read is None:
        return None
    try:
        return shape(read.file.content)
    except ValidationError as error:
        problems += problems_of(error, read.file)
        return None


_FACTOR = re.compile(r"(cost uplift|efficiency) (\d{4}/\d\d)")
Word = TypeVar("Word", bound=StrEnum)


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


LINES = range(1, 38)


def read_payment_rules(rules: Path, year: str) -> PaymentRules:
    """The payment values of one financial year. Raises RulebookWrong with all problems."""
    pages = read_pages(rules, year)
    values = Values(pages)
    if pages.page.year != year:
        values.refuse(("year",), f"“{pages.page.year}” stands in the file of {year}.")
    made = _rules(pages, values)
    _check_lines(pages, values)
    values.refuse_unasked()
    if values.problems:
        raise RulebookWrong(sorted(values.problems))
    return made


def _rules(pages: Pages, values: Values) -> PaymentRules:
    page = pages.page
    return PaymentRules(
        year=page.year,
        threshold=values.pounds("contract threshold"),
        estimated_from=values.names("value is estimated from"),
        factors=values.factors(),
        combined=values.word("uplift and efficiency are", Combined),
        high_cost_in=values.names("high cost in the element"),
        high_cost_with_document=values.names("high cost in the element with a document"),
        cquin_uplift=values.share("CQUIN uplift"),
        cquin_on=values.word("CQUIN uplift is on", UpliftOn),
        cquin_attained=values.share("CQUIN attained"),
        elective_rate=values.share("elective rate"),
        material_from=values.pounds("flow is material from"),
        plan_difference=values.share("difference from the LMS plan"),
        told={told.line: RuleText(told.title, told.from_, told.choice) for told in page.lines},
        notes=tuple(
            f"{note.says} ({values.cited(note.source, 'notes', number)}; {note.status.value})"
            for number, note in enumerate(page.notes)
        ),
        shown=tuple(values.shown()),
        digest=pages.digest,
    )


def _check_lines(pages: Pages, values: Values) -> None:
    """Each line of the view is told once, and there is no other."""
    told = Counter(line.line for line in pages.page.lines)
    wrong = [number for number in LINES if told[number] != 1]
    wrong += sorted(set(told) - set(LINES))
    if wrong:
        which = ", ".join(map(str, wrong))
        values.refuse(("lines",), f"tell each line from 1 to 37 once; look at {which}.")
