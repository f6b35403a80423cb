"""What reports that come round can still become: those to bring, and those to complete."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from mis_assessor.core.ahead.repair import Repair, RepairKind
from mis_assessor.core.deciding.recurring import covered, days_counted, periods_due
from mis_assessor.core.evidence.answers import Answer, Papers, Report
from mis_assessor.core.findings.clock_asked import ClockAsked
from mis_assessor.core.findings.clock_reports import gap_ends, meetings_known, periods_left
from mis_assessor.core.rules.calendar import ONE_DAY
from mis_assessor.core.rules.comparisons import MEETING, Op
from mis_assessor.core.rules.conditions import Test, tests_in
from mis_assessor.core.rules.quantities import Length, Times
from mis_assessor.core.rules.questions import DocumentsQuestion
from mis_assessor.core.wording import on_day

MOST = 10
"""Reports to bring of which every set is tried; there are no more months in a year than that."""
Period = tuple[date, date] | None
Ahead = tuple[tuple[Repair, ...], Callable[[frozenset[str]], Answer]]


def papers_ahead(
    evidence: str, papers: Papers, question: DocumentsQuestion, asked: ClockAsked
) -> Ahead:
    """The repairs of reports that come round, and the reports after some of them."""
    requirement = asked.scene.requirement
    tests = [
        test
        for condition in (requirement.met_when, requirement.or_instead)
        for test in tests_in(condition)
        if test.evidence == evidence
    ]
    names = tuple(dict.fromkeys(test.counted_by or "dated" for test in tests))
    wanting = {
        f"report {report.id}": (
            Repair(
                f"report {report.id}",
                RepairKind.COMPLETE,
                f"{report.id}: {report.lacks}",
                None,
            ),
            _completed(report, names, papers.on),
        )
        for report in papers.reports
        if report.complete is None
    }
    kind = question.documents.kind
    new = {}
    for day, period in _days(tests, papers, question, asked):
        late = day < papers.on
        about = "" if period is None or period[1] == day else f" covering {_span(period)}"
        words = f"“{kind}”{about}, {' and '.join(names)}, by {on_day(day, '')}"
        shown = RepairKind.SHOW if late else RepairKind.REPORT
        key = f"report {kind} {day}{about}"
        repair = Repair(key, shown, words, None if late else day)
        new[key] = (repair, _new(key, day, period, names))
    both = {**wanting, **new}
    meetings = meetings_known(papers, question.meetings_of or "", asked)

    def after(done: frozenset[str]) -> Answer:
        kept = [r for r in papers.reports if f"report {r.id}" not in wanting]
        left = [
            r
            for r in papers.reports
            if f"report {r.id}" in wanting and f"report {r.id}" not in done
        ]
        added = [report for key, (_, report) in both.items() if key in done]
        return replace(
            papers,
            reports=(*kept, *left, *added),
            on=max(papers.on, papers.end) + ONE_DAY,
            meetings=tuple(sorted({*papers.meetings, *meetings})),
        )

    return tuple(repair for repair, _ in both.values()), after


def _completed(report: Report, names: tuple[str, ...], on: date) -> Report:
    """A report as it would count, once what is not known of it is filled in.

    An act of which there is no record happens on the assessment day at the earliest.
    """
    days = dict(report.days)
    for name in ("dated", *names):
        if name != "period covered":
            days.setdefault(name, on)
    return replace(report, complete=True, days=tuple(days.items()), lacks="")


def _new(key: str, day: date, period: Period, names: tuple[str, ...]) -> Report:
    acts = [name for name in names if name not in ("dated", "period covered")]
    days = (("dated", day), *((name, day) for name in acts))
    return Report(key, True, days, period)


def _span(period: tuple[date, date]) -> str:
    return f"{on_day(period[0], '')} to {on_day(period[1], '')}"


def _days(
    tests: list[Test], papers: Papers, question: DocumentsQuestion, asked: ClockAsked
) -> list[tuple[date, Period]]:
    """The days on which a new report would do the most for one of the tests."""
    found = {one for test in tests for one in _days_of(test, papers, question, asked)}
    return sorted(found, key=lambda one: (one[0], one[1] or (date.min, date.min)))[:MOST]


def _days_of(
    test: Test, papers: Papers, question: DocumentsQuestion, asked: ClockAsked
) -> Iterator[tuple[date, Period]]:
    by = test.counted_by or "dated"
    value = asked.value(test.value) or test.value
    hoped = [r for r in papers.reports if r.complete is not False]
    never = not days_counted(hoped, by)
    match test.op, value:
        case Op.GAPS_AT_MOST, Length() as length:
            days = [d for d in days_counted(hoped, by) if papers.start <= d <= papers.on]
            whole = replace(papers, on=papers.end)
            while (due := gap_ends(whole, days, length).last) < papers.end:
                if due >= papers.on or never:
                    yield due, None
                days.append(due)
        case Op.ONE_IN_EVERY, str(period) if period == MEETING:
            for day in meetings_known(papers, question.meetings_of or "", asked):
                yield day, None
        case Op.ONE_IN_EVERY, str(period):
            for first, last in periods_due(papers, period):
                open_ = last >= papers.on or by == "period covered" or never
                if open_ and not covered(hoped, (first, last), by):
                    yield (max(last, papers.end) if by == "period covered" else last), (first, last)
        case Op.HAPPENS_AT_LEAST, Times():
            yield from ((day, None) for day in _often(test, papers, by, value))
        case _:
            return


def _often(test: Test, papers: Papers, by: str, times: Times) -> Iterator[date]:
    """As many of the last days of the window, or of its quarters, as are asked for."""
    hoped = [r for r in papers.reports if r.complete is not False]
    inside = [d for d in days_counted(hoped, by) if papers.start <= d <= min(papers.end, papers.on)]
    if test.in_different is not None:
        yield from periods_left(test, papers, inside)
        return
    day = papers.end
    for _ in range(times.number):
        if day >= papers.on or not inside:
            yield day
        day -= ONE_DAY
