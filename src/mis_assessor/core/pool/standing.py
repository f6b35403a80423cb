"""What the pool needs of a trust: its contribution, its outcome and what may be awarded."""

from dataclasses import dataclass
from decimal import Decimal

from mis_assessor.core.pool.history import state_of
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
