"""Two bounds and a limit: what both evaluators compare, each in its own arithmetic.

A test of one document, measured: in place, in force, dated in time.

What it means where nobody has answered: no document, no value, no person.

Steps that must follow each other, measured.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from mis_assessor.core.deciding.case import Situation
from mis_assessor.core.evidence.answers import Answer, NoAnswer, NoAnswerReason, Paper, Stated
from mis_assessor.core.rules.calendar import before
from mis_assessor.core.rules.comparisons import Mistyped, Way
from mis_assessor.core.rules.conditions import InOrder, PersonConfirms, Test
from mis_assessor.core.rules.quantities import Length
from mis_assessor.core.verdicts import Verdict, all_of

Comparable = int | Fraction | Decimal | date | datetime


@dataclass(frozen=True, slots=True)
class Measured:
    """The least and the most a figure can still become, against its limit.

    With `of`, low and high are whole people or cases out of `of`, and the limit is a
    fraction: they are compared by multiplication, never rounded.
    """

    low: Comparable
    high: Comparable
    limit: Comparable
    way: Way
    undecided: Verdict = Verdict.EVIDENCE_MISSING
    """The verdict while the bounds lie on different sides of the limit."""
    more_to_come: bool = False
    """The window is still open, so what holds today can yet be spoiled."""
    of: int | None = None


def in_place_by(test: Test, paper: Paper, last: date, scene: Situation) -> Measured:
    """In place by a day; where late counts as met, what is in place by now was then."""
    day, late = paper.in_place, scene.requirement.late_counts_as == "met"
    if late and day <= scene.on:
        day = min(day, last)
    return Measured(day, day, last, Way.AT_MOST)


def no_older_than(test: Test, paper: Paper, length: Length, scene: Situation) -> Measured:
    """The latest of the documents is at most so old on the day assessed."""
    latest = max(p.in_place for p in (paper, *paper.others))
    return Measured(latest, latest, before(scene.on, length), Way.AT_LEAST)


def tolerated_until(test: Test, paper: Paper, last: date, scene: Situation) -> Verdict:
    """Not due while a document that says when it ends has not ended, up to a day."""
    ends = [p.in_force_to for p in (paper, *paper.others) if p.in_force_to is not None]
    tolerated = bool(ends) and scene.on <= min(max(ends), last)
    return Verdict.NOT_DUE_YET if tolerated else Verdict.NOT_MET


def in_force_on(test: Test, paper: Paper, day: date, scene: Situation) -> Measured | Verdict:
    """One of the documents was in force on a day that has come."""
    if scene.on < day:
        return Verdict.NOT_DUE_YET  # what is in force may end, and a successor may come
    wrong = min(_out_of_force(p, day) for p in (paper, *paper.others))
    return Measured(wrong, wrong, 0, Way.AT_MOST)


def dated_within(test: Test, paper: Paper, length: Length, scene: Situation) -> Measured | Verdict:
    """One of the documents is dated in a stretch that ends on a day."""
    last = scene.reading.value(test.before or "")
    if last is None:
        return Verdict.NEEDS_JUDGEMENT
    if not isinstance(last, date):
        raise Mistyped(f"“before” names “{test.before}”, which is no day")
    oldest = before(last, length)
    papers = (paper, *paper.others)
    wrong = min(int(not oldest <= (p.dated or date.min) <= last) for p in papers)
    return Measured(wrong, wrong, 0, Way.AT_MOST)


def _out_of_force(paper: Paper, on: date) -> int:
    began = paper.in_force_from is not None and paper.in_force_from <= on
    ended = paper.in_force_to is not None and paper.in_force_to < on
    late = paper.in_place > on  # a day written into it does not put it in force before it was
    return int(not began or ended or late)


def without_answer(answer: NoAnswer, scene: Situation) -> Verdict:
    """What silence means: never met, and not met only where known facts say so."""
    match answer.why:
        case NoAnswerReason.MISSING:
            return Verdict.EVIDENCE_MISSING
        case NoAnswerReason.NOT_DUE:
            return Verdict.NOT_DUE_YET
        case NoAnswerReason.NOT_LOADED:
            return value_not_loaded(scene)
        case NoAnswerReason.UNCLEAR:
            return Verdict.NEEDS_JUDGEMENT
        case NoAnswerReason.FAILS:
            return Verdict.NOT_MET
        case NoAnswerReason.NO_CASES:
            return scene.requirement.if_no_cases or Verdict.EVIDENCE_MISSING
        case NoAnswerReason.NONE_DUE:
            return scene.requirement.if_none_due or Verdict.NOT_DUE_YET
        case _:
            assert_never(answer.why)


def person_confirms(asked: PersonConfirms, scene: Situation) -> Verdict:
    """What a person confirmed; without a judgement not due until the last day is past."""
    judgement = scene.judgement
    if judgement is not None and (not asked.who_may or judgement.role in asked.who_may):
        return judgement.verdict
    return _for_a_person(scene)


def value_not_loaded(scene: Situation) -> Verdict:
    """A value we do not hold leaves the question to a person, judged early or in time."""
    return Verdict.NEEDS_JUDGEMENT if scene.judgement else _for_a_person(scene)


def _for_a_person(scene: Situation) -> Verdict:
    name = scene.requirement.due_by
    last = scene.reading.value(name) if scene.reading.knows(name) else None
    if isinstance(last, date) and scene.on <= last:
        return Verdict.NOT_DUE_YET
    return Verdict.NEEDS_JUDGEMENT


def measure_order(order: InOrder, scene: Situation) -> Measured | Verdict:
    """How many steps stand before the one they follow; what is missing stays missing.

    Of several documents that would do, the first that is not too early is taken, so a step
    that was taken again in the right order counts.
    """
    answers = [scene.answers[name] for name in order.in_this_order]
    wrong, last = 0, date.min
    for days in (_order_days(answer) for answer in answers):
        if not days:
            continue
        in_order = [day for day in days if day >= last]
        wrong += not in_order
        last = min(in_order) if in_order else max(days)
    silent = [without_answer(a, scene) for a in answers if isinstance(a, NoAnswer)]
    if silent and not wrong:
        return all_of(silent)
    return Measured(wrong, wrong, 0, Way.AT_MOST)


def _order_days(answer: Answer) -> tuple[date, ...]:
    """The days on which a step was taken: of each document that does all that is asked."""
    match answer:
        case Paper():
            return (answer.in_place, *(paper.in_place for paper in answer.others))
        case Stated(value=datetime() as moment):
            return (moment.date(),)
        case Stated(value=date() as day):
            return (day,)
        case _:
            return ()
