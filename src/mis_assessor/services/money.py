"""The payment view of a payment file, under the rules of its year.

Works out the fund over a file of trusts, as it stands and under a scenario.
"""

import json
from pathlib import Path

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.core.payment.line import PaymentView
from mis_assessor.core.payment.view import PaymentFile
from mis_assessor.core.plain import plain
from mis_assessor.core.pool.report import FundReport, fund_report
from mis_assessor.core.pool.year import NOTHING_SUPPOSED, read_scenario
from mis_assessor.intake.payment_file import read_payment_file
from mis_assessor.intake.pool import read_pool
from mis_assessor.reports.fund_spreadsheet import fund_csv
from mis_assessor.rulebook.payment import payment_years, read_payment_rules


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


def fund_of(path: Path, scenario: str | None = None) -> FundReport:
    """The pool of every year in a file. Raises EvidenceUnreadable or ScenarioWrong."""
    rows = read_pool(path)
    supposed = NOTHING_SUPPOSED if scenario is None else read_scenario(scenario, rows)
    return fund_report(rows, supposed, scenario or "")


def fund_json(report: FundReport) -> bytes:
    """The whole report; amounts are text, so that no program rounds them."""
    return (json.dumps(plain(report), ensure_ascii=False, indent=1) + "\n").encode()


def fund_spreadsheet(report: FundReport) -> bytes:
    """The whole report as one table."""
    return fund_csv(report)
