"""The payment view of a payment file, under the rules of its year."""

from dataclasses import replace
from pathlib import Path

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.core.payment.line import PaymentView
from mis_assessor.core.payment.refused import refused
from mis_assessor.core.payment.refused_between import refused_between
from mis_assessor.core.payment.view import payment_view
from mis_assessor.intake.payment_file import read_payment_file
from mis_assessor.rulebook.payment_page import payment_years
from mis_assessor.rulebook.payment_rules import read_payment_rules


def view_of(path: Path, rules: Path) -> PaymentView:
    """Every line of the view. Raises EvidenceUnreadable or RulebookWrong."""
    file = read_payment_file(path)
    year, loaded = file.given.year, payment_years(rules)
    if year not in loaded:
        there = ", ".join(loaded) or "none"
        what = f"there are no payment rules for {year}. Years there are: {there}."
        raise EvidenceUnreadable([Problem(file.page.file.where(("year",)), what)])
    values = read_payment_rules(rules, year)
    given = file.unless([*refused(file.given, values), *refused_between(file.given)])
    view = payment_view(given, values)
    fingerprints = replace(view.fingerprints, payment_file=file.page.sha256)
    return replace(view, fingerprints=fingerprints)
