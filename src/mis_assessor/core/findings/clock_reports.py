"""Clocks of reports that come round: the next of a gap, every period, every meeting."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from mis_assessor.core.deciding.recurring import (
    counted_once,
    covered,
    days_counted,
    excused,
    periods_due,
)
from mis_assessor.core.evidence.answers import Papers, Report
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.findings.clock import Clock, ClockKind
from mis_assessor.core.findings.clock_asked import REGISTER_OF_MEETINGS, ClockAsked
from mis_assessor.core.rules.calendar import ONE_DAY, after, whole_periods
from mis_assessor.core.rules.comparisons import MEETING, PERIODS, Op
from mis_assessor.core.rules.conditions import Test
from mis_assessor.core.rules.quantities import Length, Times
from mis_assessor.core.rules.questions import DocumentsQuestion
from mis_assessor.core.wording import counted, on_day


def of_reports(test: Test, papers: Papers, asked: ClockAsked) -> Iterator[Clock]:
    """The clocks of one test of reports."""
    value = asked.scene.reading.value(test.value) if asked.scene.reading.knows(test.value) else None
    reports = [r for r in papers.reports if r.complete is not False]
    yield from _to_complete(test, papers, asked)
    match test.op, value or test.value:
        case Op.GAPS_AT_MOST, Length() as length:
            yield from _next_in_gap(test, papers, reports, length, asked)
        case Op.ONE_IN_EVERY, str(period) if period == MEETING:
            yield from _of_meetings(test, papers, asked)
        case Op.ONE_IN_EVERY, str(period):
            yield from _of_periods(test, papers, reports, period, asked)
        case Op.HAPPENS_AT_LEAST, Times() as times:
            yield from _so_often(test, papers, reports, times.number, asked)
        case _:
            return


def _to_complete(test: Test, papers: Papers, asked: ClockAsked) -> Iterator[Clock]:
    """Reports that may count once somebody fills in what is not known of them."""
    times = test.op is Op.HAPPENS_AT_LEAST
    by = _by(test)
    had = set(days_counted([r for r in papers.reports if r.complete], by))
    at_meetings = set(papers.meetings) - had if test.value == MEETING else None
    for report in papers.reports:
        days = set(days_counted([report], by))
        if at_meetings is not None:
            days &= at_meetings
        if report.complete is None and days:
            last = papers.end if times or asked.on >= papers.end else papers.end - ONE_DAY
            yield asked.clock(test.evidence, ClockKind.DOCUMENT, report.lacks, last, report.id)


def _by(test: Test) -> str:
    return test.counted_by or "dated"


def _act(test: Test, asked: ClockAsked) -> str:
    """The report and what must happen with it: “the leadership meeting note, dated”."""
    return f"“{_kind(test, asked)}” {_by(test)}"


def _kind(test: Test, asked: ClockAsked) -> str:
    question = asked.question(test.evidence)
    kind = question.documents.kind if isinstance(question, DocumentsQuestion) else test.evidence
    return kind


def _next_in_gap(
    test: Test, papers: Papers, reports: Sequence[Report], length: Length, asked: ClockAsked
) -> Iterator[Clock]:
    due = gap_ends(papers, days_counted(reports, _by(test)), length)
    if due.last >= papers.end:
        return  # whatever comes, the window ends before the gap is too long
    clock = asked.clock(test.evidence, ClockKind.REPORT, f"next {_act(test, asked)}", due.last)
    yield replace(
        clock,
        counted=f"{length.written} after {on_day(due.since, '')}",
        pauses=tuple(_told(pause) for pause in due.pauses),
    )


class GapEnd(NamedTuple):
    """When the next report is due at the latest, counted from when, after which pauses."""

    last: date
    since: date
    pauses: tuple[tuple[date, date], ...]


def gap_ends(papers: Papers, days: Iterable[date], length: Length) -> GapEnd:
    """The last safe day of the next report; it starts afresh the day after a pause."""
    since = max([papers.start, *(d for d in days if papers.start <= d <= papers.on)])
    touched = []
    for first, last in sorted(papers.pauses):
        if last >= since and after(since, length) >= first:
            since = last + ONE_DAY
            touched.append((first, last))
    return GapEnd(after(since, length), since, tuple(touched))


def _told(pause: tuple[date, date]) -> str:
    return f"paused {on_day(pause[0], '')} to {on_day(pause[1], '')}"


def _of_periods(
    test: Test, papers: Papers, reports: Sequence[Report], period: str, asked: ClockAsked
) -> Iterator[Clock]:
    by_cover = _by(test) == "period covered"
    relief = excused(test, asked.scene)
    any_counts = bool(days_counted(reports, _by(test)))
    for first, last in periods_due(papers, period):
        if last < papers.on and not by_cover:
            continue
        if covered(reports, (first, last), _by(test)) or (relief and first <= relief <= last):
            continue
        told = f"{first:%B %Y}" if PERIODS[period] == 1 else f"{first:%B} to {last:%B %Y}"
        until = last
        if by_cover and last < papers.end:
            until = papers.end - ONE_DAY if any_counts else papers.end
        act = f"“{_kind(test, asked)}” covering it" if by_cover else _act(test, asked)
        clock = asked.clock(test.evidence, ClockKind.REPORT, act, until, told)
        left_out = [_told(p) for p in papers.pauses if p[1] >= papers.start and p[0] <= papers.end]
        yield replace(clock, counted=f"the last day of {told}", pauses=tuple(left_out))


def meetings_known(papers: Papers, body: str, asked: ClockAsked) -> tuple[date, ...]:
    """The meetings of a body to come, within the window, that the register already names."""
    register = asked.asking.submission.registers.get(REGISTER_OF_MEETINGS)
    known = {
        day
        for row in (register.rows if register else ())
        if (day := row.day("held on")) is not None
        and papers.on < day <= papers.end
        and folded(str(row.cells.get("body", ""))) == folded(body)
    }
    return tuple(sorted(known))


def _of_meetings(test: Test, papers: Papers, asked: ClockAsked) -> Iterator[Clock]:
    """A paper for every meeting that is known; else for all that will be called."""
    question = asked.question(test.evidence)
    body = (isinstance(question, DocumentsQuestion) and question.meetings_of) or ""
    known = meetings_known(papers, body, asked)
    for day in known:
        subject = f"meeting of {body} {on_day(day)}"
        yield asked.clock(test.evidence, ClockKind.REPORT, _act(test, asked), day, subject)
    if not known:
        act = f"{_act(test, asked)} at every meeting of {body} still to come"
        yield asked.clock(test.evidence, ClockKind.FIGURE, act, papers.end)


def _so_often(
    test: Test, papers: Papers, reports: Sequence[Report], times: int, asked: ClockAsked
) -> Iterator[Clock]:
    inside = [
        d
        for d in days_counted(reports, _by(test))
        if papers.start <= d <= min(papers.end, papers.on)
    ]
    short = times - len({counted_once(day, test) for day in inside})
    if short <= 0:
        return
    last, noted = papers.end, f"{counted(times, 'times')} by {on_day(papers.end, '')}"
    if test.in_different is not None:
        left = periods_left(test, papers, inside)
        last = left[max(0, len(left) - short)] if left else papers.end
        noted += f", in different {test.in_different}"
    clock = asked.clock(test.evidence, ClockKind.REPORT, _act(test, asked), last)
    yield replace(clock, least=short, counted=noted)


def periods_left(test: Test, papers: Papers, inside: Iterable[date]) -> list[date]:
    """The last days of the quarters or months still open in which none has happened yet."""
    months = 3 if test.in_different == "quarters" else 1
    had = {counted_once(day, test) for day in inside}
    first = counted_once(max(papers.on, papers.start), test)
    after_all = date(papers.end.year + 1, papers.end.month, 1)
    return [
        min(closes, papers.end)
        for opens, closes in whole_periods(months, first, after_all)
        if opens <= papers.end and counted_once(opens, test) not in had
    ]
