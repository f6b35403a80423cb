"""Reports that come round: gaps, calendar periods and how often, pauses respected."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mis_assessor.core.answers import Papers, Report
from mis_assessor.core.calendar import ONE_DAY, after, whole_periods
from mis_assessor.core.quantities import Length, Quantity

PERIODS = {"month": 1, "two months": 2, "quarter": 3, "half-year": 6, "year": 12}


@dataclass(frozen=True, slots=True)
class Broken:
    """A stretch in which a report was due and none counted."""

    last: date
    """The day of the report before it, or the day the clock started."""
    due: date
    next: date | None
    """The report that ended the gap, or None."""


def days_counted(reports: Sequence[Report], counted_by: str) -> tuple[date, ...]:
    """The days on which reports count, in order."""
    days = (day for report in reports if (day := _day(report, counted_by)))
    return tuple(sorted(days))


def _day(report: Report, counted_by: str) -> date | None:
    if counted_by == "period covered":
        return report.covers[1] if report.covers else None
    return dict(report.days).get(counted_by)


def broken_gaps(papers: Papers, days: Sequence[date], length: Length) -> tuple[Broken, ...]:
    """Every gap longer than allowed; the clock starts afresh the day after a pause."""
    broken: list[Broken] = []
    until = min(papers.end, papers.on)
    for start, end, paused_next in _stretches(papers, until):
        clock = start
        for day in (d for d in days if start <= d <= end):
            if day > (due := after(clock, length)):
                broken.append(Broken(clock, due, day))
            clock = day
        limit = end + ONE_DAY if paused_next else end
        if (due := after(clock, length)) < limit:
            broken.append(Broken(clock, due, None))
    return tuple(broken)


def _stretches(papers: Papers, until: date) -> list[tuple[date, date, bool]]:
    stretches: list[tuple[date, date, bool]] = []
    start = papers.start
    for first, last in sorted(papers.pauses):
        if last < start or first > until:
            continue
        if first > start:
            stretches.append((start, first - ONE_DAY, True))
        start = last + ONE_DAY
    if start <= until:
        stretches.append((start, until, False))
    return stretches


def first_due(papers: Papers, length: Length) -> date:
    """The day the first report is due, counted from the start or the end of a pause."""
    due = papers.end
    for start, end, paused_next in _stretches(papers, papers.end):
        due = after(start, length)
        if due <= end or not paused_next:
            break
    return due


def periods_due(papers: Papers, period: str) -> tuple[tuple[date, date], ...]:
    """Whole calendar periods in the window that no pause touched."""
    return tuple(
        (first, last)
        for first, last in whole_periods(PERIODS[period], papers.start, papers.end)
        if not any(p <= last and first <= q for p, q in papers.pauses)
    )


def covered(reports: Sequence[Report], period: tuple[date, date], counted_by: str) -> bool:
    """Whether a report counts for a calendar period."""
    first, last = period
    for report in reports:
        if counted_by == "period covered":
            if report.covers and report.covers[0] <= first and last <= report.covers[1]:
                return True
        elif (day := _day(report, counted_by)) and first <= day <= last:
            return True
    return False


def most_often(days: Sequence[date], stretch: Quantity | None) -> int:
    """The greatest number of days in any one stretch: a length, or a calendar week."""
    if not isinstance(stretch, Length):
        weeks = Counter(day.isocalendar()[:2] for day in days)
        return max(weeks.values(), default=0)
    return max(
        (sum(first <= day < after(first, stretch) for day in days) for first in days),
        default=0,
    )
