"""The result of an assessment: frozen values that reports show and verifiers compare.

The scheme year as a reader of the assessment sees it: what governs, and its dated points.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from mis_assessor.core.assessment.made_with import NOT_RECORDED, MadeWith
from mis_assessor.core.deciding.consistency import ConsistencyFinding
from mis_assessor.core.deciding.position import Position
from mis_assessor.core.deciding.recovery import Fund
from mis_assessor.core.findings.evidence_register import EvidenceItem
from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.findings.last_paper import LastPaper
from mis_assessor.core.findings.pauses import LedgerLine, PauseShown
from mis_assessor.core.frameworks.result import FrameworkResult
from mis_assessor.core.payment.line import PaymentView
from mis_assessor.core.pool.outcomes import OutcomeRecord
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import on_day


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated point of the scheme year for the timeline."""

    title: str
    day: date
    status: str


def edition_reason(position: Position) -> str:
    """Why the edition that was used governs, or why there are two."""
    titles = " and the ".join(e.title for e in position.editions)
    reason = f"The {titles} governs: it was the guidance in force {on_day(position.known_on)}."
    if len(position.editions) > 1:
        return (
            f"The {titles} are both decided: the day the newer came into force is not known, "
            f"and {on_day(position.known_on, '')} lies between the first and last it could be."
        )
    return reason


DATED = {
    "evidence end": "Last day of the evidence",
    "declaration opens": "The declaration form opens",
    "declaration day": "Declaration due by 12 noon",
}


def milestones(position: Position) -> tuple[Milestone, ...]:
    """The guidance of the year and its last days, in order."""
    year, edition = position.rulebook.year, position.editions[-1]
    found = [
        Milestone(f"Guidance: {e.title}", e.in_force_from, e.status.value) for e in year.editions
    ]
    for name, words in DATED.items():
        for entry in year.values.get(name, ()):
            in_edition = not entry.editions or edition.id in entry.editions
            if in_edition and isinstance(entry.is_, date):
                found.append(Milestone(words, entry.is_, entry.status.value))
    return tuple(sorted(found, key=lambda m: m.day))


@dataclass(frozen=True, slots=True)
class ActionResult:
    """One of the ten safety actions, or 0 for the conditions of the scheme."""

    number: int
    title: str
    verdict: Verdict
    requirements: int
    hold: int


@dataclass(frozen=True, slots=True)
class Digests:
    """sha256 of what went in and what came out."""

    rulebook: str
    submission: str
    assessment: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """One run of one rulebook over one submission as at one day."""

    scheme: str
    scheme_year: int
    scheme_title: str
    editions: tuple[str, ...]
    """Titles; two where the day of the newer edition is not known."""
    edition_reason: str
    on: date
    known_on: date
    trust_code: str
    trust_name: str
    verdict: Verdict
    met: bool
    actions: tuple[ActionResult, ...]
    conditions: ActionResult
    findings: tuple[Finding, ...]
    context: tuple[tuple[str, str, str], ...]
    """What is shown and never scored: id, title, sentence."""
    fund: Fund
    pauses: tuple[PauseShown, ...]
    milestones: tuple[Milestone, ...]
    evidence: tuple[EvidenceItem, ...]
    declared: Mapping[str, str]
    action_plan: tuple[Mapping[str, str], ...]
    statuses: Mapping[str, int]
    """How many values behind the verdicts have each confidence mark."""
    digests: Digests
    remarks: tuple[str, ...] = field(default=())
    pause_ledger: tuple[LedgerLine, ...] = ()
    consistency: tuple[ConsistencyFinding, ...] = ()
    """What in the folder does not agree, by rule; explained or open."""
    frameworks: tuple[FrameworkResult, ...] = ()
    """Ockenden and the others where they were asked for: lines beside, never blended."""
    payment: PaymentView | None = None
    """A guidance view beside the assessment, where the trust supplied a payment.yaml."""
    last_paper: LastPaper | None = None
    """What the last paper said, where the folder holds the assessment it was made from."""
    board_paper: Mapping[str, str] = field(default_factory=dict)
    """What the lead wrote for the Board paper: heading → words. No verdict rests on it."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Every file that was read, by name, with its sha256."""
    made_with: MadeWith = NOT_RECORDED
    """Program, rules and confirmations, so that it can be made again."""
    outcomes: tuple[OutcomeRecord, ...] = ()
    """What was recorded of it since, beside the submission; not part of its digest."""
    audit_head: str = ""
    """Where the audit of the service ended as its paper was made; not part of its digest."""
    hypothetical: tuple[str, ...] = ()
    """Facts that are supposed and not so; with any, nothing of this is evidence."""
