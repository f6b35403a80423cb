"""``mis new`` and ``mis registers``: an empty submission, and what may stand in it.

``mis pauses``: the pause ledger of a submission's scheme year.

``mis crosswalk``: evidence is supplied once; see everything it serves.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from mis_assessor.cli.options import FOLDER, RULES, Day, say
from mis_assessor.core.assessment.canonical import as_json
from mis_assessor.core.errors import NotAllowed
from mis_assessor.core.findings.crosswalk import Coverage, Crosswalk, EvidenceUse
from mis_assessor.core.plain import plain
from mis_assessor.core.wording import counted, listed
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.reading.whole_files import write_whole
from mis_assessor.services.forms import (
    described_registers,
    headings_of_registers,
    new_submission,
    new_system,
)
from mis_assessor.services.show import assessment_schema, crosswalk_of, ledger_of


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--year",
    type=int,
    required=True,
    help="Scheme year, for example 4.",
)
@click.option("--trust", required=True, help="The trust's ODS code, for example RZ9.")
@click.option("--name", default="", help="The trust's name.")
@click.option(
    "--framework",
    "frameworks",
    multiple=True,
    help="Also ask for what this framework asks of a trust; may be given several times.",
)
@RULES
def new(
    folder: Path, year: int, trust: str, name: str, frameworks: tuple[str, ...], rules: Path | None
) -> None:
    """Write an empty submission to FOLDER, with a page that explains every register."""
    from mis_assessor.services.workbooks import workbook_of  # draws sheets; few commands do

    rules = rules or rules_folder()
    workbook = folder.resolve().with_name(f"{folder.resolve().name}.xlsx")
    if workbook.exists():
        raise NotAllowed(f"{workbook} is there already. Move it, or name another folder.")
    files = new_submission(folder, rules, year, trust, name or f"Trust {trust}", frameworks)
    write_whole({workbook: workbook_of(folder, rules, frameworks)})
    say(f"Wrote {len(files)} files to {folder}. Start with HOW-TO-FILL-IN.md.")
    say(f"Or fill in one workbook, {workbook.name} beside it, and then:")
    say(f"    mis import {workbook.name} --into {folder}")


@click.command("new-system")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--code", required=True, help="The system's code, for example QXX.")
@click.option("--name", default="", help="The system's name.")
@click.option("--trust", "trusts", multiple=True, required=True, help="A trust's ODS code.")
@click.option(
    "--year",
    type=int,
    default=None,
    help="Also write an empty submission of this scheme year for each trust.",
)
@RULES
def new_system_command(
    folder: Path,
    code: str,
    name: str,
    trusts: tuple[str, ...],
    year: int | None,
    rules: Path | None,
) -> None:
    """Write the empty folder of a local maternity system to FOLDER."""
    files = new_system(
        folder, rules or rules_folder(), code, name or f"System {code}", trusts, year
    )
    say(f"Wrote {len(files)} files to {folder}. Start with system.yaml.")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the JSON Schema of all registers.")
@RULES
def registers(as_json: bool, rules: Path | None) -> None:
    """List the registers a submission may hold and their columns."""
    rules = rules or rules_folder()
    if as_json:
        click.echo(json.dumps(described_registers(rules), ensure_ascii=False, indent=1))
        return
    for name, headings in headings_of_registers(rules).items():
        say(f"{name}: {', '.join(headings)}")


@click.command()
def schema() -> None:
    """Print the JSON Schema of the assessment that ``mis assess --json`` writes."""
    click.echo(json.dumps(assessment_schema(), ensure_ascii=False, indent=1))


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
        say("No pause and no exclusion touched this scheme year.")
    for line in lines:
        say(f"{line.requirement}  {line.title}")
        say(f"    {line.pause}: {line.effect}, {line.days} days discounted")
        say(f"    {line.sum}")
        end = f"; its last day: {line.end_status}" if line.end_status else ""
        say(f"    Authority: {line.authority} ({line.status}){end}")


@click.command()
@click.argument("submission", type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_data", is_flag=True, help="Print everything as JSON.")
@click.option("--requirements", is_flag=True, help="Also list what could serve each requirement.")
@FOLDER
def crosswalk(submission: Path, as_data: bool, requirements: bool, folder: Path | None) -> None:
    """Show for each piece of evidence in SUBMISSION which requirements it serves.

    Nothing here decides: each requirement still has its own test to pass.
    """
    found = crosswalk_of(submission, folder or rules_folder())
    if as_data:
        click.echo(as_json(found), nl=False)
        return
    for line in _lines(found, requirements):
        say(line)


def _lines(found: Crosswalk, requirements: bool) -> Iterator[str]:
    shared = [one for one in found.evidence if len(one.frameworks) > 1]
    yield (
        f"Of {len(found.evidence):,} pieces of evidence {len(shared):,} serve more than one "
        f"framework{':' if shared else '.'}"
    )
    for one in shared:
        yield from _serving(one)
    if requirements:
        yield ""
        for served in found.requirements:
            yield from _served(served)
    yield ""
    yield (
        f"{found.asks:,} times something is asked for; it is {found.kinds:,} different things, "
        f"so {found.saved:,} asks are saved."
    )
    if found.gaps:
        yield ""
        yield f"{counted(len(found.gaps), 'duties')} that no safety action tests or supports:"
        for gap in found.gaps:
            yield f"    {gap.framework}: {gap.id} {gap.title}"


def _served(served: Coverage) -> Iterator[str]:
    yield f"{served.asker.id} {served.asker.title}"
    items = listed(list(dict.fromkeys(served.items)))
    yield f"    could be served by: {items or 'nothing'}"
    for kind in served.lacking:
        yield f"    nothing was sent of the kind {kind}"
    for relation in served.relations:
        by = listed(list(relation.from_))
        yield f"    {by}: {relation.how.value} ({relation.evidence})"


def _serving(one: EvidenceUse) -> Iterator[str]:
    yield f"  {one.item} ({one.what.partition(': ')[2]})"
    for framework in one.frameworks:
        ids = [asker.id for asker in one.serves if asker.framework == framework]
        yield f"      {framework}: {', '.join(ids)}"
