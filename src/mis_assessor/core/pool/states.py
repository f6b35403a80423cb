"""The closed list of recovery states, and the one table of moves between them.

From what was entered for a trust to the recovery states it leads to.

The recovery states a trust went through in a scheme year, read from its row.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import assert_never

from mis_assessor.core.pool.trust_year import Appealed, Declared, Reconfirmed, TrustYear, Verified


class FundOutcome(StrEnum):
    """Whether all ten count as met for the fund; unknown is never counted as met."""

    MET = "met"
    NOT_MET = "not met"
    OPEN = "open"


class RecoveryState(StrEnum):
    """Where a trust stands with its contribution; the value is what people read."""

    PROJECTION = "projection, not declared yet"
    DECLARED_MET = "declared met"
    DECLARED_NOT_MET = "declared not met"
    NIL_RETURN = "nil return"
    VERIFIED_MET = "verified met, as declared"
    VERIFIED_NOT_MET = "verified not met, as declared"
    VERIFIED_UP = "verified up, to met"
    VERIFIED_DOWN = "verified down, to not met"
    APPEALED = "appealed, outcome awaited"
    MET_ON_APPEAL = "met on appeal"
    NOT_MET_ON_APPEAL = "not met on appeal"
    RECONFIRMATION = "re-confirmation awaited"
    UPHELD = "re-confirmed, upheld"
    REPAYMENT_DUE = "re-confirmed, repayment due"
    REQUESTED = "discretionary requested"
    AWARDED = "discretionary awarded"
    REFUSED = "discretionary refused"


_S = RecoveryState
_AFTER_MET = (_S.RECONFIRMATION,)
_AFTER_NOT_MET = (_S.APPEALED, _S.REQUESTED)

MOVES: Mapping[RecoveryState, tuple[RecoveryState, ...]] = MappingProxyType(
    {
        _S.PROJECTION: (_S.DECLARED_MET, _S.DECLARED_NOT_MET, _S.NIL_RETURN),
        _S.DECLARED_MET: (_S.VERIFIED_MET, _S.VERIFIED_DOWN),
        _S.DECLARED_NOT_MET: (_S.VERIFIED_NOT_MET, _S.VERIFIED_UP),
        _S.NIL_RETURN: (_S.APPEALED,),
        _S.VERIFIED_MET: _AFTER_MET,
        _S.VERIFIED_UP: _AFTER_MET,
        _S.VERIFIED_NOT_MET: _AFTER_NOT_MET,
        _S.VERIFIED_DOWN: _AFTER_NOT_MET,
        _S.APPEALED: (_S.MET_ON_APPEAL, _S.NOT_MET_ON_APPEAL),
        _S.MET_ON_APPEAL: _AFTER_MET,
        _S.NOT_MET_ON_APPEAL: (_S.REQUESTED,),
        _S.RECONFIRMATION: (_S.UPHELD, _S.REPAYMENT_DUE),
        _S.UPHELD: (),
        _S.REPAYMENT_DUE: (),
        # Nobody can appeal against what is decided about a discretionary payment.
        _S.REQUESTED: (_S.AWARDED, _S.REFUSED),
        _S.AWARDED: (),
        _S.REFUSED: (),
    }
)


def outcome_of(state: RecoveryState) -> FundOutcome:
    """What a state means for the fund: verification may still turn what is only declared."""
    match state:
        case _S.VERIFIED_MET | _S.VERIFIED_UP | _S.MET_ON_APPEAL | _S.UPHELD:
            return FundOutcome.MET
        case _S.NIL_RETURN | _S.VERIFIED_NOT_MET | _S.VERIFIED_DOWN | _S.NOT_MET_ON_APPEAL:
            return FundOutcome.NOT_MET
        case _S.REPAYMENT_DUE | _S.REQUESTED | _S.AWARDED | _S.REFUSED:
            return FundOutcome.NOT_MET
        case _S.PROJECTION | _S.DECLARED_MET | _S.DECLARED_NOT_MET:
            return FundOutcome.OPEN
        case _S.APPEALED | _S.RECONFIRMATION:
            return FundOutcome.OPEN
        case _:
            assert_never(state)


def declared_state(declared: Declared) -> RecoveryState:
    """The state a declaration leads to."""
    match declared:
        case Declared.MET:
            return RecoveryState.DECLARED_MET
        case Declared.NOT_MET:
            return RecoveryState.DECLARED_NOT_MET
        case Declared.NIL_RETURN:
            return RecoveryState.NIL_RETURN
        case _:
            assert_never(declared)


def verified_state(verified: Verified, declared: Declared | None) -> RecoveryState:
    """The state verification leads to: as declared, up or down."""
    match verified:
        case Verified.MET if declared is Declared.NOT_MET:
            return RecoveryState.VERIFIED_UP
        case Verified.MET:
            return RecoveryState.VERIFIED_MET
        case Verified.NOT_MET if declared is Declared.MET:
            return RecoveryState.VERIFIED_DOWN
        case Verified.NOT_MET:
            return RecoveryState.VERIFIED_NOT_MET
        case _:
            assert_never(verified)


def appeal_states(appealed: Appealed) -> tuple[RecoveryState, ...]:
    """The states of an appeal, the one before its decision included."""
    match appealed:
        case Appealed.AWAITED:
            return (RecoveryState.APPEALED,)
        case Appealed.MET:
            return (RecoveryState.APPEALED, RecoveryState.MET_ON_APPEAL)
        case Appealed.NOT_MET:
            return (RecoveryState.APPEALED, RecoveryState.NOT_MET_ON_APPEAL)
        case _:
            assert_never(appealed)


def reconfirmation_states(reconfirmed: Reconfirmed) -> tuple[RecoveryState, ...]:
    """The states of a re-confirmation, the one before its decision included."""
    match reconfirmed:
        case Reconfirmed.AWAITED:
            return (RecoveryState.RECONFIRMATION,)
        case Reconfirmed.UPHELD:
            return (RecoveryState.RECONFIRMATION, RecoveryState.UPHELD)
        case Reconfirmed.REPAYMENT_DUE:
            return (RecoveryState.RECONFIRMATION, RecoveryState.REPAYMENT_DUE)
        case _:
            assert_never(reconfirmed)


REFUSAL = Decimal(0)


@dataclass(frozen=True, slots=True)
class StateEntered:
    """A state the trust entered, the day where the row tells it, and the column it is from."""

    state: RecoveryState
    on: date | None
    column: str


def history(row: TrustYear) -> tuple[StateEntered, ...]:
    """Every state in order, whether or not the moves are allowed.

    A request sent with the declaration is on record from that day. It becomes the trust's
    state once its position of not met stands, and falls away if the position is met.
    """
    steps = [StateEntered(RecoveryState.PROJECTION, None, "declared"), *_positions(row)]
    last = steps[-1].state
    asks = row.requested is not None and last is not RecoveryState.REPAYMENT_DUE
    if asks and outcome_of(last) is FundOutcome.NOT_MET:
        steps.append(
            StateEntered(RecoveryState.REQUESTED, row.requested_on, "discretionary requested")
        )
    if row.awarded is not None:
        refused = row.awarded == REFUSAL
        state = RecoveryState.REFUSED if refused else RecoveryState.AWARDED
        steps.append(StateEntered(state, row.awarded_on, "discretionary awarded"))
    return tuple(steps)


def state_of(row: TrustYear) -> RecoveryState:
    """The state the trust is in."""
    return history(row)[-1].state


def _positions(row: TrustYear) -> Iterator[StateEntered]:
    if row.declared is not None:
        yield StateEntered(declared_state(row.declared), row.declared_on, "declared")
    if row.verified is not None:
        yield StateEntered(verified_state(row.verified, row.declared), row.verified_on, "verified")
    if row.appealed is not None:
        for appeal in appeal_states(row.appealed):
            yield StateEntered(appeal, _day_of(appeal, row.appealed, row.appealed_on), "appealed")
    if row.reconfirmed is not None:
        for again in reconfirmation_states(row.reconfirmed):
            on = _day_of(again, row.reconfirmed, row.reconfirmed_on)
            yield StateEntered(again, on, "re-confirmed")


def _day_of(state: RecoveryState, entered: Appealed | Reconfirmed, on: date | None) -> date | None:
    """The row has one day: that of the decision, or of the request where none is made yet."""
    waiting = state in (RecoveryState.APPEALED, RecoveryState.RECONFIRMATION)
    return None if waiting and entered.value != Appealed.AWAITED.value else on
