"""The fund on a terminal: a table for each run of each year, its sums, its assumptions."""

from collections.abc import Iterator, Sequence

from mis_assessor.cli.aligned import aligned
from mis_assessor.core.pool.amounts import Range
from mis_assessor.core.pool.payments import Settlement
from mis_assessor.core.pool.report import FundReport, PoolYear
from mis_assessor.core.pool.reruns import Rerun
from mis_assessor.core.pool.year import Line, Pool
from mis_assessor.core.wording import counted, listed, on_day
from mis_assessor.reports.wording import pounds

_LONGEST_NAME = 36
_HEADINGS = ("code", "trust", "paid in", "paid out", "net", "if all ten met", "position")


def fund_lines(report: FundReport) -> Iterator[str]:
    """Everything a finance lead needs to follow the sums."""
    for year in report.years:
        yield from _year(year, report.scenario)
    if len(report.years) > 1:
        yield from _side_by_side(report.years)
    yield "Assumptions:"
    for one in report.assumptions:
        yield f"  {one.name} ({one.status.value}): {one.says}"
    yield "Not known:"
    for unknown in report.unknowns:
        yield f"  {unknown}"


def _year(year: PoolYear, scenario: str) -> Iterator[str]:
    yield from _pool(f"Year {year.scheme_year}, as it stands", year.as_it_stands)
    if year.scenario is not None:
        yield from _pool(f"Year {year.scheme_year}, scenario: {scenario}", year.scenario)
    for rerun in year.reruns:
        yield from _rerun(year.scheme_year, rerun)


def _pool(title: str, pool: Pool) -> Iterator[str]:
    trusts = counted(len(pool.lines), "trusts")
    unsettled = f", {counted(pool.open_outcomes, 'outcomes')} open" if pool.open_outcomes else ""
    yield f"{title}: {trusts}{unsettled}"
    yield from aligned([_HEADINGS, *map(_cells, pool.lines)])
    for completion in pool.completions:
        if completion.title:
            yield f"{completion.title}:"
        yield _sum(completion.settlement)
    yield ""


def _cells(line: Line) -> tuple[str, ...]:
    position = line.state.value + (f" {on_day(line.since)}" if line.since else "")
    supposed = f"supposed {line.outcome.value}; " if line.supposed else ""
    return (
        line.code,
        _short(line.name),
        pounds(line.contribution),
        _range(line.payment),
        _range(line.net),
        _range(line.if_met),
        supposed + position,
    )


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"


def _range(amount: Range) -> str:
    least = pounds(amount.least)
    return least if amount.known else f"{least} to {pounds(amount.most)}"


def _sum(paid: Settlement) -> str:
    kept = f" + kept in the fund {pounds(paid.kept)}" if paid.kept else ""
    return (
        f"In {pounds(paid.contributions)} = returned {pounds(paid.returned)} + shares "
        f"{pounds(paid.shares)} + discretionary {pounds(paid.discretionary)}{kept} "
        f"= out {pounds(paid.out)}"
    )


def _rerun(scheme_year: int, rerun: Rerun) -> Iterator[str]:
    repaying = listed(rerun.repaying)
    yield f"Year {scheme_year}, run again {on_day(rerun.on)}: repayment due from {repaying}"
    if rerun.before is None or rerun.after is None:
        yield "The differences are not known while other outcomes of that year are open."
    else:
        rows = [
            (d.code, pounds(d.before), pounds(d.after), pounds(d.difference))
            for d in rerun.differences
        ]
        yield from aligned([("code", "paid before", "paid now", "difference"), *rows])
        yield _sum(rerun.after)
    yield ""


def _side_by_side(years: Sequence[PoolYear]) -> Iterator[str]:
    yield "Paid out, year by year, as it stands"
    paid = [{line.code: line.payment for line in y.as_it_stands.lines} for y in years]
    rows = [
        (code, *(_range(year[code]) if code in year else "not in the file" for year in paid))
        for code in sorted(set().union(*paid))
    ]
    yield from aligned([("code", *(f"Year {y.scheme_year}" for y in years)), *rows])
    yield ""
