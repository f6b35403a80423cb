"""One scheme year's pool: every trust with its state, what it is paid, and the sums."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mis_assessor.core.pool.amounts import Range, Ranges
from mis_assessor.core.pool.completions import Completion, completions
from mis_assessor.core.pool.history import Step, history
from mis_assessor.core.pool.ranges import ranges
from mis_assessor.core.pool.scenario import NOTHING_SUPPOSED, Supposed
from mis_assessor.core.pool.standing import Standing, standing
from mis_assessor.core.pool.states import Outcome, RecoveryState
from mis_assessor.core.pool.trust_year import TrustYear


@dataclass(frozen=True, slots=True)
class Line:
    """One trust in the pool of one year."""

    code: str
    name: str
    contribution: Decimal
    state: RecoveryState
    """What is recorded, whatever a scenario supposes."""
    since: date | None
    history: tuple[Step, ...]
    outcome: Outcome
    supposed: bool
    """Whether the outcome is a scenario's."""
    payment: Range
    net: Range
    """Paid less paid in."""
    if_met: Range
    """What it would be paid with all ten met: what turns on the outcome."""
    if_not_met: Range
    requested: Decimal | None
    awarded: Decimal | None


@dataclass(frozen=True, slots=True)
class Pool:
    """A year's fund under one set of outcomes."""

    fund: Decimal
    open_outcomes: int
    lines: tuple[Line, ...]
    """By ODS code."""
    completions: tuple[Completion, ...]


def pool_of(rows: Sequence[TrustYear], supposed: Supposed = NOTHING_SUPPOSED) -> Pool:
    """The pool of the rows of one scheme year, in whatever order they come."""
    rows = sorted(rows, key=_code)
    stood = tuple(standing(row, supposed.get((row.scheme_year, row.code))) for row in rows)
    found = ranges(stood)
    return Pool(
        fund=sum((row.contribution for row in rows), Decimal("0.00")),
        open_outcomes=sum(one.outcome is Outcome.OPEN for one in stood),
        lines=tuple(
            _line(row, one, found[one.code], (row.scheme_year, row.code) in supposed)
            for row, one in zip(rows, stood, strict=True)
        ),
        completions=completions(stood),
    )


def _code(row: TrustYear) -> str:
    return row.code


def _line(row: TrustYear, stood: Standing, found: Ranges, supposed: bool) -> Line:
    steps = history(row)
    return Line(
        code=row.code,
        name=row.name,
        contribution=row.contribution,
        state=steps[-1].state,
        since=steps[-1].on,
        history=steps,
        outcome=stood.outcome,
        supposed=supposed,
        payment=found.payment,
        net=found.payment.less(row.contribution),
        if_met=found.if_met,
        if_not_met=found.if_not_met,
        requested=row.requested,
        awarded=row.awarded,
    )
