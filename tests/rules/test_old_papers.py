"""No paper is good that is older than the paper that asks for it, unless a rule says why."""

import csv
import shutil
from functools import cache
from pathlib import Path

import pytest

from mis_assessor.core.assessment.system import SystemAssessment
from mis_assessor.core.rules.questions import DocumentsQuestion
from mis_assessor.core.rules.readings import readings_of
from mis_assessor.core.rules.rulebook import FrameworkBook, Rule
from mis_assessor.rulebook.loaded import frameworks_in
from mis_assessor.rulebook.read import read_framework
from mis_assessor.services.assess import Days
from mis_assessor.services.assess_frameworks import ALL, frameworks_asked
from mis_assessor.services.assess_system import assess_system

ROOT = Path(__file__).parents[2]
RULES, SAMPLES = ROOT / "rules", ROOT / "evidence_samples"
LONG_BEFORE = "2010-05-05"
"""A day before anything that any framework rests on was published."""
DAYS = ("dated", "on", "covers from", "covers to", "in force from", "checked on")
REASON = 20
"""Letters that a reason has at the least."""

STAYS_MET = {
    "IEA4.1": "an agreement in force stands until it is ended",
    "IEA6.1": "the description of a post stands while somebody holds the post",
    "LMS-OBJ-IV": "an agreement in force stands until it is ended",
    "OCK-MMN": "an agreement in force stands until it is ended",
    "Q16": "the description of a post stands while somebody holds the post",
    "Q25": "a procedure in force stands until it is changed",
    "UCP-4a": "a procedure in force stands until it is changed",
    "UCP-4b": "an agreement in force stands until it is ended",
}
"""What two whole systems still meet when every paper of theirs is from long before, and why."""


@cache
def books() -> tuple[FrameworkBook, ...]:
    """Every framework, read once."""
    return tuple(read_framework(RULES, name) for name in frameworks_in(RULES))


def rules() -> tuple[Rule, ...]:
    """Every rule of every framework that asks for a document."""
    return tuple(r for b in books() for r in b.rules if papers(r))


def papers(rule: Rule) -> dict[str, DocumentsQuestion]:
    """What a rule asks of documents."""
    evidence = rule.requirement.evidence.items()
    return {name: q for name, q in evidence if isinstance(q, DocumentsQuestion)}


def test_there_are_rules_to_look_at() -> None:
    assert len(rules()) > 150


@pytest.mark.parametrize("rule", rules(), ids=lambda r: r.requirement.id)
def test_each_paper_has_a_first_day_or_the_rule_says_why_an_old_one_is_good(rule: Rule) -> None:
    for name, question in papers(rule).items():
        first = question.not_before or question.between
        assert bool(first) != bool(question.may_be_old_because), name
        assert not question.may_be_old_because or len(question.may_be_old_because) > REASON


WITHOUT = {"BB-DATA-2": "its list is not loaded", "LMS-GOV-3a": "the statement is never met"}
"""Rules of which no example can show a paper that is too old."""


@pytest.mark.parametrize("rule", rules(), ids=lambda r: r.requirement.id)
def test_a_paper_of_the_day_before_the_first_is_an_example_and_evidence_missing(
    rule: Rule,
) -> None:
    heads, _, *rows = rule.requirement.examples.splitlines()
    columns = [cell.strip() for cell in heads.split("|")]
    cells = [dict(zip(columns, map(str.strip, row.split("|")), strict=True)) for row in rows]
    edition = rule.requirement.applies.editions[0]
    for name, question in papers(rule).items():
        if question.not_before is None or question.answer == "documents":
            continue
        first = min(str(r.value(question.not_before)) for r in readings_of(rule, edition))
        assert first > LONG_BEFORE
        early = [
            row["verdict"]
            for row in cells
            for column, cell in row.items()
            if column.split(" (")[0] == name and cell.startswith("20") and cell < first
        ]
        assert rule.requirement.id in WITHOUT or "evidence missing" in early, name


def moved(sample: str, to: Path) -> Path:
    """A copy of a sample in which every document, and all that was done with it, is old."""
    folder = to / sample
    shutil.copytree(SAMPLES / sample, folder)
    for name in ("documents.csv", "document-events.csv"):
        for path in folder.rglob(name):
            with path.open(encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
            for row in rows:
                row.update({day: LONG_BEFORE for day in DAYS if row.get(day)})
            with path.open("w", encoding="utf-8", newline="") as file:
                written = csv.DictWriter(file, rows[0])
                written.writeheader()
                written.writerows(rows)
    return folder


def assessed(folder: Path) -> SystemAssessment:
    """A system's folder under every framework."""
    return assess_system(folder, RULES, frameworks_asked(RULES, (ALL,)), Days(None, None))


@pytest.mark.parametrize("sample", ["system-of-one", "system-of-four"])
def test_with_papers_from_long_before_only_what_may_be_old_stays_met(
    sample: str, tmp_path: Path
) -> None:
    by_id = {rule.requirement.id: rule for rule in rules()}
    result = assessed(moved(sample, tmp_path))
    met = {
        one.finding.id
        for line in result.frameworks
        for body in line.bodies
        for one in body.findings
        if one.finding.verdict.holds and one.finding.id in by_id
    }
    reasons = {
        name: {q.may_be_old_because for q in papers(by_id[name]).values()} for name in sorted(met)
    }
    assert {name: {STAYS_MET.get(name)} for name in met} == reasons
