"""A test of one document, measured: in place, in force, dated in time."""

from datetime import date

from mis_assessor.core.answers import Paper
from mis_assessor.core.calendar import before
from mis_assessor.core.comparisons import Op, Test
from mis_assessor.core.measured import Measured, Way
from mis_assessor.core.quantities import Length, Quantity
from mis_assessor.core.scene import Scene
from mis_assessor.core.verdicts import Verdict


def measure_paper(test: Test, paper: Paper, value: Quantity, scene: Scene) -> Measured | Verdict:
    """Whether the one document that does all that is asked was in time."""
    if test.op is Op.IN_PLACE_BY:
        assert isinstance(value, date)
        by = max(value, scene.on) if scene.requirement.late_counts_as == "met" else value
        return Measured(paper.in_place, paper.in_place, by, Way.AT_MOST)
    all_papers = (paper, *paper.others)
    if test.op is Op.NO_OLDER_THAN:
        assert isinstance(value, Length)
        latest = max(p.in_place for p in all_papers)
        return Measured(latest, latest, before(scene.on, value), Way.AT_LEAST)
    if test.op is Op.TOLERATED:
        assert isinstance(value, date)
        ends = [p.in_force_to for p in all_papers if p.in_force_to is not None]
        tolerated = bool(ends) and scene.on <= min(max(ends), value)
        return Verdict.NOT_DUE_YET if tolerated else Verdict.NOT_MET
    if test.op is Op.IN_FORCE_ON:
        assert isinstance(value, date)
        if scene.on < value:
            return Verdict.NOT_DUE_YET  # what is in force may end, and a successor may come
        wrong = min(_out_of_force(p, value) for p in all_papers)
        return Measured(wrong, wrong, 0, Way.AT_MOST)
    assert test.op is Op.DATED_WITHIN and isinstance(value, Length) and test.before
    last = scene.reading.value(test.before)
    if last is None:
        return Verdict.NEEDS_JUDGEMENT
    assert isinstance(last, date)
    oldest = before(last, value)
    wrong = min(int(not oldest <= (p.dated or date.min) <= last) for p in all_papers)
    return Measured(wrong, wrong, 0, Way.AT_MOST)


def _out_of_force(paper: Paper, on: date) -> int:
    began = paper.in_force_from is not None and paper.in_force_from <= on
    ended = paper.in_force_to is not None and paper.in_force_to < on
    late = paper.in_place > on  # a day written into it does not put it in force before it was
    return int(not began or ended or late)
