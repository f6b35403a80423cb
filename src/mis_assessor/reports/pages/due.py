"""What is not due yet, by date: what a Board must know before the day comes.

The formal steps of the declaration stand apart: a Board is about to take them, and none
of them is an exception.
"""

from dataclasses import dataclass
from datetime import date

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reports.pages.exceptions import exceptions
from mis_assessor.reports.pages.figures import place
from mis_assessor.reports.pages.margins import margins
from mis_assessor.reports.pages.outcome import standing_at
from mis_assessor.reports.wording import count, listed_or_none, sentence, short_day

KEEP_ON = "Keep the registers up to date"


@dataclass(frozen=True, slots=True)
class DueRow:
    """One requirement that is still open."""

    id: str
    place: str
    title: str
    stands: str
    """Where it stands: figures with their margin, or what there is and what is wanting."""


@dataclass(frozen=True, slots=True)
class DueDay:
    """Everything whose next day is the same."""

    day: str
    left: str
    rows: tuple[DueRow, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A formal step of the declaration."""

    id: str
    title: str
    asks: str
    by: str


def due(assessment: Assessment) -> tuple[DueDay, ...]:
    """Requirements of the safety actions that are not due yet, the next day first."""
    by_day: dict[date, list[Finding]] = {}
    for finding in standing_at(assessment.findings, Verdict.NOT_DUE_YET):
        if not is_step(finding):
            by_day.setdefault(finding.due or assessment.on, []).append(finding)
    return tuple(
        DueDay(short_day(day), _left((day - assessment.on).days), tuple(map(_row, found)))
        for day, found in sorted(by_day.items())
    )


def steps(assessment: Assessment) -> tuple[Step, ...]:
    """The steps of the declaration that are still to be taken, in order of their day."""
    waiting = [f for f in standing_at(assessment.findings, Verdict.NOT_DUE_YET) if is_step(f)]
    ordered = sorted(waiting, key=lambda f: (f.counts_towards == PAYMENT, f.due or assessment.on))
    return tuple(
        Step(
            f.id,
            f.title,
            (ONLY_IF_MISSED if f.counts_towards == PAYMENT else "") + sentence(f.asks),
            short_day(f.due) if f.due else "no day known",
        )
        for f in ordered
    )


def told_of(assessment: Assessment) -> frozenset[str]:
    """Every finding that the paper tells of as not plainly holding, on whichever page."""
    excepted = (one.id for group in exceptions(assessment) for one in group.shown)
    waiting = (row.id for day in due(assessment) for row in day.rows)
    return frozenset((*excepted, *waiting, *(step.id for step in steps(assessment))))


PAYMENT = "discretionary payment"
ONLY_IF_MISSED = "Only where a safety action is missed. "


def is_step(finding: Finding) -> bool:
    """Whether it belongs to the declaration and to none of the ten."""
    return not finding.action


def _left(days: int) -> str:
    return "today" if not days else f"{count(days, 'day')} left"


def _row(finding: Finding) -> DueRow:
    return DueRow(finding.id, place(finding.action), finding.title, stands(finding))


def stands(finding: Finding) -> str:
    """Where an open requirement stands: its margins first, what is wanting after them."""
    found = margins(finding)
    if len(found) > 1:
        short = [f"{one.name} by {-one.spare:,}" for one in found if one.spare < 0]
        reached = len(found) - len(short)
        if not short:
            return f"All {reached} reach it so far."
        return f"{reached} of {len(found)} reach it so far. Short: {listed_or_none(short)}."
    told = [sentence(f"{one.counted}, {one.words}") for one in found] or [
        sentence(finding.sentence)
    ]
    todo = sentence(finding.next)
    if todo.startswith(KEEP_ON) or todo in told[0]:
        return told[0]
    return todo if todo and not found else " ".join([*told, todo])
