"""Since when something is lost: the day after the miss that could not be borne any more."""

from collections.abc import Iterator
from datetime import date

from mis_assessor.core.deciding.case import Case, Situation
from mis_assessor.core.deciding.evaluate import Decided, leaves
from mis_assessor.core.deciding.recurring import (
    broken_gaps,
    covered,
    days_counted,
    excused,
    periods_due,
)
from mis_assessor.core.evidence.answers import Paper, Papers, Tally
from mis_assessor.core.findings.clock_counts import needed
from mis_assessor.core.rules.calendar import ONE_DAY, day_of
from mis_assessor.core.rules.comparisons import PERIODS, Op
from mis_assessor.core.rules.conditions import Test
from mis_assessor.core.rules.quantities import Length
from mis_assessor.core.verdicts import Verdict


def lost_since(case: Case, decided: Decided) -> date | None:
    """The first day on which a requirement was lost; None where the rows do not say."""
    days = [
        day
        for part, member in zip(case.parts, decided.parts, strict=True)
        if part.counts and member.verdict is Verdict.NOT_MET
        for scene, inner in zip(part.scenes, member.parts, strict=True)
        for leaf, one in leaves(case.condition, inner)
        if isinstance(leaf, Test) and one.verdict is Verdict.NOT_MET
        for day in _of_leaf(leaf, scene)
    ]
    return min(days) + ONE_DAY if days else None


def _of_leaf(test: Test, scene: Situation) -> Iterator[date]:
    """The last safe days that passed: the one of a share is that of one case too many."""
    value = scene.reading.value(test.value) if scene.reading.knows(test.value) else test.value
    match scene.answers[test.evidence]:
        case Tally() as tally:
            need = needed(test, tally.total, scene.reading)
            dues = sorted(f.due for f in tally.provenance.failed if f.due is not None)
            borne = None if need is None else max(0, tally.total - need)
            if borne is not None and borne < len(dues):
                yield dues[borne]
        case Paper() if test.op is Op.IN_PLACE_BY and isinstance(value, date):
            yield day_of(value)
        case Papers() as papers:
            yield from _of_papers(test, papers, scene, value)
        case _:
            return


def _of_papers(test: Test, papers: Papers, scene: Situation, value: object) -> Iterator[date]:
    by = test.counted_by or "dated"
    reports = [r for r in papers.reports if r.complete is not False]
    if test.op is Op.GAPS_AT_MOST and isinstance(value, Length):
        days = [d for d in days_counted(reports, by) if papers.start <= d <= papers.on]
        yield from (gap.due for gap in broken_gaps(papers, days, value))
    elif test.op is Op.ONE_IN_EVERY and value in PERIODS:
        relief = excused(test, scene)
        for first, last in periods_due(papers, str(value)):
            let_off = relief is not None and first <= relief <= last
            if last < papers.on and not let_off and not covered(reports, (first, last), by):
                yield last
