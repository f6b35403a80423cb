"""Holds a submission against the files that national bodies publish or supply."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from mis_assessor.core.assessment.canonical import as_json
from mis_assessor.core.checking.agreement import CrossCheck
from mis_assessor.core.checking.comparisons import NationalRules
from mis_assessor.core.checking.cross_check import hold_against
from mis_assessor.core.checking.published import NationalData
from mis_assessor.core.cqim.rules import CqimRules
from mis_assessor.core.errors import EvidenceUnreadable, RulebookWrong
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.national.read import read_national
from mis_assessor.rulebook.cqim import read_cqim_rules
from mis_assessor.rulebook.national import (
    has_national_rules,
    read_national_rules,
    successions_in,
)
from mis_assessor.services.assess import Days
from mis_assessor.services.books import Books
from mis_assessor.services.pack_assessment import evidence_of

ATTRIBUTION = "Contains public sector information licensed under the Open Government Licence v3.0."


def cross_check(
    path: Path,
    against: Sequence[Path],
    rules: Path,
    days: Days,
    beside: Path | None = None,
) -> CrossCheck:
    """A submission, or a pack that holds one or has it beside, against every file named.

    Raises EvidenceUnreadable with every problem of the submission or of the files.
    """
    books = Books(rules)
    submission = evidence_of(path, books, beside).submission
    national = national_data(against, rules, frozenset((submission.trust_code,)))
    return hold_submission(submission, national, books, days)


def cross_check_of_pack(
    path: Path, against: Sequence[Path], rules: Path, beside: Path | None = None
) -> CrossCheck | tuple[str, ...]:
    """The same of a pack that is verified anyway; in words why not, where its evidence fails.

    Raises EvidenceUnreadable where a national file cannot be read.
    """
    books = Books(rules)
    national = national_data(against, rules)
    try:
        submission = evidence_of(path, books, beside).submission
    except EvidenceUnreadable as why:
        return tuple(map(str, why.problems))
    return hold_submission(submission, national, books, Days())


def national_data(
    against: Sequence[Path], rules: Path, wanted: frozenset[str] | None = None
) -> NationalData:
    """The national files, read once for however many submissions; None keeps every trust's."""
    comparisons = _comparisons(rules)
    return read_national(against, comparisons, successions_in(comparisons.merged), wanted)


def hold_submission(
    submission: Submission, national: NationalData, books: Books, days: Days
) -> CrossCheck:
    """A submission that has been read, beside national data that has been read."""
    book = books.year(submission.scheme_year)
    on = days.on or submission.assessed_as_at or book.year.last_day
    return hold_against(
        submission, book, national, _comparisons(books.rules), _cqim(books.rules), on
    )


@cache
def _cqim(rules: Path) -> CqimRules:
    return read_cqim_rules(rules)


@cache
def _comparisons(rules: Path) -> NationalRules:
    if not has_national_rules(rules):
        raise RulebookWrong(f"{rules} has no folder “national”, which says what is compared.")
    return read_national_rules(rules)


def cross_check_json(found: CrossCheck) -> bytes:
    """The whole cross-check for machines, with the attribution its sources ask for."""
    return as_json({"attribution": ATTRIBUTION, "cross-check": found})
