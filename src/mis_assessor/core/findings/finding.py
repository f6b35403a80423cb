"""One requirement's finding: its verdict with the figures and facts that decided it."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Annotated, assert_never

from pydantic import Field

from mis_assessor.core.deciding.judgements import JudgedBy
from mis_assessor.core.evidence.answers import Failed, Used
from mis_assessor.core.findings.clock import Clock
from mis_assessor.core.plain import WITHIN
from mis_assessor.core.rules.comparisons import Way
from mis_assessor.core.rules.in_words import Threshold
from mis_assessor.core.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class FigureLimit:
    """The limit of a share or a count, and the side of it that is met."""

    way: Way
    limit: Fraction
    share: bool
    """Whether the limit is a share of all cases, or so many of them."""

    def holds(self, value: Fraction) -> bool:
        """Whether a value is on the side that is met.

        >>> FigureLimit(Way.AT_LEAST, Fraction(9, 10), share=True).holds(Fraction(899, 1000))
        False
        """
        match self.way:
            case Way.AT_LEAST:
                return value >= self.limit
            case Way.MORE_THAN:
                return value > self.limit
            case Way.AT_MOST:
                return value <= self.limit
            case Way.UNDER:
                return value < self.limit
            case _:
                assert_never(self.way)


@dataclass(frozen=True, slots=True)
class Number:
    """Figures that decided: exact, so that a reader and a lint can re-do the sum."""

    name: str
    """The evidence's name in the rule."""
    done: int | None = None
    of: int | None = None
    open: int = 0
    unknown: int = 0
    figure: str = ""
    """What is not a share: a day, a number of posts, days of reports."""
    test: str = ""
    """What was asked of it: “is at least 95%”."""
    verdict: Verdict = Verdict.MET
    asked: FigureLimit | None = None
    """The same as a number: what a lint re-does the sum with, whatever the words are."""


@dataclass(frozen=True, slots=True)
class Part:
    """One member of a *for each*: a staff group, an element."""

    member: str
    verdict: Verdict
    sentence: str
    numbers: tuple[Number, ...]
    counts: bool = True
    """False where the group is shown and does not count (watch only)."""


@dataclass(frozen=True, slots=True)
class UnitShare:
    """One unit, or one sort of case, of a share that holds as a whole."""

    column: str
    unit: str
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One requirement's verdict with its reason and the facts used."""

    id: str
    action: int
    title: str
    asks: str
    verdict: Verdict
    sentence: str
    numbers: tuple[Number, ...]
    parts: tuple[Part, ...]
    used: tuple[Used, ...]
    failed: tuple[Failed, ...]
    open: tuple[Failed, ...]
    thresholds: tuple[Threshold, ...]
    source: str
    verified_by: str
    counts_towards: str
    stands_in_for: tuple[str, ...]
    next: str
    """What to do if it does not hold; empty when it does."""
    due: date | None = None
    """Where it is not due yet: the next day by which something of it must happen."""
    remarks: tuple[str, ...] = ()
    judged: JudgedBy | None = None
    fired: tuple[str, ...] = ()
    clocks: Annotated[tuple[Clock, ...], Field(exclude=True)] = field(default=(), metadata=WITHIN)
    """What it still waits for, the first to run out first."""
    lost: Annotated[date | None, Field(exclude=True)] = field(default=None, metadata=WITHIN)
    """Where it is not met: the first day on which it was lost, as far as the rows say."""
    units: Annotated[tuple[UnitShare, ...], Field(exclude=True)] = field(
        default=(), metadata=WITHIN
    )
    """Units that would miss by themselves what the whole holds."""
