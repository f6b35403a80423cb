"""The result of a framework: frozen values beside the scheme's, never blended with them.

How much of what is asked is there: counted beside the verdict, never instead of it.

When it was done against the day it was due: said of every finding, never a verdict.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mis_assessor.core.deciding.case import Case
from mis_assessor.core.deciding.evaluate import Decided
from mis_assessor.core.evidence.answers import Paper
from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.rules.comparisons import Op
from mis_assessor.core.rules.conditions import InOrder, Join, Test, leaves_in, tests_in
from mis_assessor.core.rules.readings import Reading
from mis_assessor.core.rules.requirement import EXPECTED_FROM, Requirement
from mis_assessor.core.rules.rulebook import Scores
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import counted

OUTSIDE = (Verdict.NOT_DUE_YET, Verdict.PAUSED, Verdict.NOT_APPLICABLE)
"""Verdicts that leave a denominator."""


@dataclass(frozen=True, slots=True)
class Score:
    """Pieces that are there, of those asked, and the framework's word for it."""

    there: int
    asked: int
    word: str


def score(case: Case, decided: Decided, scores: Scores | None) -> Score | None:
    """The score of one requirement; None where nothing is to be scored."""
    if scores is None or decided.verdict in OUTSIDE or not decided.parts:
        return None
    pieces = [piece for piece in _pieces(case, decided) if piece not in OUTSIDE]
    there = sum(piece.holds for piece in pieces)
    if not pieces:
        return None
    return Score(there, len(pieces), word(there, len(pieces), scores))


def word(there: int, asked: int, scores: Scores) -> str:
    """The framework's word for so many of so many."""
    if there == asked:
        return scores.all_
    return scores.some if there else scores.none


def _pieces(case: Case, decided: Decided) -> list[Verdict]:
    """The parts of a list, else what an *all of* joins, else the requirement itself."""
    counting = [d for d, p in zip(decided.parts, case.parts, strict=True) if p.counts]
    if len(counting) > 1:
        return [part.verdict for part in counting]
    inner = counting[0].parts[0] if counting and counting[0].parts else None
    if inner is not None and isinstance(case.condition, Join) and case.condition.pieces:
        return [part.verdict for part in inner.parts]
    return [decided.verdict]


class When(StrEnum):
    """How a finding stands to its day."""

    NOT_DUE = "not due yet"
    ON_TIME = "on time"
    LATE = "late"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Timing:
    """The day something was due, when it was done, and the days between."""

    when: When
    due: date
    done: date | None = None
    days: int = 0
    """Days late, or days overdue."""


def timing(case: Case, verdict: Verdict, on: date) -> Timing | None:
    """The timing of a finding; None where it has no day of its own."""
    if not case.parts or verdict is Verdict.NOT_APPLICABLE:
        return None
    scene = case.parts[0].scenes[0]
    due = _due(case.rule.requirement, scene.reading)
    if due is None:
        return None
    if not verdict.holds:
        overdue = max((on - due).days, 0)
        return Timing(When.OVERDUE if overdue else When.NOT_DUE, due, None, overdue)
    tested = _evidence_of(case.rule.requirement)
    standard = verdict is not Verdict.MET_BY_ALTERNATIVE
    days = [
        answer.in_place
        for part in case.parts
        if part.counts
        for name, answer in part.scenes[0].answers.items()
        if isinstance(answer, Paper) and (name in tested or not standard)
    ]
    if not days:
        return None
    late = (max(days) - due).days
    return Timing(When.LATE if late > 0 else When.ON_TIME, due, max(days), max(late, 0))


def joined_timing(verdict: Verdict, inner: Sequence[Timing | None]) -> Timing | None:
    """The timing of what takes its verdict from others: that of the one furthest behind."""
    known = [one for one in inner if one is not None]
    ends = (When.ON_TIME, When.LATE) if verdict.holds else (When.NOT_DUE, When.OVERDUE)
    return max((t for t in known if t.when in ends), key=lambda t: t.days, default=None)


def _evidence_of(requirement: Requirement) -> set[str]:
    """What the standard itself looks at; the rest is only asked for by its alternative."""
    found = list(leaves_in(requirement.met_when))
    ordered = (name for leaf in found if isinstance(leaf, InOrder) for name in leaf.in_this_order)
    return {t.evidence for t in found if isinstance(t, Test)} | set(ordered)


def _due(requirement: Requirement, reading: Reading) -> date | None:
    """The last day of its own: what it must be in place by, else what it is due by."""
    named = [t.value for t in tests_in(requirement.met_when) if t.op is Op.IN_PLACE_BY]
    if requirement.due_by != EXPECTED_FROM:
        named.append(requirement.due_by)
    days = [reading.value(name) for name in named if reading.knows(name) and name != EXPECTED_FROM]
    return max((day for day in days if isinstance(day, date)), default=None)


@dataclass(frozen=True, slots=True)
class FrameworkFinding:
    """One requirement of a framework for one body: verdict, timing, score, assurance."""

    finding: Finding
    duty_of: tuple[str, ...]
    force: str
    joins: bool
    """Whether it takes its verdict from others."""
    made_of: tuple[str, ...]
    """Those others, of the same body."""
    parts: tuple[str, ...]
    """Ids of the parts of its list, in order."""
    timing: Timing | None
    score: Score | None
    scored: bool
    """Whether it enters the national score."""
    assurance: str
    """Self-declared, evidenced, or by whom validated; empty where nothing holds."""

    @property
    def days_late(self) -> int:
        """How late it was done, where it holds."""
        late = self.timing is not None and self.timing.when is When.LATE
        return self.timing.days if self.timing and late and self.finding.verdict.holds else 0


@dataclass(frozen=True, slots=True)
class GroupResult:
    """One group of a framework: an Immediate and Essential Action, a chapter."""

    number: int
    title: str
    verdict: Verdict
    requirements: int
    hold: int
    compliant: int
    """Scored requirements of which everything is there, of those that are scored."""
    scored: int
    pieces_there: int
    pieces_asked: int
    days_late: int = 0
    """Of its duties that hold, how late the latest was."""
    recommended: bool = False
    """Whether none of its duties counts: its verdict is that of what is recommended."""


@dataclass(frozen=True, slots=True)
class BodyResult:
    """One framework's line for one body."""

    code: str
    name: str
    kind: str
    """``trust`` or ``system``."""
    sent: bool
    verdict: Verdict
    groups: tuple[GroupResult, ...]
    findings: tuple[FrameworkFinding, ...]
    others: tuple[tuple[str, str, str], ...]
    """Duties of other bodies, shown and not decided here: id, title, whose."""
    fingerprint: str = ""
    """sha256 over the evidence it was decided on."""
    days_late: int = 0
    """Of its duties that hold, how late the latest was."""
    recommended: bool = False
    """Whether nothing that counts is asked: its verdict is that of what is recommended."""

    @property
    def asked(self) -> bool:
        """Whether the framework asks anything of it on the day that counts."""
        settled = self.recommended or self.verdict is Verdict.NOT_APPLICABLE
        return bool(self.groups) and not settled


def verdict_in_words(verdict: Verdict, days_late: int = 0, recommended: bool = False) -> str:
    """A verdict with what a reader must not miss beside it.

    >>> verdict_in_words(Verdict.MET, 607), verdict_in_words(Verdict.NOT_MET, 607)
    ('met, 607 days late', 'not met')
    >>> verdict_in_words(Verdict.EVIDENCE_MISSING, recommended=True)
    'evidence missing (recommended)'
    """
    late = f", {counted(days_late, 'days')} late" if days_late and verdict.holds else ""
    return f"{verdict.value}{late}" + (" (recommended)" if recommended else "")


@dataclass(frozen=True, slots=True)
class FrameworkResult:
    """One framework assessed over a system, or over a trust alone."""

    framework: str
    title: str
    short_title: str
    groups_called: str
    editions: tuple[str, ...]
    on: date
    known_on: date
    bodies: tuple[BodyResult, ...]
    context: tuple[tuple[str, str, str], ...]
    statuses: Mapping[str, int]
    rulebook: str
    """The sha256 of the rule files."""
