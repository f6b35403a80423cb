"""The result of a framework: frozen values beside the scheme's, never blended with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mis_assessor.core.findings import Finding
from mis_assessor.core.frameworks.scores import Score
from mis_assessor.core.frameworks.timing import Timing
from mis_assessor.core.verdicts import Verdict


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

    @property
    def asked(self) -> bool:
        """Whether the framework asks anything of it on the day."""
        return bool(self.groups) and self.verdict is not Verdict.NOT_APPLICABLE


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
