"""The closed list of verdicts, and the tables that join several into one."""

from collections.abc import Iterable
from enum import StrEnum


class Verdict(StrEnum):
    """What the tool assessed; the value is the word people read."""

    NOT_MET = "not met"
    EVIDENCE_MISSING = "evidence missing"
    NEEDS_JUDGEMENT = "needs judgement"
    NOT_DUE_YET = "not due yet"
    MET_BY_ALTERNATIVE = "met by alternative"
    MET = "met"
    PAUSED = "paused"
    NOT_APPLICABLE = "not applicable"

    @property
    def holds(self) -> bool:
        """Whether a Board may rely on it: met, or met by the guidance's alternative."""
        return self in (Verdict.MET, Verdict.MET_BY_ALTERNATIVE)


# The first one present decides.
ALL_OF = (
    Verdict.NOT_MET,
    Verdict.EVIDENCE_MISSING,
    Verdict.NEEDS_JUDGEMENT,
    Verdict.NOT_DUE_YET,
    Verdict.MET_BY_ALTERNATIVE,
    Verdict.MET,
    Verdict.PAUSED,
    Verdict.NOT_APPLICABLE,
)
ANY_OF = (
    Verdict.MET,
    Verdict.MET_BY_ALTERNATIVE,
    Verdict.EVIDENCE_MISSING,
    Verdict.NEEDS_JUDGEMENT,
    Verdict.NOT_DUE_YET,
    Verdict.NOT_MET,
    Verdict.PAUSED,
    Verdict.NOT_APPLICABLE,
)

NOTHING_HOLDS = (Verdict.EVIDENCE_MISSING, Verdict.NOT_DUE_YET, Verdict.NOT_MET)


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Joins parts that must all hold; paused and not applicable ones are ignored.

    >>> all_of([Verdict.MET, Verdict.EVIDENCE_MISSING, Verdict.PAUSED]).value
    'evidence missing'
    >>> all_of([]).value
    'not applicable'
    """
    return _first(ALL_OF, verdicts)


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Joins routes of which one is enough; not met only when every route is closed."""
    return _first(ANY_OF, verdicts)


def _first(order: tuple[Verdict, ...], verdicts: Iterable[Verdict]) -> Verdict:
    present = set(verdicts)
    return next((v for v in order if v in present), Verdict.NOT_APPLICABLE)


def instead(standard: Verdict, alternative: Verdict) -> Verdict:
    """The guidance's alternative, asked for only where the standard was missed.

    A standard that nobody evidenced is not rescued by a plan, and a missed standard
    whose plan was not sent is not met: silence is never met.
    """
    match standard:
        case Verdict.NOT_MET if alternative.holds:
            return Verdict.MET_BY_ALTERNATIVE
        case Verdict.NOT_MET if alternative in (
            Verdict.NOT_DUE_YET,
            Verdict.NEEDS_JUDGEMENT,
        ):
            return alternative
        case Verdict.NEEDS_JUDGEMENT if alternative.holds:
            return Verdict.MET_BY_ALTERNATIVE
        case _:
            return standard


def same_under_every_reading(verdicts: Iterable[Verdict]) -> Verdict:
    """Guidance that can be read two ways: one verdict stands, two are a judgement.

    Where no reading holds there is nothing to judge: what is missing stays missing.
    """
    present = set(verdicts)
    if len(present) == 1:
        return present.pop()
    if present and present <= set(NOTHING_HOLDS):
        return _first(ANY_OF, present)
    return Verdict.NEEDS_JUDGEMENT


def judged(computed: Verdict, judgement: Verdict | None) -> Verdict:
    """A named person's judgement resolves *needs judgement*, and nothing else."""
    if computed is Verdict.NEEDS_JUDGEMENT and judgement is not None:
        return judgement
    return computed
