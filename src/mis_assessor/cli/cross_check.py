"""``mis cross-check``: a submission beside national files, line by line on the screen."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from mis_assessor.cli.options import RULES, Day, say, write_files
from mis_assessor.core.checking.agreement import Agreement, CrossCheck
from mis_assessor.core.wording import counted
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.reading.whole_files import refuse_over
from mis_assessor.services.assess import Days
from mis_assessor.services.cross_check import ATTRIBUTION, cross_check, cross_check_json

SHOWN = (Agreement.DIFFERS, Agreement.CANNOT_TELL, Agreement.AGREES)


def cross_check_lines(found: CrossCheck, *, everything: bool) -> Iterator[str]:
    """What differs first, then what cannot be told; what agrees is counted, or shown on request."""
    yield f"{found.trust_name} ({found.trust_code}), scheme year {found.scheme_year}"
    for file in found.files:
        yield f"  {file.name}: {file.kind}, {file.rows:,} rows, sha256 {file.sha256[:12]}…"
    tally = ", ".join(f"{found.count(one)} {_THEY[one]}" for one in SHOWN)
    yield f"{counted(len(found.compared), 'comparisons')}: {tally}."
    for agreement in SHOWN:
        if agreement is Agreement.AGREES and not everything:
            continue
        for one in found.compared:
            if one.agreement is agreement:
                yield f"{agreement.value.upper()}  {one.about}"
                yield f"    {one.says}"
                known = (
                    "" if one.status == "public" else f" That both are the same is {one.status}."
                )
                if where := ", ".join(filter(None, (*one.serves, one.place))):
                    yield f"    {where}.{known}"
    for text in found.not_looked_at:
        yield f"NOT LOOKED AT  {text}"
    for text in found.look_at:
        yield f"LOOK AT  {text}"
    for text in found.remarks:
        yield f"REMARK  {text}"
    if found.differs:
        yield (
            "A difference says that two sources do not say the same, not which of them is right. "
            "Ask both before anything is concluded."
        )
    yield ATTRIBUTION


_THEY = {
    Agreement.DIFFERS: "differ",
    Agreement.CANNOT_TELL: "cannot be told",
    Agreement.AGREES: "agree",
}

AGAINST = click.option(
    "--against",
    "against",
    multiple=True,
    required=True,
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A national file as it was published, or a filled-in table; may be given many times.",
)


@click.command("cross-check")
@click.argument("submission", type=click.Path(exists=True, path_type=Path))
@click.argument(
    "more",
    nargs=-1,
    metavar="[FILE]...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@AGAINST
@click.option("--on", type=Day(), default=None, help="The day of the assessment.")
@click.option("--json", "json_file", default=None, help="Write everything; - for the screen.")
@click.option("--all", "everything", is_flag=True, help="Also show what agrees.")
@RULES
@click.pass_context
def cross_check_command(
    context: click.Context,
    submission: Path,
    more: tuple[Path, ...],
    against: tuple[Path, ...],
    on: date | None,
    json_file: str | None,
    everything: bool,
    rules: Path | None,
) -> None:
    """Hold SUBMISSION against files that national bodies publish or supply.

    Each figure agrees, differs or cannot be told, with both figures; published rounding is
    allowed for. docs/cross-check.md lists the files: MSDS, trust list, bank holidays, and
    tables to fill in for the CNST scorecard and for case counts.

    Example: mis cross-check evidence --against msds-jul2022-exp-measures.csv etr.csv

    Exit code 0: nothing differs. 1: something does. 11: a file cannot be read.
    """
    files = (*against, *more)
    json_path = [] if json_file in (None, "-") else [Path(str(json_file))]
    refuse_over(json_path, [submission, *files])
    found = cross_check(submission, files, rules or rules_folder(), Days(on))
    if json_file == "-":
        click.echo(cross_check_json(found), nl=False)
    else:
        for text in cross_check_lines(found, everything=everything):
            say(text)
    for path in write_files({path: cross_check_json(found) for path in json_path}, files):
        say(f"Wrote {path}")
    context.exit(1 if found.differs else 0)
