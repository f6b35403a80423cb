"""The judgements: who decided what only a person can decide, why, and on which document."""

from dataclasses import dataclass

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.reports.tags import Tag, tag
from mis_assessor.reports.wording import sentence, short_day


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """One judgement."""

    id: str
    title: str
    tag: Tag
    who: str
    role: str
    on: str
    reason: str
    evidence: str


def judgements(assessment: Assessment) -> tuple[JudgementRow, ...]:
    """Every judgement behind a verdict, in order of safety action."""
    titles = {item.id: item.title for item in assessment.evidence}
    ordered = sorted(assessment.findings, key=lambda f: (f.action, f.id))
    return tuple(
        JudgementRow(
            id=finding.id,
            title=finding.title,
            tag=tag(judged.verdict),
            who=judged.who,
            role=judged.role,
            on=short_day(judged.on),
            reason=sentence(judged.reason),
            evidence=_named(judged.evidence, titles),
        )
        for finding in ordered
        if (judged := finding.judged) is not None
    )


def _named(evidence: str, titles: dict[str, str]) -> str:
    """A document by its title as well as its reference."""
    if not evidence:
        return "none named"
    title = titles.get(evidence, "")
    return f"{evidence}: {title}" if title else evidence
