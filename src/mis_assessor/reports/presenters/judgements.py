"""The judgements page: who decided what only a person can decide, and why."""

from dataclasses import dataclass

from mis_assessor.core.assessment import Assessment
from mis_assessor.reports.dates import short_day
from mis_assessor.reports.tags import Tag, tag
from mis_assessor.reports.wording import sentence


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
            evidence=judged.evidence or "none named",
        )
        for finding in ordered
        if (judged := finding.judged) is not None
    )
