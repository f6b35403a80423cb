"""The pool paid out with everything open gone one way: both extremes, never a guess."""

from collections.abc import Iterable
from dataclasses import dataclass

from mis_assessor.core.pool.payments import Settlement
from mis_assessor.core.pool.settlement import settle
from mis_assessor.core.pool.standing import Standing
from mis_assessor.core.pool.states import Outcome


@dataclass(frozen=True, slots=True)
class Completion:
    """The fund paid out once everything open has gone one way."""

    title: str
    """Empty where nothing is open."""
    settlement: Settlement


def completions(pool: Iterable[Standing]) -> tuple[Completion, ...]:
    """The pool paid out: once if nothing is open, otherwise with both extremes of the open."""
    pool = tuple(pool)
    if all(one.certain for one in pool):
        return (Completion("", _settled(pool, Outcome.NOT_MET)),)
    return (
        Completion(
            "If every open outcome is met and every open request is paid in full",
            _settled(pool, Outcome.MET),
        ),
        Completion(
            "If no open outcome is met and no open request is paid",
            _settled(pool, Outcome.NOT_MET),
        ),
    )


def _settled(pool: tuple[Standing, ...], open_ones: Outcome) -> Settlement:
    met = {
        s.code
        for s in pool
        if s.outcome is Outcome.MET or (s.outcome is Outcome.OPEN and open_ones is Outcome.MET)
    }
    awards = {
        s.code: s.most_award if open_ones is Outcome.MET else s.least_award
        for s in pool
        if s.code not in met
    }
    return settle({s.code: s.contribution for s in pool}, met, awards)
