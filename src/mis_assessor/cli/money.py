"""``mis payment``: what aligned payment and incentive works out to for maternity.

The payment view on a terminal: number, title, amount, and where it comes from.

Rows of text as columns on a terminal.

The fund on a terminal: a table for each run of each year, its sums, its assumptions.

``mis fund``: who recovers what from the incentive fund, over many trusts.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from mis_assessor.cli.options import say, write_files
from mis_assessor.core.payment.line import PaymentLine, PaymentView, view_json
from mis_assessor.core.pool.ranges import Range
from mis_assessor.core.pool.report import FundReport, PoolYear, Rerun
from mis_assessor.core.pool.settlement import Settlement
from mis_assessor.core.pool.year import Pool, ScenarioWrong, TrustLine
from mis_assessor.core.wording import counted, listed, on_day
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.reading.whole_files import refuse_over
from mis_assessor.reports.wording import pounds
from mis_assessor.services.money import fund_json, fund_of, fund_spreadsheet, view_of

_WIDE = 58


def payment_page(view: PaymentView) -> Iterator[str]:
    """Every line of every contract, then what moves between organisations, then notes."""
    yield f"{view.label.capitalize()}: maternity payment {view.year}, {view.months} months"
    for contract in view.contracts:
        yield ""
        yield f"Provider {contract.provider}, paid by commissioner {contract.commissioner}"
        for line in contract.lines:
            yield from _line(line)
    yield ""
    yield "Between organisations"
    for line in view.between:
        yield from _line(line)
    yield ""
    yield "What rests on what"
    yield from _line(view.notes)
    for value in view.values:
        yield f"      {value.name}: {value.value} ({value.source}; {value.status})"
    yield f"      Rounding: {view.rounding}"


def _line(line: PaymentLine) -> Iterator[str]:
    amount = "" if line.amount is None else pounds(line.amount)
    yield f"{line.number:>4}  {line.title:<{_WIDE}}{amount:>18}  {line.source}"
    if line.says:
        yield f"      {line.says}"
    for row in line.rows:
        told = "" if row.amount is None else pounds(row.amount)
        yield f"      · {row.label:<{_WIDE - 4}}{told:>18}  {row.says}".rstrip()
    if line.choice and line.applies:
        yield f"      Choice: {line.choice}"


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "json_file", default=None, help="Write the view; - for the screen.")
def payment(file: Path, json_file: str | None) -> None:
    """Print the payment view of FILE, a payment.yaml, line by line.

    A guidance view: what the guidance works out to, not what was paid. Exit code 0:
    printed. 11: the file cannot be read.
    """
    refuse_over([] if json_file in (None, "-") else [Path(str(json_file))], [file])
    view = view_of(file, rules_folder())
    if json_file == "-":
        click.echo(view_json(view), nl=False)
        return
    for text in payment_page(view):
        say(text)
    if json_file is not None:
        for path in write_files({Path(json_file): view_json(view)}, [file]):
            say(f"Wrote {path}")


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows in columns, each as wide as its longest cell; amounts stand to the right.

    >>> list(aligned([("code", "paid"), ("RXX", "£1.00"), ("RYY", "£10.00")]))
    ['code    paid', 'RXX    £1.00', 'RYY   £10.00']
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    money = ["£" in "".join(column) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, money, strict=True)
        ]
        yield "  ".join(cells).rstrip()


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
        yield settlement_line(completion.settlement)
    yield ""


def _cells(line: TrustLine) -> tuple[str, ...]:
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


def settlement_line(paid: Settlement) -> str:
    """The fund in one line: what came in is what goes out."""
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
        yield settlement_line(rerun.after)
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


FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument(
    "pool", metavar="POOL.csv", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--scenario",
    default=None,
    help="Outcomes to suppose, as “RXX=not met,RYY=met”; RXX/6 where the file has several years.",
)
@click.option("--json", "json_file", default=None, help="Write the report; - for the screen.")
@click.option("--csv", "csv_file", type=FILE, default=None, help="Write a spreadsheet table.")
def fund(pool: Path, scenario: str | None, json_file: str | None, csv_file: Path | None) -> None:
    """Share out the fund over the trusts of POOL.csv: contributions in, payments out.

    What is not settled yet is a range from the least to the most. Exit code 0 when the
    sums are done, 11 when the file cannot be read.
    """
    json_path = [] if json_file in (None, "-") else [Path(str(json_file))]
    refuse_over([*json_path, *filter(None, [csv_file])], [pool])
    try:
        report = fund_of(pool, scenario)
    except ScenarioWrong as wrong:
        raise click.BadParameter(str(wrong), param_hint="--scenario") from None
    pages = {} if csv_file is None else {csv_file: fund_spreadsheet(report)}
    if json_file == "-":
        click.echo(fund_json(report), nl=False)
    else:
        if json_file is not None:
            pages[Path(json_file)] = fund_json(report)
        for line in fund_lines(report):
            say(line)
    for path in write_files(pages, [pool]):
        say(f"Wrote {path}", err=json_file == "-")
