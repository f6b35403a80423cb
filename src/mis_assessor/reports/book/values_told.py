"""Values, sources and examples as the rulebook's pages show them."""

from dataclasses import dataclass

import mis_assessor.core.scheme as core
from mis_assessor.core.slots import value_in_words
from mis_assessor.core.values import Entry, Source
from mis_assessor.reports.dates import day
from mis_assessor.reports.presenters.confidence import status_words


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One value with what it is and how we know it."""

    name: str
    value: str
    known: str


@dataclass(frozen=True, slots=True)
class ExampleTable:
    """The examples of a rule file, as a table."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def source_told(book: core.Book, source: Source) -> str:
    """Where something is written: short title, section, page."""
    found = book.sources.get(source.document)
    title = found.short_title if found else source.document
    return ", ".join(x for x in (title, source.section, source.page) if x)


def value_row(book: core.Book, name: str, entry: Entry) -> ValueRow:
    """One entry of a value, with what it is and how we know it."""
    if entry.not_loaded:
        value = f"not loaded: {entry.not_loaded}"
    elif entry.set_locally:
        value = f"set by the system itself: {entry.set_locally}"
    else:
        value = " or ".join(value_in_words(option) for option in entry.options)
    if entry.from_:
        value = f"{value} (from {day(entry.from_)})"
    if entry.until:
        value = f"{value} (until {day(entry.until)})"
    own = [source_told(book, entry.source)] if entry.source else []
    return ValueRow(name, value, "; ".join([status_words(entry.status.value), *own]))


def example_table(table: str) -> ExampleTable | None:
    """The examples of a rule file; None where it has none."""
    lines = [
        line for line in table.splitlines() if line.strip() and not set(line.strip()) <= set("-+| ")
    ]
    if not lines:
        return None
    head, *rows = (tuple(c.strip() for c in line.strip().strip("|").split("|")) for line in lines)
    return ExampleTable(head, tuple(rows))
