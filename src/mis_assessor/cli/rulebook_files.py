"""``mis rules book`` and ``new-year``: files made from the rulebook."""

from pathlib import Path

import click

from mis_assessor.cli.options import FILE, FOLDER
from mis_assessor.cli.written import write_files
from mis_assessor.reports.book import Book
from mis_assessor.services.new_year import new_year
from mis_assessor.services.rulebook_for_people import as_page, as_pdf, framework_book, rulebook_book
from mis_assessor.shipped import rules_folder


@click.command("book")
@click.option("--year", type=int, default=None, help="Scheme year.")
@click.option("--framework", default=None, help="A framework, for example lms-governance.")
@click.option("--edition", default="", help="One edition by its id; default: the last.")
@click.option("--html", "html_file", type=FILE, default=None, help="Write a web page.")
@click.option("--pdf", "pdf_file", type=FILE, default=None, help="Write an accessible PDF.")
@FOLDER
def book_command(
    year: int | None,
    framework: str | None,
    edition: str,
    html_file: Path | None,
    pdf_file: Path | None,
    folder: Path | None,
) -> None:
    """Write the rulebook of a year, or of a framework, as a document for people."""
    if html_file is None and pdf_file is None:
        raise click.UsageError("Name a file with --html or --pdf.")
    shown = _shown(folder or rules_folder(), year, edition, framework)
    pages: dict[Path, bytes] = {}
    if html_file is not None:
        pages[html_file] = as_page(shown)
    if pdf_file is not None:
        click.echo("Writing the rulebook, about half a minute…", err=True)
        pages[pdf_file] = as_pdf(shown)
    for path in write_files(pages):
        click.echo(f"Wrote {path}")


def _shown(folder: Path, year: int | None, edition: str, framework: str | None) -> Book:
    match year, framework:
        case None, str() as name:
            return framework_book(folder, name)
        case int() as number, None:
            return rulebook_book(folder, number, edition)
        case _:
            raise click.UsageError("Name a --year or a --framework.")


@click.command("new-year")
@click.argument("year", type=int)
@click.option("--from", "last", type=int, required=True, help="The year to start from.")
@FOLDER
def new_year_command(year: int, last: int, folder: Path | None) -> None:
    """Make the folder of YEAR: everything as last year, dates emptied, and a checklist."""
    written = new_year(folder or rules_folder(), year, last)
    click.echo(f"Wrote {len(written)} files. Start with {written[0].parent / 'CHECKLIST.md'}.")
