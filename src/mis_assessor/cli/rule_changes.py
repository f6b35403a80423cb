"""``mis rules diff``, ``status`` and ``confirm``."""

from collections import Counter
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path

import click

from mis_assessor.cli.days import Day
from mis_assessor.cli.written import write_files
from mis_assessor.core.confirmations import confirmed_by, fingerprint, values_of
from mis_assessor.rulebook.confirmations import NAME, read_confirmations
from mis_assessor.rulebook.read import years_in
from mis_assessor.services.check_rules import checked_rulebook
from mis_assessor.services.confirm_value import Compared, confirm
from mis_assessor.services.new_year import new_year
from mis_assessor.services.rule_changes import effects, rule_changes
from mis_assessor.services.rulebook_for_people import as_page, as_pdf, rulebook_book
from mis_assessor.shipped import rules_folder

FILE = click.Path(dir_okay=False, path_type=Path)
DOCUMENT = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.option(
    "--rules",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help="Folder of rule files; default: the one that came with the program.",
)
CONFIRMATIONS = click.option(
    "--confirmations",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="File of confirmations; default: confirmations.json beside the rules.",
)


@click.command()
@click.argument("old")
@click.argument("new")
@FOLDER
@click.option(
    "--for",
    "submission",
    type=click.Path(exists=True, path_type=Path),
    default=None,
    help="Say what of this submission newly fails or newly suffices.",
)
def diff(old: str, new: str, folder: Path | None, submission: Path | None) -> None:
    """Print what changed from OLD to NEW: year-5 year-6, or year-4@2022-05 year-4@2022-10."""
    folder = folder or rules_folder()
    if submission is not None:
        found = effects(folder, old, new, submission)
        for effect in found:
            was = effect.before.value if effect.before else "not asked"
            click.echo(f"newly {effect.newly}: {effect.requirement}  {effect.title}")
            click.echo(f"    {was} → {effect.after.value}")
        if not found:
            click.echo("Nothing of it newly fails or newly suffices.")
        return
    for (requirement, title), group in groupby(
        rule_changes(folder, old, new), key=lambda change: (change.requirement, change.title)
    ):
        click.echo(f"{requirement}  {title}")
        for change in group:
            needs = f" Newly needs: {', '.join(change.newly_needs)}." if change.newly_needs else ""
            click.echo(f"    {change.kind}: {change.what}{needs}")


@click.command()
@FOLDER
@CONFIRMATIONS
def status(folder: Path | None, confirmations: Path | None) -> None:
    """Count the values of every year by how we know them."""
    folder = folder or rules_folder()
    made = read_confirmations(confirmations or folder / NAME)
    for year in years_in(folder):
        rulebook = checked_rulebook(folder, year)
        stands = confirmed_by(rulebook, made)
        marks: Counter[str] = Counter()
        confirmed = 0
        for rule in rulebook.rules:
            for entries in rule.requirement.values.values():
                for entry in entries:
                    marks["not loaded" if entry.not_loaded else entry.status.value] += 1
            for name, entry in values_of(rule):
                key = (rule.requirement.id, name, fingerprint(name, entry))
                confirmed += key in stands
        shown = ", ".join(f"{number} {mark}" for mark, number in sorted(marks.items()))
        click.echo(f"Year {year}: {shown or 'no values'}; {confirmed} confirmed by a person")


@click.command("book")
@click.option("--year", type=int, required=True, help="Scheme year.")
@click.option("--edition", default="", help="One edition by its id; default: the last.")
@click.option("--html", "html_file", type=FILE, default=None, help="Write a web page.")
@click.option("--pdf", "pdf_file", type=FILE, default=None, help="Write an accessible PDF.")
@FOLDER
def book_command(
    year: int, edition: str, html_file: Path | None, pdf_file: Path | None, folder: Path | None
) -> None:
    """Write the rulebook of a year as a document for people."""
    if html_file is None and pdf_file is None:
        raise click.UsageError("Name a file with --html or --pdf.")
    shown = rulebook_book(folder or rules_folder(), year, edition)
    pages: dict[Path, bytes] = {}
    if html_file is not None:
        pages[html_file] = as_page(shown)
    if pdf_file is not None:
        click.echo("Writing the rulebook, about half a minute…", err=True)
        pages[pdf_file] = as_pdf(shown)
    for path in write_files(pages):
        click.echo(f"Wrote {path}")


@click.command("new-year")
@click.argument("year", type=int)
@click.option("--from", "last", type=int, required=True, help="The year to start from.")
@FOLDER
def new_year_command(year: int, last: int, folder: Path | None) -> None:
    """Make the folder of YEAR: everything as last year, dates emptied, and a checklist."""
    written = new_year(folder or rules_folder(), year, last)
    click.echo(f"Wrote {len(written)} files. Start with {written[0].parent / 'CHECKLIST.md'}.")


@click.command("confirm")
@click.argument("requirement")
@click.option("--document", required=True, type=DOCUMENT, help="The published document.")
@click.option("--page", required=True, help="The page the value stands on.")
@click.option("--by", required=True, help="The person who compared it.")
@click.option("--value", default="", help="One value by name; default: all of the requirement.")
@click.option("--on", type=Day(), default=None, help="The day; default: today.")
@FOLDER
@CONFIRMATIONS
def confirm_command(
    requirement: str,
    document: Path,
    page: str,
    by: str,
    value: str,
    on: date | None,
    folder: Path | None,
    confirmations: Path | None,
) -> None:
    """Record that a person compared the values of REQUIREMENT with the guidance."""
    folder = folder or rules_folder()
    day = on or datetime.now(UTC).date()
    compared = Compared(document, page, by, day)
    made = confirm(folder, confirmations or folder / NAME, requirement, value, compared)
    for one in made:
        click.echo(f"Confirmed: {one.requirement}, {one.value}, {one.document} page {one.page}")
