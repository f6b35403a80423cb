"""A test and an answer become two bounds and a limit, ready to be compared.

A comparison with a side of its own (`way`) is measured alike on every answer; each other
one has a function of its own, in the table `OF_ITS_OWN`.
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from mis_assessor.core.deciding.bounds import (
    Measured,
    dated_within,
    in_force_on,
    in_place_by,
    no_older_than,
    tolerated_until,
    value_not_loaded,
    without_answer,
)
from mis_assessor.core.deciding.case import Situation
from mis_assessor.core.deciding.recurring import (
    gaps_at_most,
    happens_at_least,
    happens_at_most,
    one_in_every,
)
from mis_assessor.core.evidence.answers import (
    Answer,
    Figure,
    NoAnswer,
    Paper,
    Papers,
    Stated,
    Tally,
)
from mis_assessor.core.rules.calendar import day_of
from mis_assessor.core.rules.comparisons import Comparison, Mistyped, Op, Way
from mis_assessor.core.rules.conditions import Test
from mis_assessor.core.rules.quantities import Length, Quantity, Share, Times
from mis_assessor.core.rules.readings import Reading
from mis_assessor.core.verdicts import Verdict

Found = Measured | Verdict
Measure = Callable[[Test, Answer, Quantity, Situation], Found]
A = TypeVar("A", bound=Answer)
V = TypeVar("V", bound=Quantity)


def measure(test: Test, scene: Situation) -> Found:
    """The bounds and limit of a test, or the verdict where there is nothing to compare."""
    answer = scene.answers[test.evidence]
    if isinstance(answer, NoAnswer):
        return without_answer(answer, scene)
    if test.value in scene.answers:
        return _against_another(test, answer, scene)
    value = limit_of(test, scene.reading)
    if value is None:
        return Verdict.EVIDENCE_MISSING if _nothing_known(answer) else value_not_loaded(scene)
    return OF_ITS_OWN.get(test.op, _by_its_side)(test, answer, value, scene)


def limit_of(test: Test, reading: Reading) -> Quantity | None:
    """What a test holds its answer against; None where that is not loaded."""
    if reading.knows(test.value):
        return reading.value(test.value)
    return test.value  # a word of the language: yes, no, month, quarter


def _nothing_known(answer: Answer) -> bool:
    """Whether no case at all can be read: then no limit, whatever it is, can be judged."""
    if not isinstance(answer, Tally):
        return False
    return answer.unknown > 0 and not (answer.done or answer.failed or answer.open)


def mistyped(test: Test, *held: object) -> Mistyped:
    """What a check of the rules should have refused, to be raised."""
    kinds = " and ".join(type(one).__name__ for one in held)
    return Mistyped(f"“{test.evidence}” “{test.op.value}” “{test.value}”: {kinds}")


def measured_by(
    answers: type[A], values: type[V], own: Callable[[Test, A, V, Situation], Found]
) -> Measure:
    """The measure of one kind of answer against one kind of value."""

    def measured(test: Test, answer: Answer, value: Quantity, scene: Situation) -> Found:
        if isinstance(answer, answers) and isinstance(value, values):
            return own(test, answer, value, scene)
        raise mistyped(test, answer, value)

    return measured


def _by_its_side(test: Test, answer: Answer, value: Quantity, scene: Situation) -> Found:
    way = test.op.way
    match answer, value:
        case Tally(), Share() | Times() if way is not None:
            return _of_tally(test, answer, value, way)
        case Figure(), Decimal() if way is not None:
            return Measured(answer.value, answer.value, value, way)
        case Stated(value=date() as said), date() if way is not None:
            said, limit = _alike(said, value)
            return Measured(said, said, limit, way, Verdict.NEEDS_JUDGEMENT)
        case _:
            raise mistyped(test, answer, value)


def _of_tally(test: Test, tally: Tally, value: Share | Times, way: Way) -> Found:
    if tally.unseen:
        return _of_what_is_seen(test, tally, value, way)
    undecided = Verdict.EVIDENCE_MISSING if tally.unknown else Verdict.NOT_DUE_YET
    high = tally.done + tally.open + tally.unknown
    if isinstance(value, Times):
        spoiled = tally.more_to_come and way in (Way.AT_MOST, Way.UNDER)
        return Measured(tally.done, high, value.number, way, undecided, spoiled)
    return Measured(
        tally.done, high, value.of_one, way, undecided, tally.more_to_come, of=tally.total
    )


def _of_what_is_seen(test: Test, tally: Tally, value: Share | Times, way: Way) -> Found:
    """Cases that nobody has seen can spoil a share, and add to a count; they never save it."""
    missing, high = Verdict.EVIDENCE_MISSING, tally.done + tally.open + tally.unknown
    if isinstance(value, Times):
        if test.op is not Op.HAS_AT_LEAST:
            return missing
        most = max(high, value.number)
        return Measured(tally.done, most, value.number, way, missing)
    if test.op not in (Op.AT_LEAST, Op.MORE_THAN) or not value.of_one:
        return missing
    return Measured(0, high, value.of_one, way, missing, of=tally.total)


def _reported(test: Test, tally: Tally, value: str, scene: Situation) -> Found:
    """A figure over cases that nobody can read is none."""
    if tally.unseen:
        return Verdict.EVIDENCE_MISSING
    undecided = Verdict.EVIDENCE_MISSING if tally.unknown else Verdict.NOT_DUE_YET
    known = tally.done + tally.failed
    return Measured(known, tally.total, tally.total, Way.AT_LEAST, undecided=undecided)


def _is(test: Test, stated: Stated, value: str, scene: Situation) -> Found:
    wrong = int(stated.value is not (value == "yes"))
    return Measured(wrong, wrong, 0, Way.AT_MOST)


OF_ITS_OWN: dict[Comparison, Measure] = {
    Op.REPORTED: measured_by(Tally, str, _reported),
    Op.IS: measured_by(Stated, str, _is),
    Op.IN_PLACE_BY: measured_by(Paper, date, in_place_by),
    Op.IN_FORCE_ON: measured_by(Paper, date, in_force_on),
    Op.DATED_WITHIN: measured_by(Paper, Length, dated_within),
    Op.NO_OLDER_THAN: measured_by(Paper, Length, no_older_than),
    Op.TOLERATED: measured_by(Paper, date, tolerated_until),
    Op.GAPS_AT_MOST: measured_by(Papers, Length, gaps_at_most),
    Op.ONE_IN_EVERY: measured_by(Papers, str, one_in_every),
    Op.HAPPENS_AT_LEAST: measured_by(Papers, Times, happens_at_least),
    Op.HAPPENS_AT_MOST: measured_by(Papers, Times, happens_at_most),
}
"""How a comparison without a side is measured, and on what."""


def _alike(said: date, limit: date) -> tuple[date, date]:
    """A day against a moment is held as days: each says no more than its day."""
    if isinstance(said, datetime) is isinstance(limit, datetime):
        return said, limit
    return day_of(said), day_of(limit)


def _against_another(test: Test, answer: Answer, scene: Situation) -> Found:
    other, way = scene.answers[test.value], test.op.way
    if isinstance(other, NoAnswer):
        return without_answer(other, scene)
    match answer, other:
        case Tally(), Tally() if way is not None:
            return _of_two_shares(answer, other, way)
        case Figure(), Figure() if way is not None:
            return Measured(answer.value, answer.value, other.value, way)
        case _:
            raise mistyped(test, answer, other)


def _of_two_shares(share: Tally, other: Tally, way: Way) -> Found:
    """a/b against c/d as a·d against c·b: exact, and whole numbers for the engine."""
    if share.more_to_come or other.more_to_come:
        return Verdict.NOT_DUE_YET
    if share.unseen or other.unseen:
        return Verdict.EVIDENCE_MISSING
    unknown = share.unknown or other.unknown
    undecided = Verdict.EVIDENCE_MISSING if unknown else Verdict.NOT_DUE_YET
    least, most = share.done, share.done + share.open + share.unknown
    theirs_least, theirs_most = other.done, other.done + other.open + other.unknown
    return Measured(
        least * other.total - theirs_most * share.total,
        most * other.total - theirs_least * share.total,
        0,
        way,
        undecided,
    )
