"""The payment view of a payment file, under the rules of its year."""

from pathlib import Path

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.core.payment.file import PaymentFile
from mis_assessor.core.payment.line import PaymentView
from mis_assessor.intake.payment_file import read_payment_file
from mis_assessor.rulebook.payment_page import payment_years
from mis_assessor.rulebook.payment_rules import read_payment_rules


def view_of(path: Path, rules: Path) -> PaymentView:
    """Every line of the view. Raises EvidenceUnreadable or RulebookWrong."""
    return view_of_file(read_payment_file(path), rules)


def view_of_file(file: PaymentFile, rules: Path) -> PaymentView:
    """The same, of a file already read."""
    year, loaded = file.given.year, payment_years(rules)
    if year not in loaded:
        there = ", ".join(loaded) or "none"
        what = f"there are no payment rules for {year}. Years there are: {there}."
        raise EvidenceUnreadable([Problem(file.where(("year",)), what)])
    return file.view(read_payment_rules(rules, year))
