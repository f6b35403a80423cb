"""A year's pool run again when a trust must repay; the run before it is kept beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from mis_assessor.core.pool.completions import completions
from mis_assessor.core.pool.payments import Settlement
from mis_assessor.core.pool.positions import Reconfirmed
from mis_assessor.core.pool.standing import standing
from mis_assessor.core.pool.trust_year import TrustYear


@dataclass(frozen=True, slots=True)
class Difference:
    """What the new run changes for one trust."""

    code: str
    before: Decimal
    after: Decimal
    difference: Decimal
    """Less than nothing where the trust pays back."""


@dataclass(frozen=True, slots=True)
class Rerun:
    """The pool shared out again as of the day on which repayments fell due."""

    on: date
    repaying: tuple[str, ...]
    before: Settlement | None
    """None where other outcomes of the year are still open."""
    after: Settlement | None
    differences: tuple[Difference, ...]
    """By ODS code; none where they cannot be known yet."""


def reruns(rows: Sequence[TrustYear]) -> tuple[Rerun, ...]:
    """One new run of a year's pool for each day on which a repayment fell due, in order."""
    due: dict[date, list[str]] = {}
    for row in rows:
        if (day := _due_on(row)) is not None:
            due.setdefault(day, []).append(row.code)
    runs: list[Rerun] = []
    before = _settled(rows, ())
    for on in sorted(due):
        after = _settled(rows, tuple(day for day in due if day <= on))
        runs.append(Rerun(on, tuple(sorted(due[on])), before, after, _differences(before, after)))
        before = after
    return tuple(runs)


def _settled(rows: Sequence[TrustYear], days: tuple[date, ...]) -> Settlement | None:
    """The pool with the repayments of these days only, if nothing else is open."""
    known = [row if _due_on(row) in days else _before_looking_again(row) for row in rows]
    first, *others = completions(standing(row) for row in known)
    return None if others else first.settlement


def _due_on(row: TrustYear) -> date | None:
    return row.reconfirmed_on if row.reconfirmed is Reconfirmed.REPAYMENT_DUE else None


def _before_looking_again(row: TrustYear) -> TrustYear:
    return replace(row, reconfirmed=None, reconfirmed_on=None)


def _differences(before: Settlement | None, after: Settlement | None) -> tuple[Difference, ...]:
    if before is None or after is None:
        return ()
    return tuple(
        Difference(old.code, old.total, new.total, new.total - old.total)
        for old, new in zip(before.payments, after.payments, strict=True)
    )
