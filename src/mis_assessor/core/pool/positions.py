"""The closed lists of what may be entered for a trust: the Board's voice and the verifier's."""

from enum import StrEnum


class Declared(StrEnum):
    """What the Board declared of all ten safety actions."""

    MET = "met"
    NOT_MET = "not met"
    NIL_RETURN = "nil return"
    """Nothing came by the deadline."""


class Verified(StrEnum):
    """What NHS Resolution's verification found."""

    MET = "met"
    NOT_MET = "not met"


class Appealed(StrEnum):
    """What came of the trust's appeal."""

    AWAITED = "awaited"
    MET = "met"
    NOT_MET = "not met"


class Reconfirmed(StrEnum):
    """What came of looking at the declaration again in a later year."""

    AWAITED = "awaited"
    UPHELD = "upheld"
    REPAYMENT_DUE = "repayment due"
