"""The closed list of recovery states, and the one table of moves between them."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import assert_never


class Outcome(StrEnum):
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


def outcome_of(state: RecoveryState) -> Outcome:
    """What a state means for the fund: verification may still turn what is only declared."""
    match state:
        case _S.VERIFIED_MET | _S.VERIFIED_UP | _S.MET_ON_APPEAL | _S.UPHELD:
            return Outcome.MET
        case _S.NIL_RETURN | _S.VERIFIED_NOT_MET | _S.VERIFIED_DOWN | _S.NOT_MET_ON_APPEAL:
            return Outcome.NOT_MET
        case _S.REPAYMENT_DUE | _S.REQUESTED | _S.AWARDED | _S.REFUSED:
            return Outcome.NOT_MET
        case _S.PROJECTION | _S.DECLARED_MET | _S.DECLARED_NOT_MET:
            return Outcome.OPEN
        case _S.APPEALED | _S.RECONFIRMATION:
            return Outcome.OPEN
        case _:
            assert_never(state)
