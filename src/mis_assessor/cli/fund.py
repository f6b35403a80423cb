"""``mis fund``: who recovers what from the incentive fund, over many trusts."""

from pathlib import Path

import click

from mis_assessor.cli.fund_table import fund_lines
from mis_assessor.cli.written import write_files
from mis_assessor.core.pool.scenario import ScenarioWrong
from mis_assessor.services.fund_pool import fund_json, fund_of, fund_spreadsheet

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
            click.echo(line)
    for path in write_files(pages):
        click.echo(f"Wrote {path}", err=json_file == "-")
