"""The scheme year drawn to scale, and the same days in tables.

The pause ledger, obligations that were treated alike told together.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from mis_assessor.core.assessment.assessment import Assessment, Milestone
from mis_assessor.core.findings.pauses import LedgerLine
from mis_assessor.reports.pages.figures import common_beginning
from mis_assessor.reports.pages.outcome import status_words
from mis_assessor.reports.wording import count, day, days, listed_or_none, sentence

WIDTH = 640
"""Drawing units from the first to the last day."""
TOP = 60
STEP = 22
"""Height of one row of numbered marks."""
APART = 20
"""Marks closer than this go to different rows."""


@dataclass(frozen=True, slots=True)
class Band:
    """A paused span, hatched."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered milestone."""

    number: int
    x: float
    y: int


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a month, with its name where there is room."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone in the table below the drawing."""

    number: int
    day: str
    title: str
    when: str
    status: str


@dataclass(frozen=True, slots=True)
class PauseRow:
    """A pause: what it stops, what goes on, and who said so."""

    title: str
    days: str
    suspends: str
    continues: str
    best_effort: str
    authority: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Drawing and tables of the scheme year."""

    says: str
    span: str
    width: int
    height: int
    bands: tuple[Band, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    today: float
    today_label: str
    milestones: tuple[MilestoneRow, ...]
    pauses: tuple[PauseRow, ...]


def timeline(assessment: Assessment) -> Timeline:
    """The timeline of an assessment; one with no milestones still shows its day."""
    first, last = _span(assessment)
    ordered = sorted(assessment.milestones, key=lambda m: (m.day, m.title))
    marks = _marks(ordered, first, last)
    return Timeline(
        says=_says(assessment, ordered),
        span=days(first, last),
        width=WIDTH,
        height=max((m.y for m in marks), default=TOP) + STEP,
        bands=tuple(
            Band(
                _x(p.first, first, last),
                round(_x(p.last, first, last) - _x(p.first, first, last), 1),
            )
            for p in assessment.pauses
        ),
        marks=marks,
        ticks=_ticks(first, last),
        today=_x(assessment.on, first, last),
        today_label=day(assessment.on),
        milestones=tuple(
            MilestoneRow(
                number,
                day(m.day),
                m.title,
                "past" if m.day < assessment.on else "to come",
                status_words(m.status),
            )
            for number, m in enumerate(ordered, 1)
        ),
        pauses=_pauses(assessment),
    )


def _span(assessment: Assessment) -> tuple[date, date]:
    known = [assessment.on, *(m.day for m in assessment.milestones)]
    known += [d for p in assessment.pauses for d in (p.first, p.last)]
    first, last = min(known), max(known)
    return first, max(last, first + timedelta(days=1))


def _x(on: date, first: date, last: date) -> float:
    return round(WIDTH * (on - first).days / (last - first).days, 1)


def _marks(ordered: list[Milestone], first: date, last: date) -> tuple[Mark, ...]:
    ends: list[float] = []  # where each row of marks is taken up to
    marks = []
    for number, milestone in enumerate(ordered, 1):
        x = _x(milestone.day, first, last)
        row = next((i for i, end in enumerate(ends) if x - end >= APART), len(ends))
        ends[row : row + 1] = [x]
        marks.append(Mark(number, x, TOP + STEP * (row + 1)))
    return tuple(marks)


def _ticks(first: date, last: date) -> tuple[Tick, ...]:
    months = [
        date(year, month, 1)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if first <= date(year, month, 1) <= last
    ]
    label, room = 60, WIDTH / max(1, len(months))
    every = ceil(label / room)
    return tuple(
        Tick(_x(m, first, last), f"{m:%b %Y}" if i % every == 0 else "")
        for i, m in enumerate(months)
    )


def _says(assessment: Assessment, ordered: list[Milestone]) -> str:
    paused = listed_or_none([days(p.first, p.last) for p in assessment.pauses])
    return (
        f"Scheme year drawn to scale: {count(len(ordered), 'milestone')}, paused: "
        f"{paused}, assessed as at {day(assessment.on)}. The tables below say the same."
    )


def _pauses(assessment: Assessment) -> tuple[PauseRow, ...]:
    return tuple(
        PauseRow(
            title=p.title,
            days=f"{days(p.first, p.last)} ({count((p.last - p.first).days + 1, 'day')})",
            suspends=sentence(p.suspends),
            continues=sentence("; ".join(p.continues) or "none named"),
            best_effort=sentence("; ".join(p.best_effort) or "none named"),
            authority=_authority(p.source, p.status, p.end_status),
        )
        for p in assessment.pauses
    )


def _authority(source: str, status: str, end_status: str) -> str:
    """Who said so and how that is known; apart for the last day, where it is known less well."""
    words = f"{source} ({status_words(status)})"
    if end_status in ("", status):
        return words
    return f"{words}; its last day: {status_words(end_status)}"


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """What a pause did to several obligations, with the sum and the authority."""

    effect: str
    days: str
    sum: str
    requirements: str
    authority: str


def ledger(assessment: Assessment) -> tuple[LedgerRow, ...]:
    """Every line of the ledger, joined where pause, effect, days and sum are the same."""
    beginning = common_beginning(line.requirement for line in assessment.pause_ledger)
    grouped: dict[tuple[str, ...], list[LedgerLine]] = {}
    for line in assessment.pause_ledger:
        authority = _authority(line.authority, line.status, line.end_status)
        key = (line.pause, line.effect, str(line.days), line.sum, authority)
        grouped.setdefault(key, []).append(line)
    return tuple(
        LedgerRow(
            f"{lines[0].pause}: {lines[0].effect}",
            count(lines[0].days, "day") if lines[0].days else "none",
            lines[0].sum,
            ", ".join(line.requirement.removeprefix(beginning) for line in lines),
            _authority(lines[0].authority, lines[0].status, lines[0].end_status),
        )
        for lines in grouped.values()
    )
