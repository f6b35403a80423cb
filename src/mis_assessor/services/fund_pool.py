"""Works out the fund over a file of trusts, as it stands and under a scenario."""

import json
from pathlib import Path

from mis_assessor.core.plain import plain
from mis_assessor.core.pool.report import FundReport, fund_report
from mis_assessor.core.pool.scenario import NOTHING_SUPPOSED, read_scenario
from mis_assessor.intake.pool_file import read_pool
from mis_assessor.reports.fund_rows import fund_csv


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
