"""The pause ledger of a submission's scheme year, under the edition that governs.

What a submission's evidence serves, across the scheme year and every framework.

The JSON Schema of an assessment, made from the values it is made of.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.findings.crosswalk import (
    Crosswalk,
    Relation,
    Request,
    asker,
    crosswalk,
    groups_above,
)
from mis_assessor.core.findings.pauses import LedgerLine, pause_ledger
from mis_assessor.core.rules.in_force import governing, known_pauses
from mis_assessor.core.rules.rulebook import Book, FrameworkBook
from mis_assessor.intake.inventory import is_system
from mis_assessor.intake.read import read_submission
from mis_assessor.intake.read_system import read_system
from mis_assessor.rulebook.loaded import frameworks_in
from mis_assessor.rulebook.read import read_crosswalk
from mis_assessor.services.assess import Days, day_of
from mis_assessor.services.check_rules import checked_framework, checked_rulebook, tables_in


def ledger_of(
    path: Path, rules: Path, on: date | None, known_on: date | None
) -> tuple[LedgerLine, ...]:
    """Every line of the ledger. Raises EvidenceUnreadable or RulebookWrong."""
    submission = read_submission(path, tables_in(rules))
    rulebook = checked_rulebook(rules, submission.scheme_year)
    day = day_of(submission, Days(on))
    known = known_on or submission.known_on or min(day, rulebook.year.last_day)
    year = known_pauses(rulebook.year, known)
    return pause_ledger(replace(rulebook, year=year), governing(year, known)[-1])


MIS = "MIS"


def crosswalk_of(path: Path, rules: Path) -> Crosswalk:
    """The crosswalk of a trust's submission, or of a whole system.

    Raises EvidenceUnreadable or RulebookWrong.
    """
    sent = _sent(path, rules)
    years = sorted({s.scheme_year for s in sent if s.scheme_year})
    scheme = [one for year in years for one in _askers(MIS, checked_rulebook(rules, year))]
    books = [checked_framework(rules, name) for name in frameworks_in(rules)]
    beside = [one for book in books for one in _askers(book.frame.short_title, book)]
    return crosswalk(scheme, beside, relations_of(rules, books), sent)


def relations_of(rules: Path, books: list[FrameworkBook]) -> tuple[Relation, ...]:
    """Every relation, checked against the frameworks that are loaded."""
    known = {name for book in books for r in book.rules for name in r.requirement.ids}
    return read_crosswalk(rules, known)


def _sent(path: Path, rules: Path) -> list[Submission]:
    if not is_system(path):
        return [read_submission(path, tables_in(rules))]
    system = read_system(path, tables_in(rules))
    trusts = (p.submission for p in system.providers)
    return [system.evidence, *(s for s in trusts if s is not None)]


def _askers(name: str, book: Book) -> list[Request]:
    return [
        asker(name, rule.requirement, rule.action, groups_above(rule.requirement.id, book.rules))
        for rule in book.rules
        if rule.requirement.decided and not rule.requirement.joined
    ]


RENAMED = {
    "trust": {"code": "trust_code", "name": "trust_name"},
    "outcome": {"verdict": "verdict", "met": "met"},
}


def assessment_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of what ``mis assess --json`` writes."""
    schema = TypeAdapter(Assessment).json_schema(mode="serialization")
    whole: dict[str, Any] = schema["properties"]
    for name, parts in RENAMED.items():
        properties = {part: whole.pop(old) for part, old in parts.items()}
        whole[name] = {
            "type": "object",
            "properties": properties,
            "required": sorted(properties),
            "additionalProperties": False,
        }
    whole["edition"] = whole.pop("editions")
    whole["payment"] = {"$ref": "#/$defs/PaymentView"}
    finding = schema["$defs"]["Finding"]
    finding["properties"]["threshold"] = finding["properties"].pop("thresholds")
    finding["properties"]["status"] = {
        "type": "string",
        "description": "The weakest mark among the values behind the verdict.",
    }
    for part in (schema, *schema["$defs"].values()):
        if "properties" in part:
            part["required"] = sorted(part["properties"])
            part["additionalProperties"] = False
    # each is there where something asked for it, or added it
    schema["$defs"]["MadeWith"]["required"].remove("corrections")
    added = ("payment", "last_paper", "frameworks", "outcomes", "hypothetical", "audit_head")
    for optional in added:
        schema["required"].remove(optional)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
