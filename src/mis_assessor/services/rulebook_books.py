"""Prints the whole rulebook of a year or a framework, as a page or as a PDF.

The reports are imported only when one is asked for: drawing pages takes libraries that
are slow to load.
"""

from pathlib import Path

from mis_assessor.core.rules.changes import changes
from mis_assessor.reports.rulebook_book import Book, book
from mis_assessor.rulebook.loaded import years_in
from mis_assessor.services.check_rules import checked_framework, checked_rulebook
from mis_assessor.services.rule_changes import guidance


def rulebook_book(rules: Path, year: int, edition: str = "") -> Book:
    """The book of a year in its last edition, or in the one named. Raises RulebookWrong."""
    rulebook, found = guidance(rules, f"year-{year}@{edition}" if edition else f"year-{year}")
    earlier = [y for y in years_in(rules) if y < year]
    if not earlier:
        return book(rulebook, found, ())
    last = checked_rulebook(rules, earlier[-1])
    return book(rulebook, found, changes((last, last.year.editions[-1]), (rulebook, found)))


def framework_book(rules: Path, name: str) -> Book:
    """The book of a framework in its last edition. Raises RulebookWrong."""
    found = checked_framework(rules, name)
    return book(found, found.frame.editions[-1])


def as_page(shown: Book) -> bytes:
    """The book as a web page."""
    from mis_assessor.reports.papers import book_html  # slow to load

    return book_html(shown).encode()


def as_pdf(shown: Book) -> bytes:
    """The book as an accessible PDF."""
    from mis_assessor.reports.papers import book_pdf  # slow to load

    return book_pdf(shown)
