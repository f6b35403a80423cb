"""Renders an assessment for readers; refuses one that contradicts its own numbers.

The reports are imported only when one is asked for: drawing pages takes libraries that
need longer to load than everything else together.

The rulebook of a year, with what changed from the year before, for people.
"""

from pathlib import Path

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.assessment.system import SystemAssessment
from mis_assessor.core.rules.changes import changes
from mis_assessor.intake.submission_zip import zipped
from mis_assessor.packs.rulebook_file import rulebook_file
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.reports.rulebook_book import Book, book
from mis_assessor.rulebook.read import years_in
from mis_assessor.services.check_rules import checked_framework, checked_rulebook
from mis_assessor.services.rule_changes import guidance


def board_paper(
    assessment: Assessment, rules: Path | None = None, evidence: Path | None = None
) -> bytes:
    """The Board paper as PDF, with the assessment and the rules it was made by inside.

    With the submission as ``evidence`` it is the verifier edition, which holds that too.
    Raises EngineFault where the lint finds a contradiction.
    """
    from mis_assessor.reports.papers import paper_pdf

    rulebook = rulebook_file(rules or rules_folder())
    return paper_pdf(assessment, rulebook, zipped(evidence) if evidence else None)


def web_edition(assessment: Assessment) -> bytes:
    """The same paper as a web page. Raises EngineFault as the Board paper does."""
    from mis_assessor.reports.papers import html_edition

    return html_edition(assessment).encode()


def challenge_sheet(assessment: Assessment) -> tuple[str, ...]:
    """The questions of the Board paper's challenge sheet, for a screen."""
    from mis_assessor.reports.pages.challenge import challenge, in_words

    return tuple(in_words(challenge(assessment)))


def system_paper(assessment: SystemAssessment) -> bytes:
    """A whole system's paper as PDF. Raises EngineFault as the Board paper does."""
    from mis_assessor.reports.papers import system_pdf

    return system_pdf(assessment)


def system_web_edition(assessment: SystemAssessment) -> bytes:
    """The same paper as a web page. Raises EngineFault as the Board paper does."""
    from mis_assessor.reports.papers import system_html

    return system_html(assessment).encode()


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
