"""A test and an answer become two bounds and a limit, ready to be compared."""

from datetime import date, datetime
from decimal import Decimal
from typing import assert_never

from mis_assessor.core.deciding.bounds import (
    Measured,
    Way,
    measure_paper,
    value_not_loaded,
    without_answer,
)
from mis_assessor.core.deciding.case import Situation
from mis_assessor.core.deciding.recurring import count_papers
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
from mis_assessor.core.rules.conditions import Op, Test
from mis_assessor.core.rules.quantities import Quantity, Share, Times
from mis_assessor.core.rules.readings import Reading
from mis_assessor.core.verdicts import Verdict

WAYS = {
    Op.AT_LEAST: Way.AT_LEAST,
    Op.HAS_AT_LEAST: Way.AT_LEAST,
    Op.MORE_THAN: Way.MORE_THAN,
    Op.AT_MOST: Way.AT_MOST,
    Op.UNDER: Way.UNDER,
    Op.IN_PLACE_BY: Way.AT_MOST,
    Op.AT_OR_BEFORE: Way.AT_MOST,
    Op.NOT_BEFORE: Way.AT_LEAST,
    Op.SHARE_OF: Way.AT_LEAST,
    Op.MORE_THAN_SHARE_OF: Way.MORE_THAN,
}


def measure(test: Test, scene: Situation) -> Measured | Verdict:
    """The bounds and limit of a test, or the verdict where there is nothing to compare."""
    answer = scene.answers[test.evidence]
    if isinstance(answer, NoAnswer):
        return without_answer(answer, scene)
    if test.value in scene.answers:
        return _against_another(test, answer, scene)
    value = _limit(test, scene.reading)
    if value is None:
        return Verdict.EVIDENCE_MISSING if _nothing_known(answer) else value_not_loaded(scene)
    match answer:
        case Tally():
            return _of_tally(test, answer, value)
        case Paper():
            return measure_paper(test, answer, value, scene)
        case Papers():
            return count_papers(test, answer, value, scene.reading, scene.answers)
        case Stated():
            return _of_statement(test, answer.value, value)
        case Figure():
            assert isinstance(value, Decimal)
            return Measured(answer.value, answer.value, value, WAYS[test.op])
        case _:
            assert_never(answer)


def _limit(test: Test, reading: Reading) -> Quantity | None:
    if reading.knows(test.value):
        return reading.value(test.value)
    return test.value  # a word of the language: yes, no, month, quarter


def _nothing_known(answer: Answer) -> bool:
    """Whether no case at all can be read: then no limit, whatever it is, can be judged."""
    if not isinstance(answer, Tally):
        return False
    return answer.unknown > 0 and not (answer.done or answer.failed or answer.open)


def _of_tally(test: Test, tally: Tally, value: Quantity) -> Measured | Verdict:
    if tally.unseen:
        return _of_what_is_seen(test, tally, value)
    undecided = Verdict.EVIDENCE_MISSING if tally.unknown else Verdict.NOT_DUE_YET
    high = tally.done + tally.open + tally.unknown
    if test.op is Op.REPORTED:
        known = tally.done + tally.failed  # a figure over cases nobody can read is none
        return Measured(known, tally.total, tally.total, Way.AT_LEAST, undecided=undecided)
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


def _of_what_is_seen(test: Test, tally: Tally, value: Quantity) -> Measured | Verdict:
    """Cases that nobody has seen can spoil a share, and add to a count; they never save it."""
    missing, high = Verdict.EVIDENCE_MISSING, tally.done + tally.open + tally.unknown
    if test.op is Op.HAS_AT_LEAST and isinstance(value, Times):
        most = max(high, value.number)
        return Measured(tally.done, most, value.number, Way.AT_LEAST, missing)
    if test.op not in (Op.AT_LEAST, Op.MORE_THAN) or not isinstance(value, Share):
        return missing
    if not value.of_one:
        return missing
    return Measured(0, high, value.of_one, WAYS[test.op], missing, of=tally.total)


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
    return day_of(said), day_of(limit)


def _against_another(test: Test, answer: Answer, scene: Situation) -> Measured | Verdict:
    other = scene.answers[test.value]
    if isinstance(other, NoAnswer):
        return without_answer(other, scene)
    if isinstance(answer, Tally) and isinstance(other, Tally):
        return _of_two_shares(test, answer, other)
    assert isinstance(answer, Figure) and isinstance(other, Figure)
    return Measured(answer.value, answer.value, other.value, WAYS[test.op])


def _of_two_shares(test: Test, share: Tally, other: Tally) -> Measured | Verdict:
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
        WAYS[test.op],
        undecided,
    )
