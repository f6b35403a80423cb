"""``mis payment``: what aligned payment and incentive works out to for maternity."""

from pathlib import Path

import click

from mis_assessor.cli.payment_page import payment_page
from mis_assessor.cli.written import write_files
from mis_assessor.core.payment.view_json import view_json
from mis_assessor.services.payment_view import view_of
from mis_assessor.shipped import rules_folder


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "json_file", default=None, help="Write the view; - for the screen.")
def payment(file: Path, json_file: str | None) -> None:
    """Print the payment view of FILE, a payment.yaml, line by line.

    A guidance view: what the guidance works out to, not what was paid. Exit code 0:
    printed. 11: the file cannot be read.
    """
    view = view_of(file, rules_folder())
    if json_file == "-":
        click.echo(view_json(view), nl=False)
        return
    for text in payment_page(view):
        click.echo(text)
    if json_file is not None:
        for path in write_files({Path(json_file): view_json(view)}):
            click.echo(f"Wrote {path}")
