"""Figures held against a limit, with the queries that count them again.

What a test makes of an answer, its least and its most, its days and its gaps, is what both
evaluators go by; so it is counted twice as the answer itself was.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from mis_assessor.core.deciding.bounds import Measured, measure_order
from mis_assessor.core.deciding.case import Situation
from mis_assessor.core.deciding.measure import limit_of, measure
from mis_assessor.core.deciding.recurring import excused
from mis_assessor.core.evidence.answers import Paper, Papers, Tally
from mis_assessor.core.rules.comparisons import Op
from mis_assessor.core.rules.conditions import InOrder, Leaf, Test
from mis_assessor.core.rules.quantities import Length, Share, Times
from mis_assessor.core.verdicts import Verdict
from mis_assessor.recount import limits
from mis_assessor.recount.rhythm import COUNTED, most_at_once, rhythm

Found = Measured | Verdict
Row = Sequence[int | str | None]


@dataclass(frozen=True, slots=True)
class MeasuredTwice:
    """What the first count makes of one leaf of a condition, and the query that makes it again."""

    what: str
    """The comparison, as rules write it."""
    names: tuple[str, ...]
    """What each figure is; a query gives a verdict before them."""
    figures: tuple[object, ...]
    query: str
    given: Mapping[str, int] = field(default_factory=dict)
    verdict: Verdict | None = None
    """Where nothing is held against anything."""

    def differences(self, row: Row) -> Iterator[str]:
        """Each figure in which a row differs, “name: one, other”."""
        verdict, *counted = row
        if verdict != self.verdict:
            yield f"{self.what}: {self.verdict or 'a figure'}, {verdict or 'a figure'}"
        elif verdict is None:
            for name, first, again in zip(self.names, self.figures, counted, strict=True):
                second: object = again
                if isinstance(first, date) and isinstance(again, int):
                    second = date.fromordinal(again)
                if first != second:
                    yield f"{', '.join(filter(None, (self.what, name)))}: {first}, {second}"


def measured_again(leaf: Leaf, scene: Situation) -> Iterator[MeasuredTwice]:
    """Every figure of one leaf that is counted again."""
    match leaf:
        case InOrder():
            steps = [scene.answers[name] for name in leaf.in_this_order]
            found = measure_order(leaf, scene)
            wrong = found.low if isinstance(found, Measured) else 0
            query = limits.steps_out_of_order(steps)
            yield MeasuredTwice("in this order", ("",), (wrong,), query)
        case Test():
            match scene.answers.get(leaf.evidence):
                case Tally() as tally:
                    yield from _of_tally(leaf, tally, scene)
                case Paper() as paper:
                    yield from _of_paper(leaf, paper, scene)
                case Papers() as papers:
                    yield from _coming_round(leaf, papers, scene)
                case _:
                    pass
        case _:
            pass


def _as_row(
    test: Test,
    found: Found,
    names: tuple[str, ...],
    figures: Sequence[object],
    query: str,
    given: Mapping[str, int] | None = None,
) -> MeasuredTwice:
    verdict = found if isinstance(found, Verdict) else None
    return MeasuredTwice(test.op.value, names, tuple(figures), query, given or {}, verdict)


def _of_tally(test: Test, tally: Tally, scene: Situation) -> Iterator[MeasuredTwice]:
    other = scene.answers.get(test.value)
    value = None if test.value in scene.answers else limit_of(test, scene.reading)
    found = measure(test, scene)
    low, high, of = (
        (found.low, found.high, found.of) if isinstance(found, Measured) else (None, None, None)
    )
    least_and_most = ("at the least", "at the most")
    if isinstance(other, Tally):
        query, given = limits.of_two_shares(tally, other)
        yield _as_row(test, found, least_and_most, (low, high), query, given)
    elif test.op is Op.REPORTED:
        query, given = limits.as_reported(tally)
        yield _as_row(test, found, ("known", "of"), (low, high), query, given)
    elif isinstance(value, Share | Times):
        query, given = limits.of_tally(tally, test.op, value)
        yield _as_row(test, found, (*least_and_most, "of"), (low, high, of), query, given)


def _of_paper(test: Test, paper: Paper, scene: Situation) -> Iterator[MeasuredTwice]:
    value, papers = limit_of(test, scene.reading), (paper, *paper.others)
    if value is None:
        return
    found, on = measure(test, scene), scene.on
    low, limit = (found.low, found.limit) if isinstance(found, Measured) else (None, None)
    match test.op, value:
        case Op.IN_PLACE_BY, date():
            late = scene.requirement.late_counts_as == "met"
            query = limits.in_place_by(paper, value, on, late)
            yield _as_row(test, found, ("",), (low,), query)
        case Op.IN_FORCE_ON, date():
            yield _as_row(test, found, ("",), (low,), limits.in_force_on(papers, value, on))
        case Op.DATED_WITHIN, Length():
            last = scene.reading.value(test.before or "")
            if isinstance(last, date):
                query = limits.dated_within(papers, value, last)
                yield _as_row(test, found, ("",), (low,), query)
        case Op.NO_OLDER_THAN, Length():
            query = limits.no_older_than(papers, value, on)
            yield _as_row(test, found, ("latest", "not before"), (low, limit), query)
        case Op.TOLERATED, date():
            yield _as_row(test, found, (), (), limits.tolerated_until(papers, value, on))
        case _:
            pass


def _coming_round(test: Test, papers: Papers, scene: Situation) -> Iterator[MeasuredTwice]:
    found = measure(test, scene) if test.op in COUNTED else None
    if not isinstance(found, Measured):
        return
    if test.op is Op.HAPPENS_AT_MOST:
        stretch = scene.reading.value(test.in_any) if test.in_any else None
        figures: list[tuple[object, str]] = [(found.high, most_at_once(papers, stretch))]
    else:
        pair = rhythm(test, papers, limit_of(test, scene.reading), excused(test, scene))
        figures = list(zip((found.low, found.high), pair or (), strict=False))
    for figure, query in figures:
        yield _as_row(test, found, ("",), (figure,), f"SELECT NULL, ({query}) AS figure")
