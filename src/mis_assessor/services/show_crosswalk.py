"""What a submission's evidence serves, across the scheme year and every framework."""

from pathlib import Path

from mis_assessor.core.crosswalk.relations import Relation
from mis_assessor.core.crosswalk.serving import (
    Asker,
    Crosswalk,
    asker,
    crosswalk,
    groups_above,
)
from mis_assessor.core.framework import FrameworkBook
from mis_assessor.core.scheme import Book
from mis_assessor.core.submission import Submission
from mis_assessor.intake.read import read_submission
from mis_assessor.intake.read_system import is_system, read_system
from mis_assessor.rulebook.read_crosswalk import read_crosswalk
from mis_assessor.rulebook.read_framework import frameworks_in
from mis_assessor.services.check_rules import checked_framework, checked_rulebook

MIS = "MIS"


def crosswalk_of(path: Path, rules: Path) -> Crosswalk:
    """The crosswalk of a trust's submission, or of a whole system.

    Raises EvidenceUnreadable or RulebookWrong.
    """
    sent = _sent(path)
    years = sorted({s.scheme_year for s in sent if s.scheme_year})
    scheme = [one for year in years for one in _askers(MIS, checked_rulebook(rules, year))]
    books = [checked_framework(rules, name) for name in frameworks_in(rules)]
    beside = [one for book in books for one in _askers(book.frame.short_title, book)]
    return crosswalk(scheme, beside, relations_of(rules, books), sent)


def relations_of(rules: Path, books: list[FrameworkBook]) -> tuple[Relation, ...]:
    """Every relation, checked against the frameworks that are loaded."""
    known = {name for book in books for r in book.rules for name in r.requirement.ids}
    return read_crosswalk(rules, known)


def _sent(path: Path) -> list[Submission]:
    if not is_system(path):
        return [read_submission(path)]
    system = read_system(path)
    trusts = (p.submission for p in system.providers)
    return [system.evidence, *(s for s in trusts if s is not None)]


def _askers(name: str, book: Book) -> list[Asker]:
    return [
        asker(name, rule.requirement, rule.action, groups_above(rule.requirement.id, book.rules))
        for rule in book.rules
        if rule.requirement.decided and not rule.requirement.joined
    ]
