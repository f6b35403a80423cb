"""The clocks of cases: which run out when, and which have run out, drawn on one line.

Only cases with a day are drawn. People are never named here: staff are told by group.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.evidence.answers import Failed
from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reports.pages.figures import place
from mis_assessor.reports.wording import count, short_day

WIDTH = 640
"""Drawing units from the first to the last day."""
LANE = 20
"""Height of the lane of one requirement."""
ABOVE = 34
SHOWN_AT_MOST = 16


@dataclass(frozen=True, slots=True)
class Dot:
    """One case on the day its clock runs out."""

    x: float
    late: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """The cases of one requirement."""

    title: str
    y: int
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class ClockRow:
    """The same case in the table."""

    due: str
    left: str
    reference: str
    requirement: str
    what: str


@dataclass(frozen=True, slots=True)
class Clocks:
    """Drawing and table of the cases whose clock runs or ran out."""

    says: str
    first: str
    last: str
    width: int
    height: int
    today: float
    today_label: str
    lanes: tuple[Lane, ...]
    rows: tuple[ClockRow, ...]
    more: str


def clocks(assessment: Assessment) -> Clocks | None:
    """Cases of requirements that do not hold, the next to run out first; None without any."""
    found = sorted(_cases(assessment), key=lambda case: (case[0], case[2].reference))
    if not found:
        return None
    days = [assessment.on, *(due for due, _, _ in found)]
    first, last = min(days), max(days)
    last = max(last, first + timedelta(days=1))
    names = list(dict.fromkeys(finding.id for _, finding, _ in found))
    late = sum(due < assessment.on for due, _, _ in found)
    shown = _nearest(found, assessment.on)
    left = len(found) - len(shown)
    return Clocks(
        says=(
            f"Clocks of {count(len(found), 'case')} drawn to scale from {short_day(first)} to "
            f"{short_day(last)}: {late} ran out, {len(found) - late} run. The table below says "
            "the same."
        ),
        first=short_day(first),
        last=short_day(last),
        width=WIDTH,
        height=ABOVE + LANE * len(names),
        today=_x(assessment.on, first, last),
        today_label=short_day(assessment.on),
        lanes=tuple(
            Lane(
                next(f.title for _, f, _ in found if f.id == name),
                ABOVE + LANE * n + LANE // 2,
                tuple(
                    Dot(_x(due, first, last), due < assessment.on)
                    for due, f, _ in found
                    if f.id == name
                ),
            )
            for n, name in enumerate(names)
        ),
        rows=tuple(_row(case, assessment.on) for case in shown),
        more=f"And {count(left, 'more', 'more')}: see assessment.json." if left else "",
    )


Case = tuple[date, Finding, Failed]


def _cases(assessment: Assessment) -> Iterator[Case]:
    for finding in assessment.findings:
        if finding.verdict in (Verdict.NOT_MET, Verdict.NOT_DUE_YET, Verdict.NEEDS_JUDGEMENT):
            for case in dict.fromkeys((*finding.failed, *finding.open)):
                if case.due is not None:
                    yield case.due, finding, case


def _nearest(found: list[Case], on: date) -> list[Case]:
    """The cases nearest to the day, in order of their own."""
    nearest = sorted(found, key=lambda case: abs((case[0] - on).days))[:SHOWN_AT_MOST]
    return [case for case in found if case in nearest]


def _row(case: Case, on: date) -> ClockRow:
    due, finding, row = case
    days = (due - on).days
    left = f"{count(days, 'day')} left" if days >= 0 else f"ran out {count(-days, 'day')} ago"
    return ClockRow(
        short_day(due),
        left,
        row.reference or f"row {row.row}",
        f"{place(finding.action)}: {finding.title}",
        row.what,
    )


def _x(on: date, first: date, last: date) -> float:
    return round(WIDTH * (on - first).days / (last - first).days, 1)
