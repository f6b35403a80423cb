"""The pool as rows of a spreadsheet: one for each trust, year and run.

Tables for spreadsheet programs, in which no text can act as a formula.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from mis_assessor.core.pool.report import FundReport, Rerun
from mis_assessor.core.pool.year import Pool

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

Value = str | int | Decimal | date | None


def written(value: Value) -> str:
    """A cell: money to the penny, days as 2022-05-06, text made harmless.

    >>> written(Decimal("-450000")), written("=1+1"), written("-1"), written(None)
    ('-450000.00', "'=1+1", "'-1", '')
    """
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, str):
        return harmless(value)
    return str(value)


def harmless(text: str) -> str:
    """Text with an apostrophe before it where a spreadsheet would read a formula.

    >>> harmless("@SUM(A1)"), harmless("Example NHS Trust")
    ("'@SUM(A1)", 'Example NHS Trust')
    """
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text


def spreadsheet(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A CSV file that spreadsheet programs open as UTF-8."""
    stream = io.StringIO(newline="")
    lines = csv.writer(stream)
    lines.writerow([harmless(heading) for heading in headings])
    lines.writerows([written(value) for value in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


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
