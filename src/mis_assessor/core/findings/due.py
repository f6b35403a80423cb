"""The next day by which something of an open requirement must happen.

*Not due yet* is no comfort to somebody whose next leadership meeting is due on Thursday:
the day comes from the reports that come round, the cases still open and the rule's own
last day, whichever is first.
"""

from collections.abc import Iterator
from datetime import date

from mis_assessor.core.deciding.case import Case, Situation
from mis_assessor.core.deciding.evaluate import Decided, leaves
from mis_assessor.core.deciding.recurring import covered, days_counted, periods_due
from mis_assessor.core.evidence.answers import Papers
from mis_assessor.core.rules.calendar import ONE_DAY, after, day_of
from mis_assessor.core.rules.comparisons import PERIODS, Op
from mis_assessor.core.rules.conditions import Test
from mis_assessor.core.rules.quantities import Length
from mis_assessor.core.verdicts import Verdict


def next_due(case: Case, decided: Decided, final: Verdict, last_day: date) -> date | None:
    """The first day on or after the assessment day by which something is due.

    None where nothing is waited for. `last_day` is that of the whole scheme year.
    """
    if final is not Verdict.NOT_DUE_YET or not case.parts:
        return None
    first = case.parts[0].scenes[0]
    own = _own_last_day(first) or last_day
    coming = [
        day
        for part, inner in zip(case.parts, decided.parts, strict=True)
        if part.counts and inner.verdict is Verdict.NOT_DUE_YET
        for day in _of_scene(case, inner.parts[0], part.scenes[0])
        if day >= first.on
    ]
    return min([*coming, own])


def _own_last_day(scene: Situation) -> date | None:
    name = scene.requirement.due_by
    value = scene.reading.value(name) if scene.reading.knows(name) else None
    return day_of(value) if isinstance(value, date) else None


def _of_scene(case: Case, decided: Decided, scene: Situation) -> Iterator[date]:
    for leaf, inner in leaves(case.condition, decided):
        if not isinstance(leaf, Test) or inner.verdict is not Verdict.NOT_DUE_YET:
            continue
        answer = scene.answers[leaf.evidence]
        yield from (row.due for row in answer.provenance.open if row.due is not None)
        value = scene.reading.value(leaf.value) if scene.reading.knows(leaf.value) else leaf.value
        if isinstance(answer, Papers):
            yield _next_report(leaf, answer, value)
        elif leaf.op in (Op.IN_PLACE_BY, Op.IN_FORCE_ON) and isinstance(value, date):
            yield day_of(value)


def _next_report(test: Test, papers: Papers, value: object) -> date:
    """The last day for the next report, or the end of the window where it may wait."""
    counted_by = test.counted_by or "dated"
    reports = [r for r in papers.reports if r.complete is not False]
    if test.op is Op.GAPS_AT_MOST and isinstance(value, Length):
        days = [d for d in days_counted(reports, counted_by) if d <= papers.on]
        resumed = [last + ONE_DAY for _, last in papers.pauses if last < papers.on]
        return min(after(max([papers.start, *days, *resumed]), value), papers.end)
    by_day = test.op is Op.ONE_IN_EVERY and counted_by != "period covered"
    if by_day and value in PERIODS:
        waiting = (
            period[1]
            for period in periods_due(papers, str(value))
            if period[1] >= papers.on and not covered(reports, period, counted_by)
        )
        return next(waiting, papers.end)
    return papers.end
