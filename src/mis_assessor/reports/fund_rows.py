"""The pool as rows of a spreadsheet: one for each trust, year and run."""

from collections.abc import Iterator

from mis_assessor.core.pool.report import FundReport
from mis_assessor.core.pool.reruns import Rerun
from mis_assessor.core.pool.year import Pool
from mis_assessor.reports.spreadsheet import Value, spreadsheet

AS_IT_STANDS, SCENARIO = "as it stands", "scenario"
HEADINGS = (
    "scheme year",
    "run",
    "trust code",
    "trust name",
    "position",
    "since",
    "outcome in this run",
    "contribution",
    "paid at least",
    "paid at most",
    "net at least",
    "net at most",
    "if met at least",
    "if met at most",
    "if not met at least",
    "if not met at most",
    "discretionary requested",
    "discretionary awarded",
    "difference from the run before",
)


def fund_csv(report: FundReport) -> bytes:
    """Every run of every year, side by side in one table."""
    return spreadsheet(HEADINGS, _rows(report))


def _rows(report: FundReport) -> Iterator[tuple[Value, ...]]:
    for year in report.years:
        yield from _pool(year.scheme_year, AS_IT_STANDS, year.as_it_stands)
        if year.scenario is not None:
            yield from _pool(year.scheme_year, SCENARIO, year.scenario)
        for rerun in year.reruns:
            yield from _rerun(year.scheme_year, rerun, year.as_it_stands)


def _pool(scheme_year: int, run: str, pool: Pool) -> Iterator[tuple[Value, ...]]:
    for line in pool.lines:
        yield (
            scheme_year,
            run,
            line.code,
            line.name,
            line.state.value,
            line.since,
            line.outcome.value,
            line.contribution,
            line.payment.least,
            line.payment.most,
            line.net.least,
            line.net.most,
            line.if_met.least,
            line.if_met.most,
            line.if_not_met.least,
            line.if_not_met.most,
            line.requested,
            line.awarded,
            None,
        )


def _rerun(scheme_year: int, rerun: Rerun, pool: Pool) -> Iterator[tuple[Value, ...]]:
    lines = {line.code: line for line in pool.lines}
    run = f"run again as of {rerun.on}"
    for changed in rerun.differences:
        line = lines[changed.code]
        paid = (changed.after, changed.after)
        net = tuple(amount - line.contribution for amount in paid)
        blank = (None,) * 6
        known = (scheme_year, run, line.code, line.name, line.state.value, line.since, "")
        yield (*known, line.contribution, *paid, *net, *blank, changed.difference)
