"""Every scheme year of a pool side by side, with what the sums rest on."""

from collections.abc import Sequence
from dataclasses import dataclass

from mis_assessor.core.pool.assumptions import ASSUMPTIONS, UNKNOWNS, Assumption
from mis_assessor.core.pool.reruns import Rerun, reruns
from mis_assessor.core.pool.scenario import NOTHING_SUPPOSED, Supposed
from mis_assessor.core.pool.trust_year import TrustYear
from mis_assessor.core.pool.year import Pool, pool_of


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
