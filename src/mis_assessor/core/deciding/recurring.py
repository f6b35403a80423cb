"""Reports that come round: gaps, calendar periods and how often, pauses respected.

Reports that come round, turned into counts of what is lacking.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from mis_assessor.core.deciding.bounds import Measured
from mis_assessor.core.deciding.case import Situation
from mis_assessor.core.evidence.answers import Papers, Report, Stated
from mis_assessor.core.rules.calendar import ONE_DAY, after, whole_periods
from mis_assessor.core.rules.comparisons import MEETING, PERIODS, Way
from mis_assessor.core.rules.conditions import Test
from mis_assessor.core.rules.quantities import Length, Month, Quantity, Times
from mis_assessor.core.verdicts import Verdict


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


@dataclass(frozen=True, slots=True)
class Counted:
    """Reports by whether they count for sure or may count, and what is open till the end."""

    papers: Papers
    counted_by: str
    sure: tuple[Report, ...]
    hoped: tuple[Report, ...]

    @property
    def to_come(self) -> bool:
        """Whether the window is still open."""
        return self.papers.on < self.papers.end

    @property
    def undecided(self) -> Verdict:
        """What holds while it can go either way."""
        return Verdict.NOT_DUE_YET if self.to_come else Verdict.EVIDENCE_MISSING

    @property
    def nothing(self) -> bool:
        """Whether no report at all may count."""
        return not days_counted(self.hoped, self.counted_by)

    def lacking(self, low: int, high: int, undecided: Verdict) -> Measured | Verdict:
        """So many gaps or periods without, at best and at worst; none is allowed."""
        if not self.sure and not low:
            return undecided
        return Measured(low, high, 0, Way.AT_MOST, undecided, self.to_come)


def _counted(test: Test, papers: Papers) -> Counted:
    by = test.counted_by or "dated"
    sure = tuple(r for r in papers.reports if r.complete and not _too_early(r, by))
    return Counted(papers, by, sure, tuple(r for r in papers.reports if r.complete is not False))


def happens_at_least(
    test: Test, papers: Papers, times: Times, scene: Situation
) -> Measured | Verdict:
    """So many days on which one counts."""
    found = _counted(test, papers)
    if found.nothing:
        return _none_at_all(found, papers.end)
    days = set(_inside(found, found.sure))
    low, high = (
        len({counted_once(day, test) for day in _inside(found, reports)})
        for reports in (found.sure, found.hoped)
    )
    if test.closer_together and len(days) >= times.number > low:
        return Verdict.NEEDS_JUDGEMENT
    if low < times.number and papers.on <= papers.end:
        return Verdict.NOT_DUE_YET  # the last day is not over
    return Measured(low, high, times.number, Way.AT_LEAST, found.undecided)


def counted_once(day: date, test: Test) -> date:
    """The day itself, or the first of the calendar period in which it counts once."""
    match test.in_different:
        case "quarters":
            return date(day.year, day.month - (day.month - 1) % 3, 1)
        case "months":
            return day.replace(day=1)
        case None:
            return day
        case _:
            assert_never(test.in_different)


def gaps_at_most(
    test: Test, papers: Papers, length: Length, scene: Situation
) -> Measured | Verdict:
    """How many gaps are longer than allowed."""
    found = _counted(test, papers)
    if found.nothing:
        return _none_at_all(found, min(first_due(papers, length), papers.end))
    low, high = (
        len(broken_gaps(papers, _inside(found, reports), length))
        for reports in (found.hoped, found.sure)
    )
    return found.lacking(low, high, found.undecided)


def one_in_every(test: Test, papers: Papers, period: str, scene: Situation) -> Measured | Verdict:
    """How many calendar periods, or meetings of a body, went without."""
    found = _counted(test, papers)
    if period == MEETING:
        return _at_every_meeting(found)
    by_period = found.counted_by == "period covered"
    periods = periods_due(papers, period)
    if found.nothing:
        first = papers.end if by_period else next((last for _, last in periods), papers.end)
        return _none_at_all(found, first)
    relief = excused(test, scene)
    due = [p for p in periods if p[1] <= papers.on and not (relief and p[0] <= relief <= p[1])]
    if not due and found.to_come:
        return Verdict.NOT_DUE_YET
    over = [p for p in due if p[1] < papers.on]
    low = sum(not covered(found.hoped, p, found.counted_by) for p in over)
    high = sum(not covered(found.sure, p, found.counted_by) for p in due)
    undecided = found.undecided
    if high > low and len(over) < len(due):
        undecided = Verdict.NOT_DUE_YET  # the period's last day is not over
    if low and found.to_come and by_period:
        return Verdict.NOT_DUE_YET
    return found.lacking(low, high, undecided)


def happens_at_most(test: Test, papers: Papers, times: Times, scene: Situation) -> Measured:
    """One-off against recurrent: above the number only a person can tell which it was."""
    stretch = scene.reading.value(test.in_any) if test.in_any else None
    days = [day for report in papers.reports for _, day in report.days]
    most = most_often(days, stretch)
    more = papers.on < papers.end
    return Measured(0, most, times.number, Way.AT_MOST, Verdict.NEEDS_JUDGEMENT, more)


def _at_every_meeting(found: Counted) -> Measured | Verdict:
    """How many meetings went without; a body that never met has shown nothing."""
    meetings = set(found.papers.meetings)
    if not meetings or not found.papers.reports:
        return found.undecided
    low, high = (
        len(meetings - set(days_counted(reports, found.counted_by)))
        for reports in (found.hoped, found.sure)
    )
    return Measured(low, high, 0, Way.AT_MOST, found.undecided, found.to_come)


def _too_early(report: Report, counted_by: str) -> bool:
    """Whether it is older than the end of the period that it says it covers."""
    dated = dict(report.days).get("dated")
    if counted_by != "period covered" or report.covers is None or dated is None:
        return False
    return dated < report.covers[1]


def _inside(found: Counted, reports: Sequence[Report]) -> list[date]:
    papers = found.papers
    last = min(papers.end, papers.on)
    return [d for d in days_counted(reports, found.counted_by) if papers.start <= d <= last]


def _none_at_all(found: Counted, first_due: date) -> Verdict:
    """Nothing that could count: wanting, unless the first is not due yet."""
    reports = found.papers.reports
    if found.papers.on <= first_due:
        return Verdict.NOT_DUE_YET
    lacking = reports and all(r.complete is False for r in reports)
    return Verdict.NOT_MET if lacking else Verdict.EVIDENCE_MISSING


def excused(test: Test, scene: Situation) -> date | None:
    """A day in the one period that a stated relief allows to be missed."""
    if test.may_miss is None or test.if_ is None:
        return None
    relief = scene.answers.get(test.if_)
    if not (isinstance(relief, Stated) and relief.value is True):
        return None
    period = scene.reading.value(test.may_miss)
    if isinstance(period, Month):
        return date(period.year, period.month, 1)
    return period if isinstance(period, date) else None
