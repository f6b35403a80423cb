"""Every scheme year of a pool side by side, with what the sums rest on.

A year's pool run again when a trust must repay; the run before it is kept beside it.

What the pool takes for granted, each with how we know it, and what nobody has told us.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from mis_assessor.core.pool.settlement import Settlement, completions, pool_standing
from mis_assessor.core.pool.trust_year import Reconfirmed, TrustYear
from mis_assessor.core.pool.year import NOTHING_SUPPOSED, Pool, Supposed, pool_of
from mis_assessor.core.rules.values import Status


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
    first, *others = completions(pool_standing(row) for row in known)
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


@dataclass(frozen=True, slots=True)
class Assumption:
    """One thing the sums rest on that no published page settles."""

    name: str
    says: str
    status: Status


ASSUMPTIONS = (
    Assumption(
        "basis of the shares",
        "The unallocated money is shared in proportion to contributions. The scheme says only "
        "“a share”, and of its first year “proportionate”.",
        Status.ASSUMPTION,
    ),
    Assumption(
        "rounding",
        "Whole pence of each exact share; the pence left over go one each to the largest "
        "remainders, equal ones in order of ODS code.",
        Status.ASSUMPTION,
    ),
    Assumption(
        "what settles an outcome",
        "Only verification, an appeal or a re-confirmation does, because verification moves "
        "declarations either way. A verified outcome stands until an appeal is entered.",
        Status.ASSUMPTION,
    ),
    Assumption(
        "nil return",
        "A trust from which nothing came by the deadline has not met all ten.",
        Status.RECALLED_HIGH,
    ),
    Assumption(
        "open requests",
        "A discretionary request not decided yet is paid anything from nothing to what was "
        "asked, and never more than the contribution. A trust that asked for nothing is paid "
        "nothing. How the amount is decided is not published.",
        Status.ASSUMPTION,
    ),
    Assumption(
        "nobody achieves",
        "If no trust meets all ten, nothing is returned and what is not awarded stays in the fund.",
        Status.ASSUMPTION,
    ),
    Assumption(
        "repayment",
        "A trust that must repay gives back its contribution and its share, and that year's "
        "pool is shared out again among the trusts that still met all ten.",
        Status.ASSUMPTION,
    ),
)

UNKNOWNS = (
    "The fund and the unallocated money of the whole country: only the trusts in the file count.",
    "Any limit or formula for discretionary payments; NHS Resolution says only that they are "
    "much lower than the contribution.",
    "The days on which the fund pays.",
)


@dataclass(frozen=True, slots=True)
class PoolYear:
    """One scheme year: as it stands, under the scenario, and run again for repayments."""

    scheme_year: int
    as_it_stands: Pool
    scenario: Pool | None
    """None where the scenario supposes nothing about this year."""
    reruns: tuple[Rerun, ...]


@dataclass(frozen=True, slots=True)
class FundReport:
    """Who recovers what, year by year."""

    years: tuple[PoolYear, ...]
    scenario: str
    """The scenario as it was written; empty where there is none."""
    assumptions: tuple[Assumption, ...] = ASSUMPTIONS
    unknowns: tuple[str, ...] = UNKNOWNS


def fund_report(
    rows: Sequence[TrustYear], supposed: Supposed = NOTHING_SUPPOSED, scenario: str = ""
) -> FundReport:
    """The pool of every scheme year among the rows; no year touches another."""
    by_year: dict[int, list[TrustYear]] = {}
    for row in rows:
        by_year.setdefault(row.scheme_year, []).append(row)
    years = tuple(_year(number, by_year[number], supposed) for number in sorted(by_year))
    return FundReport(years, scenario)


def _year(number: int, rows: Sequence[TrustYear], supposed: Supposed) -> PoolYear:
    about = any(year == number for year, _ in supposed)
    return PoolYear(
        scheme_year=number,
        as_it_stands=pool_of(rows),
        scenario=pool_of(rows, supposed) if about else None,
        reruns=reruns(rows),
    )
