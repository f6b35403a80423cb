"""The appendix of frameworks: every duty with its finding, its day and its score."""

from dataclasses import dataclass

from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.frameworks.result import BodyResult, FrameworkFinding, FrameworkResult
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reports.pages.frameworks import done_in_words, due_in_words, is_open, tag_in_full
from mis_assessor.reports.pages.outcome import Value, value
from mis_assessor.reports.tags import Tag, tag
from mis_assessor.reports.wording import count, listed_or_none, sentence


@dataclass(frozen=True, slots=True)
class DutyInFull:
    """One duty with all that a Board may ask about it."""

    id: str
    title: str
    duty: str
    tag: Tag
    timing: str
    score: str
    sentence: str
    next: str
    remarks: tuple[str, ...]
    values: tuple[Value, ...]
    source: str
    assurance: str


@dataclass(frozen=True, slots=True)
class BodySection:
    """One body's duties under one framework."""

    anchor: str
    heading: str
    caption: str
    tag: Tag
    rows: tuple[DutyInFull, ...]
    note: str
    """What is not in the table: duties that hold, that are not asked, of others."""


def framework_sections(results: tuple[FrameworkResult, ...]) -> tuple[BodySection, ...]:
    """A section for each framework and body: what is open in full, what holds by id.

    Everything that holds is in the assessment's data, with its figures and its evidence.
    """
    return tuple(
        _section(result, body) for result in results for body in result.bodies if body.groups
    )


def _section(result: FrameworkResult, body: BodyResult) -> BodySection:
    asked = [f for f in body.findings if f.finding.verdict is not Verdict.NOT_APPLICABLE]
    shown = [f for f in asked if is_open(f)] if body.sent else []
    return BodySection(
        anchor=f"framework-{result.framework}-{body.code.lower()}",
        heading=f"{result.title}: {body.name}",
        caption=f"Duties of {body.name} under {result.short_title}",
        tag=tag_in_full(body),
        rows=tuple(_duty(one) for one in shown),
        note=" ".join(_notes(body, asked)),
    )


def _notes(body: BodyResult, asked: list[FrameworkFinding]) -> list[str]:
    notes = []
    if not body.sent:
        notes.append(f"{body.name} has sent nothing, so no duty of its own is shown by evidence.")
    else:
        hold = [_told(f) for f in asked if f.finding.verdict.holds]
        notes.append(f"Hold: {listed_or_none(hold)}.")
        aside = [f.finding.id for f in asked if f.force != "must" and not f.finding.verdict.holds]
        if aside:
            notes.append(f"Recommended and not shown to hold: {listed_or_none(aside)}.")
    left = [f.finding.id for f in body.findings if f.finding.verdict is Verdict.NOT_APPLICABLE]
    if left:
        notes.append(f"Not asked on this day: {listed_or_none(left)}.")
    return notes


def _told(one: FrameworkFinding) -> str:
    late = f" ({count(one.days_late, 'day')} late)" if one.days_late else ""
    return f"{one.finding.id}{late}"


def _duty(one: FrameworkFinding) -> DutyInFull:
    finding = one.finding
    timing = one.timing
    return DutyInFull(
        id=finding.id,
        title=finding.title,
        duty=_duty_of(one),
        tag=tag(finding.verdict),
        timing=f"Due {due_in_words(timing)}: {done_in_words(timing)}" if timing else "",
        score=f"{one.score.word}: {one.score.there} of {one.score.asked}" if one.score else "",
        sentence=sentence(finding.sentence),
        next="" if finding.next in finding.sentence else finding.next,
        remarks=finding.remarks,
        values=_values(finding),
        source=finding.source,
        assurance=one.assurance,
    )


def _values(finding: Finding) -> tuple[Value, ...]:
    """The values it was held against; where nothing was sent there is nothing to hold."""
    if finding.verdict is Verdict.EVIDENCE_MISSING:
        return ()
    return tuple(value(t, finding.source) for t in finding.thresholds)


def _duty_of(one: FrameworkFinding) -> str:
    words = "Duty of the " + " and the ".join(one.duty_of)
    return words if one.force == "must" else f"{words}, recommended"
