"""What is held against a limit, in SQL: the least and most of a share, and papers in time.

Each query gives one row: a verdict where nothing is held against anything, else the figures.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from mis_assessor.core.evidence.answers import Answer, Paper, Stated, Tally
from mis_assessor.core.rules.comparisons import Comparison, Op
from mis_assessor.core.rules.quantities import Length, Share, Times
from mis_assessor.core.verdicts import Verdict
from mis_assessor.recount.days import moved
from mis_assessor.recount.tables import day_of, text

Given = Mapping[str, int]
_MOST, _ALL = ":done + :open + :unknown", ":done + :failed + :open + :unknown"
_NO_DAY = "CAST(NULL AS INTEGER)"
_LEAST_OF_UNSEEN = (Op.AT_LEAST, Op.MORE_THAN)
"""Comparisons that cases nobody has seen can only spoil."""


def of_tally(tally: Tally, op: Comparison, value: Share | Times) -> tuple[str, Given]:
    """The least and the most that a share or count can become, and out of how many."""
    given = _numbers(tally)
    if not tally.unseen:
        of = _ALL if isinstance(value, Share) else "NULL"
        return f"SELECT NULL, :done, {_MOST}, {of}", given
    if isinstance(value, Times):
        if op is not Op.HAS_AT_LEAST:
            return _only(Verdict.EVIDENCE_MISSING, 3), {}
        most = f"CASE WHEN {_MOST} > :needed THEN {_MOST} ELSE :needed END"
        return f"SELECT NULL, :done, {most}, NULL", {**given, "needed": value.number}
    if op not in _LEAST_OF_UNSEEN or not value.of_one:
        return _only(Verdict.EVIDENCE_MISSING, 3), {}
    return f"SELECT NULL, 0, {_MOST}, {_ALL}", given


def as_reported(tally: Tally) -> tuple[str, Given]:
    """How many cases are known, and how many there are."""
    if tally.unseen:
        return _only(Verdict.EVIDENCE_MISSING, 2), {}
    return f"SELECT NULL, :done + :failed, {_ALL}", _numbers(tally)


def of_two_shares(share: Tally, other: Tally) -> tuple[str, Given]:
    """How far one share is ahead of another, at least and at most, over both denominators."""
    if share.more_to_come or other.more_to_come:
        return _only(Verdict.NOT_DUE_YET, 2), {}
    if share.unseen or other.unseen:
        return _only(Verdict.EVIDENCE_MISSING, 2), {}
    theirs = {f"their_{name}": number for name, number in _numbers(other).items()}
    their_most, their_all = (sql.replace(":", ":their_") for sql in (_MOST, _ALL))
    least = f":done * ({their_all}) - ({their_most}) * ({_ALL})"
    most = f"({_MOST}) * ({their_all}) - :their_done * ({_ALL})"
    return f"SELECT NULL, {least}, {most}", {**_numbers(share), **theirs}


def _numbers(tally: Tally) -> Given:
    return {
        "done": tally.done,
        "failed": tally.failed,
        "open": tally.open,
        "unknown": tally.unknown,
    }


def _only(verdict: Verdict, figures: int) -> str:
    return f"SELECT {text(verdict.value)}{', NULL' * figures}"


def in_place_by(paper: Paper, last: date, on: date, late_is_met: bool) -> str:
    """The day it was in place; its last day, where what is in place by now counts as in time."""
    day, limit = paper.in_place.toordinal(), day_of(last).toordinal()
    if not late_is_met:
        return f"SELECT NULL, {day}"
    late = f"{day} <= {on.toordinal()} AND {day} > {limit}"
    return f"SELECT NULL, CASE WHEN {late} THEN {limit} ELSE {day} END"


def in_force_on(papers: Iterable[Paper], day: date, on: date) -> str:
    """Nought where one of them was in force on a day that has come."""
    number = day_of(day).toordinal()
    return (
        f"SELECT CASE WHEN {on.toordinal()} < {number} THEN {text(Verdict.NOT_DUE_YET.value)} END, "
        f"MIN(CASE WHEN begins <= {number} AND COALESCE(ends >= {number}, TRUE) "
        f"AND in_place <= {number} THEN 0 ELSE 1 END) FROM ({_listed(papers)}) AS paper"
    )


def dated_within(papers: Iterable[Paper], length: Length, last: date) -> str:
    """Nought where one of them is dated in a stretch that ends on a day."""
    ends = str(day_of(last).toordinal())
    return (
        f"SELECT NULL, MIN(CASE WHEN dated BETWEEN {moved(ends, length, -1)} AND {ends} "
        f"THEN 0 ELSE 1 END) FROM ({_listed(papers)}) AS paper"
    )


def no_older_than(papers: Iterable[Paper], length: Length, on: date) -> str:
    """The day the latest was in place, and the first day that is not too old."""
    first = moved(str(on.toordinal()), length, -1)
    return f"SELECT NULL, MAX(in_place), {first} FROM ({_listed(papers)}) AS paper"


def tolerated_until(papers: Iterable[Paper], last: date, on: date) -> str:
    """Not due yet up to a day, and while one of them that says when it ends has not ended."""
    today, until = on.toordinal(), day_of(last).toordinal()
    not_due, not_met = text(Verdict.NOT_DUE_YET.value), text(Verdict.NOT_MET.value)
    return (
        f"SELECT CASE WHEN {today} <= {until} AND MAX(ends) >= {today} THEN {not_due} "
        f"ELSE {not_met} END FROM ({_listed(papers)}) AS paper"
    )


def _listed(papers: Iterable[Paper]) -> str:
    """Papers as rows of their days."""
    return " UNION ALL ".join(
        f"SELECT {_number(p.in_place)} AS in_place, {_number(p.dated)} AS dated, "
        f"{_number(p.in_force_from)} AS begins, {_number(p.in_force_to)} AS ends"
        for p in papers
    )


def _number(day: date | None) -> str:
    return _NO_DAY if day is None else str(day.toordinal())


def steps_out_of_order(steps: Sequence[Answer]) -> str:
    """How many steps have no day on or after the one they follow; what was not taken is left out.

    The first day that is not too early is taken; of a step that was too early, its last.
    """
    found = "SELECT 0 AS wrong, 0 AS day"
    for days in map(_days, steps):
        if days:
            listed = " UNION ALL ".join(f"SELECT {day} AS d" for day in days)
            found = (
                "SELECT wrong + CASE WHEN following IS NULL THEN 1 ELSE 0 END AS wrong, "
                f"COALESCE(following, {max(days)}) AS day FROM (SELECT wrong, (SELECT MIN(d) FROM "
                f"({listed}) AS step WHERE d >= before.day) AS following FROM ({found}) AS before"
                ") AS taken"
            )
    return f"SELECT NULL, wrong FROM ({found}) AS steps"


def _days(answer: Answer) -> list[int]:
    match answer:
        case Paper():
            return [paper.in_place.toordinal() for paper in (answer, *answer.others)]
        case Stated(value=datetime() | date() as told):
            return [day_of(told).toordinal()]
        case _:
            return []
