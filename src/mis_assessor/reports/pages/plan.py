"""The action plan: one row for each requirement that does not hold.

The judgements page: who decided what only a person can decide, and why.

The Board's own answers, gathered so that a page holds them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.findings.finding import Finding
from mis_assessor.reports.pages.figures import place
from mis_assessor.reports.pages.outcome import UNMET, standing_at
from mis_assessor.reports.tags import Tag, tag
from mis_assessor.reports.wording import count, day_if_dated, sentence, short_day

TO_NAME: Final = "to be named"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One gap and what closes it."""

    place: str
    id: str
    gap: str
    tag: Tag
    action: str
    known_by: str
    """How the Board will know."""
    owner: str
    by: str
    cost: str


def plan(assessment: Assessment) -> tuple[PlanRow, ...]:
    """The trust's own planned actions, or else what each finding says to do next."""
    rows = []
    for verdict in UNMET:
        for finding in standing_at(assessment.findings, verdict):
            own = [p for p in assessment.action_plan if _about(p, finding)]
            rows += [_row(finding, planned) for planned in own or ({},)]
    return tuple(rows)


def _about(planned: Mapping[str, str], finding: Finding) -> bool:
    return planned.get("requirement") == finding.id


def _row(finding: Finding, planned: Mapping[str, str]) -> PlanRow:
    return PlanRow(
        place=place(finding.action),
        id=finding.id,
        gap=finding.title,
        tag=tag(finding.verdict),
        action=sentence(planned.get("action") or finding.next) or TO_NAME,
        known_by=sentence(planned.get("monitoring", "")) or TO_NAME,
        owner=planned.get("owner") or TO_NAME,
        by=day_if_dated(planned.get("end day", "")) or TO_NAME,
        cost=planned.get("amount requested") or "not costed",
    )


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


ELSEWHERE = "Not a requirement of this edition"


@dataclass(frozen=True, slots=True)
class DeclaredRow:
    """One answer, with all of a safety action that it was given to."""

    place: str
    answer: str
    number: str
    ids: str


def declared(assessment: Assessment) -> tuple[DeclaredRow, ...]:
    """Appendix D: each answer once for each safety action."""
    actions = {finding.id: finding.action for finding in assessment.findings}
    last = max(actions.values(), default=0) + 1
    gathered: dict[tuple[int, str], list[str]] = {}
    for name, answer in sorted(assessment.declared.items()):
        number = actions.get(name, -1)
        order = number if number > 0 else last - number
        gathered.setdefault((order, answer), []).append(name)
    names = {last: place(0), last + 1: ELSEWHERE}
    return tuple(
        DeclaredRow(
            names.get(order) or place(order), answer, count(len(ids), "answer"), ", ".join(ids)
        )
        for (order, answer), ids in sorted(gathered.items())
    )
