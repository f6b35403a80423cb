"""The result of an assessment: frozen values that reports show and verifiers compare."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from mis_assessor.core.findings import Finding
from mis_assessor.core.frameworks.result import FrameworkResult
from mis_assessor.core.ledger_line import LedgerLine
from mis_assessor.core.pauses_shown import PauseShown
from mis_assessor.core.payment.line import PaymentView
from mis_assessor.core.recovery import Fund
from mis_assessor.core.register_of_evidence import EvidenceItem
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.year_shown import Milestone


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
    frameworks: tuple[FrameworkResult, ...] = ()
    """Ockenden and the others where they were asked for: lines beside, never blended."""
    payment: PaymentView | None = None
    """A guidance view beside the assessment, where the trust supplied a payment.yaml."""
