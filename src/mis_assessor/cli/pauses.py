"""``mis pauses``: the pause ledger of a submission's scheme year."""

import json
from datetime import date
from pathlib import Path

import click

from mis_assessor.cli.days import Day
from mis_assessor.core.plain import plain
from mis_assessor.services.pauses import ledger_of
from mis_assessor.shipped import rules_folder


@click.command()
@click.argument("submission", type=click.Path(exists=True, path_type=Path))
@click.option("--on", type=Day(), default=None, help="As at this day.")
@click.option("--known-on", type=Day(), default=None, help="Under the guidance of this day.")
@click.option("--json", "as_json", is_flag=True, help="Print the ledger as JSON.")
def pauses(submission: Path, on: date | None, known_on: date | None, as_json: bool) -> None:
    """Print every obligation a pause touched, the days discounted and the authority."""
    lines = ledger_of(submission, rules_folder(), on, known_on)
    if as_json:
        click.echo(json.dumps(plain(lines), ensure_ascii=False, indent=1))
        return
    if not lines:
        click.echo("No pause and no exclusion touched this scheme year.")
    for line in lines:
        click.echo(f"{line.requirement}  {line.title}")
        click.echo(f"    {line.pause}: {line.effect}, {line.days} days discounted")
        click.echo(f"    {line.sum}")
        click.echo(f"    Authority: {line.authority} ({line.status})")
