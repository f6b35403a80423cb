"""The appendices: every requirement, every evidence item, and what is only shown."""

from dataclasses import dataclass

from mis_assessor.core.assessment.assessment import ActionResult, Assessment
from mis_assessor.core.findings.evidence_register import EvidenceItem
from mis_assessor.core.findings.finding import Finding
from mis_assessor.reports.pages.figures import FigureLine, anchor, place, telling_lines
from mis_assessor.reports.pages.outcome import Value, all_results, is_confirmed, status_words, value
from mis_assessor.reports.tags import Tag, tag
from mis_assessor.reports.wording import count, day_if_dated, sentence, short_digest

RULES_SHOWN = 4


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """One requirement with all it rests on."""

    id: str
    anchor: str
    title: str
    tag: Tag
    sentence: str
    lines: tuple[FigureLine, ...]
    values: tuple[Value, ...]
    source: str
    verified_by: str
    used: str
    fired: str


@dataclass(frozen=True, slots=True)
class ActionSection:
    """The requirements of one safety action."""

    anchor: str
    heading: str
    caption: str
    tag: Tag
    rows: tuple[RequirementRow, ...]


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One line of the evidence register."""

    id: str
    kind: str
    title: str
    dated: str
    checked_by: str
    digest: str
    serves: str


@dataclass(frozen=True, slots=True)
class Trace:
    """Fingerprints, confidence marks and remarks."""

    digests: tuple[tuple[str, str], ...]
    statuses: tuple[tuple[str, str, str], ...]
    remarks: tuple[str, ...]


def requirements(assessment: Assessment) -> tuple[ActionSection, ...]:
    """Appendix A: every finding, under its safety action, in order of id."""
    return tuple(
        ActionSection(
            anchor=f"appendix-a-action-{action.number}",
            heading=heading(action),
            caption=f"{place(action.number)}: {count(action.requirements, 'requirement')}",
            tag=tag(action.verdict),
            rows=tuple(
                _requirement(finding)
                for finding in sorted(assessment.findings, key=lambda f: f.id)
                if finding.action == action.number
            ),
        )
        for action in all_results(assessment)
    )


def heading(action: ActionResult) -> str:
    """An action's number and title; the conditions of the scheme have only a name."""
    if not action.number or not action.title:
        return place(action.number)
    return f"{place(action.number)}: {action.title}"


def _requirement(finding: Finding) -> RequirementRow:
    return RequirementRow(
        id=finding.id,
        anchor=anchor(finding) + "-in-full",
        title=finding.title,
        tag=tag(finding.verdict),
        sentence=sentence(finding.sentence),
        lines=telling_lines(finding),
        values=tuple(value(t, finding.source) for t in finding.thresholds),
        source=finding.source,
        verified_by=finding.verified_by,
        used="; ".join(f"{u.item}: {u.what}" for u in finding.used) or "nothing",
        fired=_fired(finding.fired),
    )


def _fired(rules: tuple[str, ...]) -> str:
    more = len(rules) - RULES_SHOWN
    shown = ", ".join(rules[:RULES_SHOWN]) or "none"
    return f"{shown} and {count(more, 'more', 'more')}" if more > 0 else shown


def evidence(assessment: Assessment) -> tuple[EvidenceRow, ...]:
    """Appendix B: what was supplied, by title and fingerprint."""
    return tuple(map(_item, sorted(assessment.evidence, key=lambda item: item.id)))


def _item(item: EvidenceItem) -> EvidenceRow:
    return EvidenceRow(
        id=item.id,
        kind=item.kind,
        title=item.title,
        dated=day_if_dated(item.dated) or "no date",
        checked_by=item.checked_by or "nobody named",
        digest=short_digest(item.sha256),
        serves=", ".join(item.serves) or "no requirement",
    )


def trace(assessment: Assessment) -> Trace:
    """The last page: what a verifier compares first."""
    digests = assessment.digests
    return Trace(
        digests=(
            ("Rulebook", short_digest(digests.rulebook)),
            ("Submission", short_digest(digests.submission)),
            ("Assessment", short_digest(digests.assessment)),
        ),
        statuses=tuple(
            (
                status_words(mark).capitalize(),
                "confirmed" if is_confirmed(mark) else "not confirmed",
                f"{number:,}",
            )
            for mark, number in sorted(assessment.statuses.items())
        ),
        remarks=tuple(map(sentence, assessment.remarks)),
    )
