"""From what was entered for a trust to the recovery states it leads to."""

from typing import assert_never

from mis_assessor.core.pool.positions import Appealed, Declared, Reconfirmed, Verified
from mis_assessor.core.pool.states import RecoveryState


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
