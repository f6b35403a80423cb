"""The recovery states a trust went through in a scheme year, read from its row."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mis_assessor.core.pool.entered import (
    appeal_states,
    declared_state,
    reconfirmation_states,
    verified_state,
)
from mis_assessor.core.pool.positions import Appealed, Reconfirmed
from mis_assessor.core.pool.states import Outcome, RecoveryState, outcome_of
from mis_assessor.core.pool.trust_year import TrustYear

REFUSAL = Decimal(0)


@dataclass(frozen=True, slots=True)
class Step:
    """A state the trust entered, the day where the row tells it, and the column it is from."""

    state: RecoveryState
    on: date | None
    column: str


def history(row: TrustYear) -> tuple[Step, ...]:
    """Every state in order, whether or not the moves are allowed.

    A request sent with the declaration is on record from that day. It becomes the trust's
    state once its position of not met stands, and falls away if the position is met.
    """
    steps = [Step(RecoveryState.PROJECTION, None, "declared"), *_positions(row)]
    last = steps[-1].state
    asks = row.requested is not None and last is not RecoveryState.REPAYMENT_DUE
    if asks and outcome_of(last) is Outcome.NOT_MET:
        steps.append(Step(RecoveryState.REQUESTED, row.requested_on, "discretionary requested"))
    if row.awarded is not None:
        refused = row.awarded == REFUSAL
        state = RecoveryState.REFUSED if refused else RecoveryState.AWARDED
        steps.append(Step(state, row.awarded_on, "discretionary awarded"))
    return tuple(steps)


def state_of(row: TrustYear) -> RecoveryState:
    """The state the trust is in."""
    return history(row)[-1].state


def _positions(row: TrustYear) -> Iterator[Step]:
    if row.declared is not None:
        yield Step(declared_state(row.declared), row.declared_on, "declared")
    if row.verified is not None:
        yield Step(verified_state(row.verified, row.declared), row.verified_on, "verified")
    if row.appealed is not None:
        for appeal in appeal_states(row.appealed):
            yield Step(appeal, _day_of(appeal, row.appealed, row.appealed_on), "appealed")
    if row.reconfirmed is not None:
        for again in reconfirmation_states(row.reconfirmed):
            on = _day_of(again, row.reconfirmed, row.reconfirmed_on)
            yield Step(again, on, "re-confirmed")


def _day_of(state: RecoveryState, entered: Appealed | Reconfirmed, on: date | None) -> date | None:
    """The row has one day: that of the decision, or of the request where none is made yet."""
    waiting = state in (RecoveryState.APPEALED, RecoveryState.RECONFIRMATION)
    return None if waiting and entered.value != Appealed.AWAITED.value else on
