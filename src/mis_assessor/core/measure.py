"""A test and an answer become two bounds and a limit, ready to be compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import assert_never

from mis_assessor.core.answers import (
    Answer,
    Figure,
    NoAnswer,
    Paper,
    Papers,
    Said,
    Tally,
    Why,
)
from mis_assessor.core.calendar import before
from mis_assessor.core.conditions import InOrder, Op, PersonConfirms, Test
from mis_assessor.core.judgements import JudgedBy
from mis_assessor.core.measure_papers import count_papers
from mis_assessor.core.measured import Measured, Way
from mis_assessor.core.quantities import Length, Quantity, Share, Times
from mis_assessor.core.readings import Reading
from mis_assessor.core.requirement import Requirement
from mis_assessor.core.verdicts import Verdict, all_of

WAYS = {
    Op.AT_LEAST: Way.AT_LEAST,
    Op.HAS_AT_LEAST: Way.AT_LEAST,
    Op.MORE_THAN: Way.MORE_THAN,
    Op.AT_MOST: Way.AT_MOST,
    Op.UNDER: Way.UNDER,
    Op.IN_PLACE_BY: Way.AT_MOST,
    Op.AT_OR_BEFORE: Way.AT_MOST,
    Op.NOT_BEFORE: Way.AT_LEAST,
}


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a condition is decided on: one requirement, member and reading."""

    requirement: Requirement
    reading: Reading
    answers: Mapping[str, Answer]
    on: date
    judgement: JudgedBy | None = None

    @property
    def judged(self) -> Verdict | None:
        """The verdict a named person recorded, if one did."""
        return self.judgement.verdict if self.judgement else None


def measure(test: Test, scene: Scene) -> Measured | Verdict:
    """The bounds and limit of a test, or the verdict where there is nothing to compare."""
    answer = scene.answers[test.evidence]
    if isinstance(answer, NoAnswer):
        return without_answer(answer, scene)
    if test.value in scene.answers:
        return _against_another(test, answer, scene)
    value = _limit(test, scene.reading)
    if value is None:
        return not_loaded(scene)
    match answer:
        case Tally():
            return _of_tally(test, answer, value)
        case Paper():
            return _of_paper(test, answer, value, scene)
        case Papers():
            return count_papers(test, answer, value, scene.reading, scene.answers)
        case Said():
            return _of_statement(test, answer.value, value)
        case Figure():
            assert isinstance(value, Decimal)
            return Measured(answer.value, answer.value, value, WAYS[test.op])
        case _:
            assert_never(answer)


def without_answer(answer: NoAnswer, scene: Scene) -> Verdict:
    """What silence means: never met, and not met only where known facts say so."""
    match answer.why:
        case Why.MISSING:
            return Verdict.EVIDENCE_MISSING
        case Why.NOT_DUE:
            return Verdict.NOT_DUE_YET
        case Why.NOT_LOADED:
            return not_loaded(scene)
        case Why.UNCLEAR:
            return Verdict.NEEDS_JUDGEMENT
        case Why.FAILS:
            return Verdict.NOT_MET
        case Why.NO_CASES:
            return scene.requirement.if_no_cases or Verdict.EVIDENCE_MISSING
        case Why.NONE_DUE:
            return scene.requirement.if_none_due or Verdict.NOT_DUE_YET
        case _:
            assert_never(answer.why)


def _limit(test: Test, reading: Reading) -> Quantity | None:
    if reading.knows(test.value):
        return reading.value(test.value)
    return test.value  # a word of the language: yes, no, month, quarter


def _of_tally(test: Test, tally: Tally, value: Quantity) -> Measured | Verdict:
    undecided = Verdict.EVIDENCE_MISSING if tally.unknown else Verdict.NOT_DUE_YET
    high = tally.done + tally.open + tally.unknown
    if test.op is Op.REPORTED:
        return Measured(tally.total, tally.total, 0, Way.AT_LEAST, undecided=undecided)
    way = WAYS[test.op]
    if isinstance(value, Times):
        at_most = way in (Way.AT_MOST, Way.UNDER)
        return Measured(
            tally.done, high, value.number, way, undecided, tally.more_to_come and at_most
        )
    assert isinstance(value, Share)
    return Measured(
        tally.done, high, value.of_one, way, undecided, tally.more_to_come, of=tally.total
    )


def _of_paper(test: Test, paper: Paper, value: Quantity, scene: Scene) -> Measured | Verdict:
    if test.op is Op.IN_PLACE_BY:
        assert isinstance(value, date)
        return Measured(paper.in_place, paper.in_place, value, Way.AT_MOST)
    all_papers = (paper, *paper.others)
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
    return int(not began or ended)


def _of_statement(test: Test, said: bool | date | datetime, value: Quantity) -> Measured:
    if isinstance(said, bool):
        wrong = int(said is not (value == "yes"))
        return Measured(wrong, wrong, 0, Way.AT_MOST)
    assert isinstance(value, date)
    said, value = _alike(said, value)
    return Measured(said, said, value, WAYS[test.op], Verdict.NEEDS_JUDGEMENT)


def _alike(said: date, limit: date) -> tuple[date, date]:
    """A day against a moment is held as days: each says no more than its day."""
    if isinstance(said, datetime) is isinstance(limit, datetime):
        return said, limit
    return _day(said), _day(limit)


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _against_another(test: Test, answer: Answer, scene: Scene) -> Measured | Verdict:
    other = scene.answers[test.value]
    if isinstance(other, NoAnswer):
        return without_answer(other, scene)
    assert isinstance(answer, Figure) and isinstance(other, Figure)
    return Measured(answer.value, answer.value, other.value, WAYS[test.op])


def confirmed(asked: PersonConfirms, scene: Scene) -> Verdict:
    """What a person confirmed; without a judgement not due until the last day is past."""
    judgement = scene.judgement
    if judgement is not None and (not asked.who_may or judgement.role in asked.who_may):
        return judgement.verdict
    return _for_a_person(scene)


def not_loaded(scene: Scene) -> Verdict:
    """A value we do not hold leaves the question to a person, judged early or in time."""
    return Verdict.NEEDS_JUDGEMENT if scene.judgement else _for_a_person(scene)


def _for_a_person(scene: Scene) -> Verdict:
    name = scene.requirement.due_by
    last = scene.reading.value(name) if scene.reading.knows(name) else None
    if isinstance(last, date) and scene.on <= last:
        return Verdict.NOT_DUE_YET
    return Verdict.NEEDS_JUDGEMENT


def measure_order(order: InOrder, scene: Scene) -> Measured | Verdict:
    """How many neighbours stand in the wrong order; what is missing stays missing."""
    answers = [scene.answers[name] for name in order.in_this_order]
    days = [_order_day(answer) for answer in answers]
    known = [day for day in days if day is not None]
    wrong = sum(a > b for a, b in pairwise(known))
    silent = [without_answer(a, scene) for a in answers if isinstance(a, NoAnswer)]
    if silent and not wrong:
        return all_of(silent)
    return Measured(wrong, wrong, 0, Way.AT_MOST)


def _order_day(answer: Answer) -> date | None:
    match answer:
        case Paper():
            return answer.in_place
        case Said(value=datetime() as moment):
            return moment.date()
        case Said(value=date() as day):
            return day
        case _:
            return None
