"""The result of an assessment: frozen values that reports show and verifiers compare."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from mis_assessor.core.answers import Failed, Used
from mis_assessor.core.ledger_line import LedgerLine
from mis_assessor.core.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Threshold:
    """A value a verdict rests on, with where it is from and how we know it."""

    name: str
    value: str
    status: str
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Number:
    """Figures that decided: exact, so that a reader and a lint can re-do the sum."""

    name: str
    """The evidence's name in the rule."""
    done: int | None = None
    of: int | None = None
    open: int = 0
    unknown: int = 0
    figure: str = ""
    """What is not a share: a day, a number of posts, days of reports."""
    test: str = ""
    """What was asked of it: “is at least 95%”."""
    verdict: Verdict = Verdict.MET


@dataclass(frozen=True, slots=True)
class Part:
    """One member of a *for each*: a staff group, an element."""

    member: str
    verdict: Verdict
    sentence: str
    numbers: tuple[Number, ...]
    counts: bool = True
    """False where the group is shown and does not count (watch only)."""


@dataclass(frozen=True, slots=True)
class JudgedBy:
    """Who judged, and why."""

    who: str
    role: str
    on: date
    reason: str
    evidence: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """One requirement's verdict with its reason and the facts used."""

    id: str
    action: int
    title: str
    asks: str
    verdict: Verdict
    sentence: str
    numbers: tuple[Number, ...]
    parts: tuple[Part, ...]
    used: tuple[Used, ...]
    failed: tuple[Failed, ...]
    open: tuple[Failed, ...]
    thresholds: tuple[Threshold, ...]
    source: str
    verified_by: str
    counts_towards: str
    stands_in_for: tuple[str, ...]
    next: str
    """What to do if it does not hold; empty when it does."""
    remarks: tuple[str, ...] = ()
    judged: JudgedBy | None = None
    fired: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionResult:
    """One of the ten safety actions, or 0 for the conditions of the scheme."""

    number: int
    title: str
    verdict: Verdict
    requirements: int
    hold: int


class Recovery(StrEnum):
    """The incentive fund recovery status, in the assessed voice."""

    EXPECTED = "recovery expected"
    AT_RISK = "at risk"
    NOT_RECOVERED = "not recovered"
    DISCRETIONARY = "discretionary requested"
    REPAYMENT_RISK = "repayment risk"


@dataclass(frozen=True, slots=True)
class Fund:
    """What the assessed position means for the trust's money; unknown stays unknown."""

    status: Recovery
    why: str
    contribution: Decimal | None
    exposure: Decimal | None
    """What would not come back, in pounds; None when the contribution is not known."""
    share_of_unallocated: str = "unknown"
    requested: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PauseShown:
    """A pause as a reader needs it."""

    title: str
    first: date
    last: date
    suspends: str
    continues: tuple[str, ...]
    best_effort: tuple[str, ...]
    source: str
    status: str


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated point of the scheme year for the timeline."""

    title: str
    day: date
    status: str


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """A line of the evidence register: what was supplied, by title and fingerprint."""

    id: str
    kind: str
    title: str
    dated: str
    checked_by: str
    sha256: str
    serves: tuple[str, ...]


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
