"""Reports that come round, turned into counts of what is lacking."""

from collections.abc import Mapping
from datetime import date

from mis_assessor.core.answers import Answer, Papers, Report, Said
from mis_assessor.core.cadence import (
    PERIODS,
    broken_gaps,
    covered,
    days_counted,
    first_due,
    most_often,
    periods_due,
)
from mis_assessor.core.comparisons import Op, Test
from mis_assessor.core.measured import Measured, Way
from mis_assessor.core.quantities import Length, Month, Quantity, Times
from mis_assessor.core.readings import Reading
from mis_assessor.core.verdicts import Verdict

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
        low, high = (
            len(set(_inside(papers, sure, counted_by))),
            len(set(_inside(papers, hoped, counted_by))),
        )
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
    if not (isinstance(relief, Said) and relief.value is True):
        return None
    period = reading.value(test.may_miss)
    if isinstance(period, Month):
        return date(period.year, period.month, 1)
    return period if isinstance(period, date) else None
