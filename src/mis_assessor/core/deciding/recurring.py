"""Reports that come round: gaps, calendar periods and how often, pauses respected.

Reports that come round, turned into counts of what is lacking.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from mis_assessor.core.deciding.bounds import Measured, Way
from mis_assessor.core.evidence.answers import Answer, Papers, Report, Stated
from mis_assessor.core.rules.calendar import ONE_DAY, after, whole_periods
from mis_assessor.core.rules.conditions import Op, Test
from mis_assessor.core.rules.quantities import Length, Month, Quantity, Times
from mis_assessor.core.rules.readings import Reading
from mis_assessor.core.verdicts import Verdict

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


MEETING = "meeting"


def count_papers(
    test: Test,
    papers: Papers,
    value: Quantity,
    reading: Reading,
    answers: Mapping[str, Answer],
) -> Measured | Verdict:
    """How many gaps, periods or reports are lacking, at best and at worst."""
    counted_by = test.counted_by or "dated"
    sure = [r for r in papers.reports if r.complete and not _too_early(r, counted_by)]
    hoped = [r for r in papers.reports if r.complete is not False]
    if test.op is Op.HAPPENS_AT_MOST:
        return _at_most(test, papers, value, reading)
    if value == MEETING:
        return _at_every_meeting(papers, sure, hoped, counted_by)
    if not days_counted(hoped, counted_by):
        return _none_at_all(papers, value, counted_by)
    to_come = papers.on < papers.end
    undecided = Verdict.NOT_DUE_YET if to_come else Verdict.EVIDENCE_MISSING
    if test.op is Op.HAPPENS_AT_LEAST:
        assert isinstance(value, Times)
        days = set(_inside(papers, sure, counted_by))
        low, high = (
            len({_period(day, test) for day in _inside(papers, reports, counted_by)})
            for reports in (sure, hoped)
        )
        if test.closer_together and len(days) >= value.number > low:
            return Verdict.NEEDS_JUDGEMENT
        if low < value.number and papers.on <= papers.end:
            return Verdict.NOT_DUE_YET  # the last day is not over
        return Measured(low, high, value.number, Way.AT_LEAST, undecided)
    if test.op is Op.GAPS_AT_MOST:
        assert isinstance(value, Length)
        low = len(broken_gaps(papers, _inside(papers, hoped, counted_by), value))
        high = len(broken_gaps(papers, _inside(papers, sure, counted_by), value))
    else:
        periods = periods_due(papers, str(value))
        excused = _excused(test, reading, answers)
        due = [
            p for p in periods if p[1] <= papers.on and not (excused and p[0] <= excused <= p[1])
        ]
        if not due and to_come:
            return Verdict.NOT_DUE_YET
        late_ok = to_come and counted_by == "period covered"
        over = [p for p in due if p[1] < papers.on]
        low = sum(not covered(hoped, p, counted_by) for p in over)
        high = sum(not covered(sure, p, counted_by) for p in due)
        if high > low and len(over) < len(due):
            undecided = Verdict.NOT_DUE_YET  # the period's last day is not over
        if low and late_ok:
            return Verdict.NOT_DUE_YET
    if not sure and not low:
        return undecided
    return Measured(low, high, 0, Way.AT_MOST, undecided, to_come)


def _period(day: date, test: Test) -> date:
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


def _at_most(test: Test, papers: Papers, value: Quantity, reading: Reading) -> Measured:
    """One-off against recurrent: above the number only a person can tell which it was."""
    assert isinstance(value, Times)
    stretch = reading.value(test.in_any) if test.in_any else None
    days = [day for report in papers.reports for _, day in report.days]
    most = most_often(days, stretch)
    more = papers.on < papers.end
    return Measured(0, most, value.number, Way.AT_MOST, Verdict.NEEDS_JUDGEMENT, more)


def _at_every_meeting(
    papers: Papers, sure: list[Report], hoped: list[Report], counted_by: str
) -> Measured | Verdict:
    """How many meetings went without; a body that never met has shown nothing."""
    to_come = papers.on < papers.end
    undecided = Verdict.NOT_DUE_YET if to_come else Verdict.EVIDENCE_MISSING
    if not papers.meetings or (not papers.reports and papers.meetings):
        return undecided
    low, high = (
        len(set(papers.meetings) - set(days_counted(reports, counted_by)))
        for reports in (hoped, sure)
    )
    return Measured(low, high, 0, Way.AT_MOST, undecided, to_come)


def _too_early(report: Report, counted_by: str) -> bool:
    """Whether it is older than the end of the period that it says it covers."""
    dated = dict(report.days).get("dated")
    if counted_by != "period covered" or report.covers is None or dated is None:
        return False
    return dated < report.covers[1]


def _inside(papers: Papers, reports: list[Report], counted_by: str) -> list[date]:
    last = min(papers.end, papers.on)
    return [d for d in days_counted(reports, counted_by) if papers.start <= d <= last]


def _none_at_all(papers: Papers, value: Quantity, counted_by: str) -> Verdict:
    """Nothing that could count: wanting, unless the first is not due yet."""
    due = papers.end
    if isinstance(value, Length):
        due = min(first_due(papers, value), papers.end)
    elif value in PERIODS and counted_by != "period covered":
        due = next((last for _, last in periods_due(papers, str(value))), papers.end)
    if papers.on <= due:
        return Verdict.NOT_DUE_YET
    lacking = papers.reports and all(r.complete is False for r in papers.reports)
    return Verdict.NOT_MET if lacking else Verdict.EVIDENCE_MISSING


def _excused(test: Test, reading: Reading, answers: Mapping[str, Answer]) -> date | None:
    """A day in the one period that a stated relief allows to be missed."""
    if test.may_miss is None or test.if_ is None:
        return None
    relief = answers.get(test.if_)
    if not (isinstance(relief, Stated) and relief.value is True):
        return None
    period = reading.value(test.may_miss)
    if isinstance(period, Month):
        return date(period.year, period.month, 1)
    return period if isinstance(period, date) else None
