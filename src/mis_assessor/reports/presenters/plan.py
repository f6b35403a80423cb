"""The action plan: one row for each requirement that does not hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mis_assessor.core.assessment import Assessment
from mis_assessor.core.findings import Finding
from mis_assessor.reports.dates import day_if_dated
from mis_assessor.reports.presenters.figures import place
from mis_assessor.reports.presenters.outcome import UNMET, standing_at
from mis_assessor.reports.tags import Tag, tag
from mis_assessor.reports.wording import sentence

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
