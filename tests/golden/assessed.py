"""What an assessment says, in the few lines a person reviews."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from mis_assessor.cli.summary import timing_in_words
from mis_assessor.core.assessment.assess import assess
from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.assessment.system import SystemAssessment
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.frameworks.result import BodyResult, FrameworkFinding
from mis_assessor.core.payment.line import PaymentLine
from mis_assessor.core.payment.view import PaymentFile
from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.intake.inventory import is_system
from mis_assessor.intake.read import read_submission, receive
from mis_assessor.services.assess import Days
from mis_assessor.services.assess_frameworks import ALL, frameworks_asked
from mis_assessor.services.assess_system import assess_system
from mis_assessor.services.check_rules import checked_rulebook
from mis_assessor.services.money import view_of_file
from trust_year.forms import tables

ROOT = Path(__file__).parents[2]


@cache
def rulebook(year: int) -> Rulebook:
    """The checked rules of a year."""
    return checked_rulebook(ROOT / "rules", year)


@cache
def sent(folder: Path) -> Submission:
    """A folder, read."""
    return read_submission(folder, tables())


@cache
def assessed(folder: Path) -> Assessment:
    """A folder, read and assessed on the days it names."""
    submission = sent(folder)
    assert submission.assessed_as_at is not None
    rules = rulebook(submission.scheme_year)
    return assess(rules, submission, submission.assessed_as_at, submission.known_on)


@cache
def system_assessed(folder: Path) -> SystemAssessment:
    """A system's folder, read and assessed as a whole on the day it names."""
    rules = ROOT / "rules"
    return assess_system(folder, rules, frameworks_asked(rules, (ALL,)), Days(None, None))


def golden_file(sample: str) -> Path:
    """Where the golden of a sample stands."""
    return Path(__file__).parent / f"{sample}.json"


def golden_text(folder: Path) -> str:
    """The golden of a folder, as it is assessed now."""
    if is_system(folder):
        said = _system_said(system_assessed(folder))
    else:
        said = _said(assessed(folder)) | _paid(receive(folder, tables()).payment)
    return json.dumps(said, indent=1, ensure_ascii=False) + "\n"


def _system_said(assessment: SystemAssessment) -> dict[str, Any]:
    """The outline: for each framework and body its line, its groups and every verdict."""
    return {
        "schemes": {
            s.code: f"{s.scheme_title}: {s.hold} of 10 hold; {s.verdict}; {s.fund}"
            for s in assessment.schemes
        },
        "has sent nothing": list(assessment.missing),
        **{
            framework.framework: {body.code: _body_said(body) for body in framework.bodies}
            for framework in assessment.frameworks
        },
    }


def _body_said(body: BodyResult) -> dict[str, Any]:
    return {
        "verdict": body.verdict.value,
        "groups": {
            g.title: f"{g.verdict.value}, {g.hold} of {g.requirements}" for g in body.groups
        },
        "findings": {f.finding.id: _finding_said(f) for f in body.findings},
    }


def _finding_said(one: FrameworkFinding) -> str:
    told = [
        one.finding.verdict.value,
        timing_in_words(one.timing, one.finding.verdict),
        f"{one.score.word}, {one.score.there} of {one.score.asked}" if one.score else "",
    ]
    return "; ".join(part for part in told if part)


def _paid(payment: PaymentFile | None) -> dict[str, Any]:
    """The amounts of the payment view, where the folder has one."""
    if payment is None:
        return {}
    view = view_of_file(payment, ROOT / "rules")
    return {
        view.label: {
            f"{contract.provider}, paid by {contract.commissioner}": _amounts(contract.lines)
            for contract in view.contracts
        }
        | {"between organisations": _amounts(view.between)}
    }


def _amounts(lines: tuple[PaymentLine, ...]) -> dict[str, str]:
    return {f"{one.number}": f"{one.amount}" for one in lines if one.amount is not None}


def _said(assessment: Assessment) -> dict[str, Any]:
    return {
        "outcome": assessment.verdict.value,
        "fund": {"status": assessment.fund.status.value, "why": assessment.fund.why},
        "conditions of the scheme": assessment.conditions.verdict.value,
        "safety actions": {str(a.number): a.verdict.value for a in assessment.actions},
        "findings": {f.id: [f.verdict.value, f.sentence] for f in assessment.findings},
    }
