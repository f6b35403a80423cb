"""``mis new`` and ``mis registers``: an empty submission, and what may stand in it."""

import json
from pathlib import Path

import click

from mis_assessor.intake.manifest import FIRST_SCHEME_YEAR, LAST_SCHEME_YEAR
from mis_assessor.intake.schema import registers_schema
from mis_assessor.services.new_submission import new_submission, new_system
from mis_assessor.services.schema import assessment_schema
from mis_assessor.shipped import rules_folder


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--year",
    type=click.IntRange(FIRST_SCHEME_YEAR, LAST_SCHEME_YEAR),
    required=True,
    help="Scheme year, for example 4.",
)
@click.option("--trust", required=True, help="The trust's ODS code, for example RZ9.")
@click.option("--name", default="", help="The trust's name.")
def new(folder: Path, year: int, trust: str, name: str) -> None:
    """Write an empty submission to FOLDER, with a page that explains every register."""
    files = new_submission(folder, year, trust, name or f"Trust {trust}")
    click.echo(f"Wrote {len(files)} files to {folder}. Start with HOW-TO-FILL-IN.md.")


@click.command("new-system")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--code", required=True, help="The system's code, for example QXX.")
@click.option("--name", default="", help="The system's name.")
@click.option("--trust", "trusts", multiple=True, required=True, help="A trust's ODS code.")
@click.option(
    "--year",
    type=click.IntRange(FIRST_SCHEME_YEAR, LAST_SCHEME_YEAR),
    default=None,
    help="Also write an empty submission of this scheme year for each trust.",
)
def new_system_command(
    folder: Path, code: str, name: str, trusts: tuple[str, ...], year: int | None
) -> None:
    """Write the empty folder of a local maternity system to FOLDER."""
    files = new_system(folder, rules_folder(), code, name or f"System {code}", trusts, year)
    click.echo(f"Wrote {len(files)} files to {folder}. Start with system.yaml.")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the JSON Schema of all registers.")
def registers(as_json: bool) -> None:
    """List the registers a submission may hold and their columns."""
    schema = registers_schema()
    if as_json:
        click.echo(json.dumps(schema, ensure_ascii=False, indent=1))
        return
    for name, register in schema["properties"].items():
        click.echo(f"{name}: {', '.join(register['items']['properties'])}")


@click.command()
def schema() -> None:
    """Print the JSON Schema of the assessment that ``mis assess --json`` writes."""
    click.echo(json.dumps(assessment_schema(), ensure_ascii=False, indent=1))
