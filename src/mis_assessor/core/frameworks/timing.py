"""When it was done against the day it was due: said of every finding, never a verdict."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mis_assessor.core.answers import Paper
from mis_assessor.core.case import Case
from mis_assessor.core.comparisons import Op, Test
from mis_assessor.core.condition_leaves import leaves_in, tests_in
from mis_assessor.core.conditions import InOrder
from mis_assessor.core.readings import Reading
from mis_assessor.core.requirement import EXPECTED_FROM, Requirement
from mis_assessor.core.verdicts import Verdict


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
