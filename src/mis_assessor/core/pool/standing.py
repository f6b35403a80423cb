"""What the pool needs of a trust: its contribution, its outcome and what may be awarded."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from mis_assessor.core.pool.history import state_of
from mis_assessor.core.pool.settlement import Settlement, settle
from mis_assessor.core.pool.states import Outcome, RecoveryState, outcome_of
from mis_assessor.core.pool.trust_year import TrustYear

NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Standing:
    """A trust as the pool sees it; while an award is open it may be anything in between.

    An award is never more than the contribution: the ranges rest on that.
    """

    code: str
    contribution: Decimal
    outcome: Outcome
    least_award: Decimal = NOTHING
    most_award: Decimal = NOTHING
    """Paid only if the trust has not met all ten."""

    def __post_init__(self) -> None:
        if not 0 <= self.least_award <= self.most_award <= self.contribution:
            raise ValueError(f"The award to {self.code} is not between nothing and what it paid.")

    @property
    def certain(self) -> bool:
        """Whether nothing about this trust is open any more."""
        match self.outcome:
            case Outcome.OPEN:
                return False
            case _:
                return self.outcome is Outcome.MET or self.least_award == self.most_award


def standing(row: TrustYear, supposed: Outcome | None = None) -> Standing:
    """Where a trust stands by its row, or with the outcome a scenario supposes."""
    state = state_of(row)
    least, most = _awards(row, state)
    return Standing(row.code, row.contribution, supposed or outcome_of(state), least, most)


def _awards(row: TrustYear, state: RecoveryState) -> tuple[Decimal, Decimal]:
    if row.awarded is not None:
        return row.awarded, row.awarded
    if row.requested is None or state is RecoveryState.REPAYMENT_DUE:
        return NOTHING, NOTHING
    return NOTHING, min(row.requested, row.contribution)


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
