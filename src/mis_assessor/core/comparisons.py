"""One answer held against one value, and the ways to hold it."""

from enum import StrEnum

from mis_assessor.core.frozen import Frozen


class Op(StrEnum):
    """What a test asks of one answer; the value is the phrase in the rule file."""

    AT_LEAST = "is at least"
    MORE_THAN = "is more than"
    AT_MOST = "is at most"
    UNDER = "is under"
    HAS_AT_LEAST = "has at least"
    REPORTED = "is reported"
    IN_PLACE_BY = "is in place by"
    IN_FORCE_ON = "in force on"
    DATED_WITHIN = "dated within"
    GAPS_AT_MOST = "gaps at most"
    ONE_IN_EVERY = "one in every"
    HAPPENS_AT_LEAST = "happens at least"
    HAPPENS_AT_MOST = "happens at most"
    AT_OR_BEFORE = "is at or before"
    NOT_BEFORE = "is not before"
    NO_OLDER_THAN = "is no older than"
    TOLERATED = "is tolerated until"
    SHARE_OF = "is at least the share of"
    MORE_THAN_SHARE_OF = "is more than the share of"
    IS = "is"


ALL_OF_THEM = "all of them"
NONE = "none"


class Test(Frozen):
    """One answer held against one value."""

    __test__ = False  # not a test case, whatever pytest thinks of the name

    evidence: str
    op: Op
    value: str
    """A value's name, another evidence name, ``all of them``, ``none`` or yes/no."""
    counted_by: str | None = None
    """Which day of a document counts: ``dated``, ``period covered``, ``X by Body``."""
    before: str | None = None
    in_any: str | None = None
    """The stretch in which it may happen so often: a length, or ``calendar week``."""
    may_miss: str | None = None
    """A value naming one period that a relief allows to be missed."""
    if_: str | None = None
    """The statement on which that relief rests."""
