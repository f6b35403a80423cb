"""The pause ledger of a submission's scheme year, under the edition that governs."""

from datetime import date
from pathlib import Path

from mis_assessor.core.ledger_line import LedgerLine
from mis_assessor.core.pause_ledger import pause_ledger
from mis_assessor.core.timeline import governing
from mis_assessor.intake.read import read_submission
from mis_assessor.services.assess_submission import Days, day_of
from mis_assessor.services.check_rules import checked_rulebook


def ledger_of(
    path: Path, rules: Path, on: date | None, known_on: date | None
) -> tuple[LedgerLine, ...]:
    """Every line of the ledger. Raises EvidenceUnreadable or RulebookWrong."""
    submission = read_submission(path)
    rulebook = checked_rulebook(rules, submission.scheme_year)
    day = day_of(submission, Days(on))
    known = known_on or submission.known_on or min(day, rulebook.year.last_day)
    return pause_ledger(rulebook, governing(rulebook.year, known)[-1])
